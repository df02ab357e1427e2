"""Articles of invented sentences, one paragraph a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from khabar.corroboration.shingles import Words, read
from khabar.records.article import Article, Published
from khabar.records.capture import Capture
from khabar.records.spans import Span

Make = Callable[..., tuple[Capture, Article]]
MakeWords = Callable[..., Words]


def pair(
    name: str, text: str, day: str | None = None, outlet: str | None = None, origin: str | None = None, around: str = ""
) -> tuple[Capture, Article]:
    """A capture with its article; `around` is furniture under the body."""
    spans, at = [], 0
    for line in text.split("\n"):
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    published = Published(day, day, "envelope", None) if day else None
    capture = Capture(name, "0", f"{text}\n{around}", "text", name, "utf-8")
    return capture, Article(name, "0", "ar", None, None, tuple(spans), (), (), outlet, origin, None, published, None)


@pytest.fixture(scope="session")
def article() -> Make:
    return pair


@pytest.fixture(scope="session")
def words() -> MakeWords:
    def make(name: str, text: str, day: str | None = None) -> Words:
        return read(*pair(name, text, day))

    return make
