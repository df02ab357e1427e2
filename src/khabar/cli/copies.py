"""`khabar copies`: which articles share passages, where they stand, and whose words they were first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import click

from khabar.cli.ledger import database, instant, missing, reader
from khabar.cli.listing import Listing, form_option
from khabar.corroboration.reprints import reprints
from khabar.ledger.reader import Reader
from khabar.records.copy import Passage, Reuse

COLUMNS = (
    "first", "second", "relation", "why", "source", "basis", "because", "passages", "words", "first_outlet", "first_published", "second_outlet",
    "second_published",
)  # fmt: skip
SHOWN = (
    ("first", 0, False), ("second", 0, False), ("relation", 2, False), ("source", 0, False), ("because", 4, False), ("passages", 4, False),
    ("words", 1, False),
)  # fmt: skip


@click.command()
@click.argument("article", required=False)
@form_option
@instant
@database
def copies(article: str | None, form: str | None, as_of: str | None, db: str) -> None:
    """Print the pairs of articles that share passages, of ARTICLE alone or of all: how they stand, where the passages are, whose they were first.

    A copy or a rewrite is folded into its source wherever witnesses are counted; of an excerpt only the sentences in its passages.
    """
    found = reader(db, as_of).pin()
    if article is not None and found.article(article) is None:
        missing("article", article, (one.id for one in found.articles()))
    LISTING.write((Pair(one, found) for one in reprints(found).reuses if article in (None, one.first, one.second)), form)


@dataclass(frozen=True, slots=True)
class Pair:
    reuse: Reuse
    found: Reader


def source(reuse: Reuse) -> str | None:
    """The article whose words they were first; None where nothing tells."""
    side = reuse.direction.source
    return {"first": reuse.first, "second": reuse.second}[side] if side else None


def record(one: Pair) -> dict[str, Any]:
    """The pair's fields; spans as `[start, end]` of each capture."""
    reuse = one.reuse
    return {
        "kind": "reuse", "first": reuse.first, "second": reuse.second, "relation": reuse.relation, "why": reuse.reason,
        "source": source(reuse), "basis": reuse.direction.basis, "because": reuse.direction.reason,
        "passages": [
            {"first": [p.first.start, p.first.end], "second": [p.second.start, p.second.end], "words": p.words, "edits": p.edits}
            for p in reuse.passages
        ],
        "features": {f.name: f.value for f in reuse.features},
    }  # fmt: skip


def _row(one: Pair) -> tuple[object, ...]:
    reuse = one.reuse
    return (
        reuse.first, reuse.second, reuse.relation, reuse.reason, source(reuse), reuse.direction.basis, reuse.direction.reason,
        "; ".join(map(_offsets, reuse.passages)), sum(p.words for p in reuse.passages), *_article(one, reuse.first), *_article(one, reuse.second),
    )  # fmt: skip


def _article(one: Pair, key: str) -> tuple[str | None, str | None]:
    """Its outlet and first day."""
    held = one.found.article(key)
    assert held is not None
    assert held.article is not None
    return held.article.outlet, held.article.published.start if held.article.published else None


def _offsets(passage: Passage) -> str:
    return f"{passage.first.start}-{passage.first.end}={passage.second.start}-{passage.second.end}"


def _cells(one: Pair) -> tuple[str, ...]:
    reuse, words = one.reuse, sum(p.words for p in one.reuse.passages)
    return (
        reuse.first, reuse.second, reuse.relation, source(reuse) or "—", f"{reuse.direction.basis}: {reuse.direction.reason}",
        "\n".join(map(_offsets, reuse.passages)), f"{words}",
    )  # fmt: skip


LISTING = Listing(COLUMNS, SHOWN, record, _row, _cells)
