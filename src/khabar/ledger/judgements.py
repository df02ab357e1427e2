"""Judgements as rows: recorded, superseded by later ones on the same subject, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Row, exists, select

from khabar.arabic.folding import fold
from khabar.ledger.codec import cell, dumps
from khabar.ledger.engine import insert, next_id, now
from khabar.ledger.stored import Judgement, JudgementKind
from khabar.ledger.tables import judgement, superseded

FOREVER = 2**31 - 1
"""A horizon above every key."""


def pair(kind: str, first: str, second: str) -> str:
    """The subject of a judgement on two things, in either order."""
    return "|".join([f"{kind}:{min(first, second)}", max(first, second)])


def actors_subject(first: str, second: str) -> str:
    return pair("actors", fold(first), fold(second))


def occurrence_subject(first: str, second: str) -> str:
    return pair("occurrence", first, second)


def stands(key: ColumnElement[int], horizon: int | BindParameter[int]) -> ColumnElement[bool]:
    """Whether a judgement was made, and not superseded, before the horizon."""
    later = select(superseded.c.later).where(superseded.c.earlier == key, superseded.c.later <= horizon)
    return (key <= horizon) & ~exists(later)


def standing(connection: Connection, subject: str, horizon: int = FOREVER) -> list[Judgement]:
    """The judgements on a subject that hold; at most one, but where two subjects met in one claim."""
    query = select(judgement).where(judgement.c.subject == subject, stands(judgement.c.id, horizon)).order_by(judgement.c.id)
    return [judgement_of(row) for row in connection.execute(query)]


def of_article(connection: Connection, article: str, kinds: Iterable[JudgementKind], horizon: int = FOREVER) -> Iterator[Judgement]:
    """The standing judgements of some kinds on an article or its claims."""
    here = (judgement.c.article == article) & judgement.c.kind.in_(list(kinds))
    query = select(judgement).where(here, stands(judgement.c.id, horizon)).order_by(judgement.c.id)
    return (judgement_of(row) for row in connection.execute(query))


def of_kinds(connection: Connection, kinds: Iterable[JudgementKind], horizon: int = FOREVER) -> Iterator[Judgement]:
    """All standing judgements of some kinds, in the order in which they were made."""
    query = select(judgement).where(judgement.c.kind.in_(list(kinds)), stands(judgement.c.id, horizon)).order_by(judgement.c.id)
    return (judgement_of(row) for row in connection.execute(query))


def judgement_of(row: Row[*tuple[Any, ...]]) -> Judgement:
    fields = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row's columns
    return Judgement(
        fields["id"], fields["recorded"], fields["reviewer"], fields["reason"], fields["kind"], fields["subject"], json.loads(fields["body"])
    )


def record(connection: Connection, run: int, made: Judgement, earlier: Iterable[int] = ()) -> Judgement:
    """Write a judgement (its `id` and `recorded` are given here); those that stand on its subject, and `earlier` ones, are superseded by it."""
    key = next_id(connection, judgement)
    past = {one.id for one in standing(connection, made.subject)} | set(earlier)
    row: dict[str, Any] = {
        "id": key, "recorded": now(), "reviewer": cell(made.reviewer), "reason": cell(made.reason), "kind": made.kind, "subject": cell(made.subject),
        "article": str(made.body.get("article", "")), "body": dumps(made.body), "run": run,
    }  # fmt: skip
    insert(connection, judgement, [row])
    insert(connection, superseded, [{"earlier": one, "later": key} for one in sorted(past)])
    return Judgement(key, row["recorded"], row["reviewer"], row["reason"], made.kind, row["subject"], made.body)
