"""Articles of the ledger: one in a table's row, and one whole with its text, claims and copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from khabar.client.answer import Answer
from khabar.client.claims import STORED
from khabar.client.copies import FORM as COPIES
from khabar.client.copies import Pair, article, pairs, reused
from khabar.client.form import Form
from khabar.corroboration.reprints import reprints
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.stored import StoredArticle, StoredClaim

COLUMNS = (
    "id", "capture", "outlet", "title", "published_start", "published_end", "url", "republished_from", "source", "coder", "learned", "claims",
    "dropped", "detail",
)  # fmt: skip


def _row(one: StoredArticle) -> tuple[object, ...]:
    found, dropped = one.article, one.dropped
    day = found.published if found else None
    return (
        one.id, one.capture, found and found.outlet, found.title.text if found and found.title else None, day and day.start, day and day.end,
        found and found.url, found and found.republished_from, one.source, one.coder, one.learned, one.claims,
        dropped and dropped.reason, dropped and dropped.detail,
    )  # fmt: skip


FORM: Form[StoredArticle] = Form(COLUMNS, article, _row)


@dataclass(frozen=True, slots=True)
class Held:
    """One article as a pinned reader sees it."""

    stored: StoredArticle
    found: Reader

    @property
    def text(self) -> str:
        """The page as received: all offsets point into it."""
        page = self.found.capture(self.stored.id)
        return page.text if page else ""

    @property
    def claims(self) -> Answer[StoredClaim]:
        """In the order of the page."""
        return Answer(STORED, lambda: self.found.every(Query(articles=(self.stored.id,), newest_first=False)))

    @property
    def copies(self) -> Answer[Pair]:
        """The pairs of articles of which it is one, and that share passages."""
        return Answer(COPIES, lambda: pairs(self.found, self.stored.id))

    def to_dict(self) -> dict[str, Any]:
        """The fields that `khabar article` prints."""
        return {**article(self.stored), **reused(self.stored, reprints(self.found), self.found)}
