"""Runs of the commands that wrote: when, by which coder, and with what count; and the judgements that were made, the latest first."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from sqlalchemy import func, select

from khabar.ledger import tables
from khabar.ledger.engine import reading
from khabar.ledger.judgements import FOREVER, judgement_of
from khabar.ledger.reader import Reader
from khabar.ledger.stored import Judgement


@dataclass(frozen=True, slots=True)
class Fault:
    """Input that a run could not read."""

    source: str
    place: str
    reason: str
    mend: str


@dataclass(frozen=True, slots=True)
class Run:
    """Instants are UTC; a run without an end was killed or goes on."""

    id: int
    started: str
    ended: str | None
    version: str
    command: str
    counts: dict[str, int] = field(hash=False)
    faults: tuple[Fault, ...]


def runs(found: Reader, limit: int, before: int | None = None) -> tuple[Run, ...]:
    """Up to the reader's instant, the latest first; after a run of a key, for the next page."""
    run, end, fault = tables.run.c, tables.run_end.c, tables.fault.c
    chosen = select(run.id, run.started, end.ended, run.version, run.command, end.counts).select_from(tables.run.outerjoin(tables.run_end))
    chosen = chosen.where(run.id < (before or FOREVER)).order_by(run.id.desc()).limit(limit)
    if found.instant is not None:
        chosen = chosen.where(run.started <= found.instant)
    with reading(found.engine) as connection:
        rows = connection.execute(chosen).all()
        keys = [row.id for row in rows]
        wrong = connection.execute(
            select(fault.run, fault.source, fault.place, fault.reason, fault.mend).where(fault.run.in_(keys)).order_by(fault.id)
        )
        faults: dict[int, list[Fault]] = {key: [] for key in keys}
        for key, *told in wrong:
            faults[key].append(Fault(*told))
    return tuple(Run(row.id, row.started, row.ended, row.version, row.command, json.loads(row.counts or "{}"), tuple(faults[row.id])) for row in rows)


def last_run(found: Reader) -> tuple[int, int]:
    """Keys that change whenever a run begins or ends."""
    with reading(found.engine) as connection:
        begun = connection.execute(select(func.coalesce(func.max(tables.run.c.id), 0))).scalar_one()
        return begun, connection.execute(select(func.count()).select_from(tables.run_end)).scalar_one()


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
