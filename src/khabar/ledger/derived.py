"""What was worked out from the ledger, kept to spare work: one table outside the append-only guarantee.

It may be emptied at any time (`DELETE FROM derived`), is in no backup, and holds nothing that cannot be made again: a value belongs to a key
that names all that it was made from, and to the program that made it.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Column, Engine, Integer, LargeBinary, MetaData, PrimaryKeyConstraint, Table, Text, delete, func, insert, select

from khabar.ledger.engine import reading, writing

METADATA = MetaData()
derived = Table(
    "derived", METADATA, Column("kind", Text, nullable=False), Column("key", Text, nullable=False), Column("program", Text, nullable=False),
    Column("made", Integer, nullable=False), Column("value", LargeBinary, nullable=False), PrimaryKeyConstraint("kind", "key", name="derived_once"),
)  # fmt: skip


def held(engine: Engine, program: str, kind: str, key: str | None = None) -> dict[str, bytes]:
    """Values of a kind by their keys, or that of one key, as this program made them. Raises LedgerError where the database fails."""
    asked = select(derived.c.key, derived.c.value).where(derived.c.kind == kind, derived.c.program == program)
    if key is not None:
        asked = asked.where(derived.c.key == key)
    with reading(engine) as connection:
        return {row.key: bytes(row.value) for row in connection.execute(asked)}


def keep(engine: Engine, program: str, kind: str, values: Mapping[str, bytes], most: int | None = None) -> None:
    """Keep values that are new, and of the kind only the `most` last ones; what another program made goes.

    Raises LedgerError where the database fails, as it does for one who may only read.
    """
    if not values:
        return
    with writing(engine) as connection:
        connection.execute(delete(derived).where(derived.c.kind == kind, derived.c.program != program))
        known = set(connection.execute(select(derived.c.key).where(derived.c.kind == kind)).scalars())
        made = connection.execute(select(func.coalesce(func.max(derived.c.made), 0)).where(derived.c.kind == kind)).scalar_one() + 1
        new = [{"kind": kind, "key": key, "program": program, "made": made, "value": values[key]} for key in sorted(values) if key not in known]
        if new:
            connection.execute(insert(derived), new)
        if most is not None:
            connection.execute(delete(derived).where(derived.c.kind == kind, derived.c.made <= made - most))
