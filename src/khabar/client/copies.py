"""Pairs of articles that share passages, and what of them is told with an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from khabar.client.form import Form
from khabar.corroboration.reprints import Reprints, reprints
from khabar.ledger.reader import Reader
from khabar.ledger.stored import StoredArticle
from khabar.records.copy import Passage, Reuse
from khabar.records.jsonl import article_record

COLUMNS = (
    "first", "second", "relation", "why", "source", "basis", "because", "passages", "words", "first_outlet", "first_published", "second_outlet",
    "second_published",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that share passages. Spans of each capture."""

    reuse: Reuse
    found: Reader

    @property
    def source(self) -> str | None:
        """The article whose words they were first; None where nothing tells."""
        side = self.reuse.direction.source
        return {"first": self.reuse.first, "second": self.reuse.second}[side] if side else None


def pairs(found: Reader, article: str | None = None) -> Iterator[Pair]:
    """The pairs of which an article is one, or all, as a pinned reader sees them."""
    return (Pair(one, found) for one in reprints(found).reuses if article in (None, one.first, one.second))


def record(one: Pair) -> dict[str, Any]:
    """The pair's fields; spans as `[start, end]` of each capture."""
    reuse = one.reuse
    return {
        "kind": "reuse", "first": reuse.first, "second": reuse.second, "relation": reuse.relation, "why": reuse.reason,
        "source": one.source, "basis": reuse.direction.basis, "because": reuse.direction.reason,
        "passages": [
            {"first": [p.first.start, p.first.end], "second": [p.second.start, p.second.end], "words": p.words, "edits": p.edits}
            for p in reuse.passages
        ],
        "features": {f.name: f.value for f in reuse.features},
    }  # fmt: skip


def _row(one: Pair) -> tuple[object, ...]:
    reuse = one.reuse
    return (
        reuse.first, reuse.second, reuse.relation, reuse.reason, one.source, reuse.direction.basis, reuse.direction.reason,
        "; ".join(map(offsets, reuse.passages)), sum(p.words for p in reuse.passages), *_article(one, reuse.first), *_article(one, reuse.second),
    )  # fmt: skip


def _article(one: Pair, key: str) -> tuple[str | None, str | None]:
    """Its outlet and first day."""
    held = one.found.article(key)
    assert held is not None
    assert held.article is not None
    return held.article.outlet, held.article.published.start if held.article.published else None


def offsets(passage: Passage) -> str:
    return f"{passage.first.start}-{passage.first.end}={passage.second.start}-{passage.second.end}"


FORM: Form[Pair] = Form(COLUMNS, record, _row)


def article(one: StoredArticle) -> dict[str, object]:
    """The article's record, as `khabar code` prints it, with what the ledger adds; of a dropped page its reason and detail."""
    own = {"id": one.id, "source": one.source, "coder": one.coder, "learned": one.learned, "claims": one.claims}
    if one.article is None:
        return {"kind": "dropped", **(asdict(one.dropped) if one.dropped else {}), "sha256": one.sha256, **own}
    return {**article_record(one.article), **own}


def reused(one: StoredArticle, held: Reprints, found: Reader) -> dict[str, object]:
    """Of which article it is a copy, and with which it shares passages."""
    here = [Pair(each, found) for each in held.reuses if one.id in (each.first, each.second)]
    return {
        "copy_of": held.copies.get(one.id),
        "reuses": [
            {
                "article": each.reuse.second if each.reuse.first == one.id else each.reuse.first, "relation": each.reuse.relation,
                "source": each.source, "because": each.reuse.direction.reason,
            }
            for each in here
        ],
    }  # fmt: skip
