"""Articles of invented sentences, one paragraph a line; ledgers on both databases, and sample pages coded once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khabar import pipeline
from khabar.corroboration.shingles import Words, read
from khabar.pipeline import Coded
from khabar.records.article import Article, Published
from khabar.records.capture import Capture
from khabar.records.spans import Span
from tests.ledger.conftest import db, ledger, made, server, writer

__all__ = ["db", "ledger", "made", "server", "writer"]

ROOT = Path(__file__).parents[2]
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


@pytest.fixture(scope="session")
def coded() -> tuple[Coded, ...]:
    """Sample pages by the packaged model: a truce, its reprint, its denial, an air strike and its new toll."""
    names = ("01-truce.html", "02-air-strike.html", "09-new-toll.txt", "10-truce-reprint.txt", "11-truce-denied.txt")
    pages = [page for page in pipeline.read([str(ROOT / "samples" / name) for name in names]) if isinstance(page, Capture)]
    found = [pipeline.code(page) for page in pages]
    return tuple(one for one in found if isinstance(one, Coded))
