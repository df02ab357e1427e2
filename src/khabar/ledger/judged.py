"""Judgements as they were made, superseded ones too, the latest first."""

from __future__ import annotations

from sqlalchemy import select

from khabar.ledger import tables
from khabar.ledger.engine import reading
from khabar.ledger.judgements import FOREVER, judgement_of
from khabar.ledger.reader import Reader
from khabar.ledger.stored import Judgement


def judged(found: Reader, limit: int, before: int | None = None) -> tuple[Judgement, ...]:
    """All judgements up to the reader's instant, superseded ones too, the latest first."""
    made = tables.judgement
    chosen = select(made).where(made.c.id < (before or FOREVER)).order_by(made.c.id.desc()).limit(limit)
    if found.pinned is not None:
        chosen = chosen.where(made.c.id <= found.pinned.judgement)
    with reading(found.engine) as connection:
        return tuple(map(judgement_of, connection.execute(chosen)))


def judgement(found: Reader, key: int) -> Judgement | None:
    """The judgement of a key, if it was made by the reader's instant."""
    return next((one for one in judged(found, 1, key + 1) if one.id == key), None)
