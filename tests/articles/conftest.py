"""Captures made of a text, for the tests of the articles stage."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from khabar.records.capture import Capture


@pytest.fixture
def capture() -> Callable[..., Capture]:
    def make(text: str, *, url: str | None = None, published: str | None = None, name: str = "page.txt") -> Capture:
        return Capture(name, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), text, "text", name, "utf-8", url, published)

    return make
