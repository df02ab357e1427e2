"""Who did what, when and from where: a row for each judgement, in the judgement's own transaction, and for each change of an account."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, Engine, select

from khabar.ledger import tables
from khabar.ledger.codec import cell, dumps
from khabar.ledger.engine import insert, next_id, now, reading

Way = Literal["command", "local", "session", "token"]
"""By the command line; by a desk on this machine that needs no account; signed in by a browser; by a token of the API."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who acts, how, and from which address (empty for the command line)."""

    who: str
    way: Way = "command"
    address: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """What was done, to whom or what."""

    name: str
    subject: str
    detail: dict[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the audit. `judgement` is its id, where the act is one."""

    id: int
    at: str
    origin: Origin
    act: str
    subject: str
    detail: str
    judgement: int | None


def note(connection: Connection, by: Origin, act: Act, judgement: int | None = None) -> None:
    """Write down an act, in the transaction that does it: both are kept, or neither."""
    row = {
        "id": next_id(connection, tables.audit), "at": now(), "who": cell(by.who), "way": by.way, "address": cell(by.address), "act": act.name,
        "subject": cell(act.subject), "detail": dumps(act.detail), "judgement": judgement,
    }  # fmt: skip
    insert(connection, tables.audit, [row])


def entries(engine: Engine, limit: int = 50, before: int | None = None) -> tuple[Entry, ...]:
    """The newest entries first; `before`: older than that one."""
    asked = select(tables.audit).order_by(tables.audit.c.id.desc()).limit(limit)
    if before is not None:
        asked = asked.where(tables.audit.c.id < before)
    with reading(engine) as connection:
        return tuple(
            Entry(row.id, row.at, Origin(row.who, row.way, row.address), row.act, row.subject, row.detail, row.judgement)
            for row in connection.execute(asked)
        )
