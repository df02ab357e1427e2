"""What runs did: what they added, what they dropped and why, what they could not read."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, exists, func, select

from khabar.ledger import tables
from khabar.ledger.engine import reading
from khabar.ledger.judgements import FOREVER
from khabar.ledger.reader import Reader
from khabar.records.capture import Fault


@dataclass(frozen=True, slots=True)
class Run:
    """A command that wrote. `ended` is None for one that goes on, or was killed; `counts` are its own, of its end."""

    id: int
    started: str
    ended: str | None
    version: str
    command: str
    counts: dict[str, int] = field(hash=False)
    codings: int
    """Pages that it has coded or dropped so far."""
    dropped: int
    claims: int
    faults: int


@dataclass(frozen=True, slots=True)
class Coded:
    """A page that a run coded: `reason` and `detail` where it was dropped. `anew`: an article that the ledger had before."""

    id: int
    article: str
    name: str
    title: str
    outlet: str
    reason: str | None
    detail: str | None
    claims: int
    anew: bool


def runs(engine: Engine, limit: int, before: int | None = None) -> tuple[Run, ...]:
    """The runs that coded something or met a fault, the latest first; `before`: those earlier than that one."""
    run = tables.run.c
    worked = exists(select(tables.coding.c.id).where(tables.coding.c.run == run.id)) | exists(
        select(tables.fault.c.id).where(tables.fault.c.run == run.id)
    )
    counted = tables.run_end.c.counts != "{}"
    return _runs(engine, _chosen().where(worked | counted), limit, before)


def every(found: Reader, limit: int, before: int | None = None) -> tuple[Run, ...]:
    """All runs up to the reader's instant, those that only judged too, the latest first."""
    chosen = _chosen()
    if found.instant is not None:
        chosen = chosen.where(tables.run.c.started <= found.instant)
    return _runs(found.engine, chosen, limit, before)


def last(found: Reader) -> tuple[int, int]:
    """Keys that change whenever a run begins or ends."""
    with reading(found.engine) as connection:
        begun = connection.execute(select(func.coalesce(func.max(tables.run.c.id), 0))).scalar_one()
        return begun, connection.execute(select(func.count()).select_from(tables.run_end)).scalar_one()


def _runs(engine: Engine, chosen: Select[Any], limit: int, before: int | None) -> tuple[Run, ...]:
    run = tables.run.c
    with reading(engine) as connection:
        rows = connection.execute(chosen.where(run.id < (before or FOREVER)).order_by(run.id.desc()).limit(limit)).all()
        return tuple(_run(connection, row) for row in rows)


def run(engine: Engine, key: int) -> Run | None:
    with reading(engine) as connection:
        row = connection.execute(_chosen().where(tables.run.c.id == key)).one_or_none()
        return _run(connection, row) if row else None


def codings(engine: Engine, key: int, limit: int, after: int = 0, *, dropped: bool = False) -> tuple[Coded, ...]:
    """The pages that a run coded, or those that it dropped, in their order, after the coding of a key."""
    coding, article, earlier = tables.coding.c, tables.article.c, tables.coding.alias()
    claims = select(func.count()).where(tables.claim.c.coding == coding.id, tables.claim.c.correction.is_(None)).scalar_subquery()
    before = exists(select(earlier.c.id).where(earlier.c.article == coding.article, earlier.c.id < coding.id))
    columns = (coding.id, article.uid, article.name, coding.title, coding.outlet, coding.reason, coding.detail, claims, before)
    chosen = select(*columns).select_from(tables.coding.join(tables.article)).where(coding.run == key, coding.id > after)
    chosen = chosen.where(coding.reason.is_not(None) if dropped else coding.reason.is_(None)).order_by(coding.id).limit(limit)
    with reading(engine) as connection:
        return tuple(_coded(row) for row in connection.execute(chosen).all())


def _coded(row: Row[*tuple[Any, ...]]) -> Coded:
    key, article, name, title, outlet, reason, detail, claims, anew = row
    return Coded(key, article, name, title, outlet, reason, detail, claims, bool(anew))


def faults(engine: Engine, key: int, limit: int) -> tuple[Fault, ...]:
    """What a run could not read, in its order."""
    fault = tables.fault.c
    chosen = _faults().where(fault.run == key).order_by(fault.id).limit(limit)
    with reading(engine) as connection:
        return tuple(Fault(*told) for _, *told in connection.execute(chosen))


def faults_of(engine: Engine, keys: Collection[int]) -> dict[int, list[Fault]]:
    """What some runs could not read, each in its order."""
    found: dict[int, list[Fault]] = {key: [] for key in keys}
    with reading(engine) as connection:
        for key, *told in connection.execute(_faults().where(tables.fault.c.run.in_(keys)).order_by(tables.fault.c.id)):
            found[key].append(Fault(*told))
    return found


def _faults() -> Select[Any]:
    fault = tables.fault.c
    return select(fault.run, fault.source, fault.place, fault.reason, fault.mend)


def _chosen() -> Select[Any]:
    run, end = tables.run.c, tables.run_end.c
    return select(run.id, run.started, end.ended, run.version, run.command, end.counts).select_from(tables.run.outerjoin(tables.run_end))


def _run(connection: Connection, row: Row[*tuple[Any, ...]]) -> Run:
    """A run that has ended has counted itself; of another its rows are counted."""
    counts: dict[str, int] = json.loads(row.counts) if row.counts else {}
    told = (row.id, row.started, row.ended, row.version, row.command, counts)
    if row.ended:
        coded = counts.get("new", 0) + counts.get("recoded", 0)
        return Run(*told, coded, *(counts.get(name, 0) for name in ("dropped", "claims", "faults")))
    return Run(*told, *_counted(connection, row.id))


def _counted(connection: Connection, key: int) -> tuple[int, int, int, int]:
    """Pages coded, those dropped among them, claims and faults, so far.

    By indexes alone, for a run that was killed may have left a million claims: rows of corrections are counted apart, and a page that was dropped is
    told by its record, since what follows a record in its row is far to read.
    """
    coding, attachment, coded = tables.coding.c, tables.attachment.c, tables.claim.join(tables.coding, tables.coding.c.id == tables.claim.c.coding)
    made = tables.attachment.join(tables.claim, tables.claim.c.id == attachment.replacement).join(tables.coding, coding.id == tables.claim.c.coding)
    pages, dropped, rows, corrections, wrong = (
        connection.execute(chosen).scalar_one()
        for chosen in (
            select(func.count()).where(coding.run == key),
            select(func.count()).where(coding.run == key, coding.record.is_(None)),
            select(func.count()).select_from(coded).where(coding.run == key),
            select(func.count()).select_from(made).where(coding.run == key),
            select(func.count()).where(tables.fault.c.run == key),
        )
    )
    return pages, dropped, rows - corrections, wrong
