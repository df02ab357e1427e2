"""Backup and restore: one compressed file of JSON lines, the same from and to either database.

First a line with the form and the schema, then a line a row, tables in an order in which each refers only to those before it, last a line with
the count of the rows and the SHA-256 of all lines before it: a file that was cut off, or changed, is not restored. The inverted index is made anew.
Accounts with their passwords, sessions and tokens are left out: a backup may be handed on.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Engine, Table, func, select

from khabar.ledger import rows, schema, tables
from khabar.ledger.codec import claim_of, dumps
from khabar.ledger.engine import LedgerError, insert, reading, writing
from khabar.ledger.reader import Reader

_FORM = "khabar-ledger"
_READ = ("0001", "0002", "0003")
"""Schemas of which the tables that are backed up are this one's, or some of them."""
_BATCH = 500
_BROKEN = (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError)


def backup(reader: Reader, path: Path) -> int:
    """Write all rows, as they stand at one instant, to a file that is either whole or not there. Gives their number."""
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as raw:
            with gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0) as packed, reading(reader.engine) as connection:
                count = _write(connection, packed)
            raw.flush()
            os.fsync(raw.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        reason = f"the backup {path} cannot be written ({error.strerror or error})"
        raise LedgerError(reason, "name a file in a folder that exists, has room and can be written") from error
    return count


def _write(connection: Connection, out: IO[bytes] | gzip.GzipFile) -> int:
    digest, count = hashlib.sha256(), 0

    def put(record: object) -> None:
        line = dumps(record).encode() + b"\n"
        digest.update(line)
        out.write(line)

    put({"form": _FORM, "schema": schema.STEPS[-1]})
    for table in tables.METADATA.sorted_tables:
        query = select(table).order_by(*table.primary_key.columns)
        for row in connection.execution_options(stream_results=True, yield_per=_BATCH).execute(query):
            put([table.name, *map(_plain, row)])
            count += 1
    out.write(dumps({"rows": count, "sha256": digest.hexdigest()}).encode() + b"\n")
    return count


def _plain(value: Any) -> Any:
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def restore(engine: Engine, path: Path) -> int:
    """Fill a new ledger from a backup, all of it or nothing. Gives the number of rows. Raises LedgerError where there is a ledger with content."""
    schema.make(engine)
    with writing(engine) as connection:
        if connection.execute(select(func.count()).select_from(tables.run)).scalar_one():
            raise LedgerError("the ledger is not empty", "restore into a new file or database")
        try:
            with gzip.open(path, "rb") as file:
                return _read(connection, file)
        except _BROKEN as error:
            raise LedgerError(f"{path} is no whole backup ({error})", "take another copy of the backup; nothing was restored") from error


def _read(connection: Connection, file: Any) -> int:
    digest = hashlib.sha256()
    head = file.readline()
    digest.update(head)
    told = json.loads(head)
    if told["form"] != _FORM or told["schema"] not in _READ:
        raise ValueError(f"form {told['form']}, schema {told['schema']}")
    by_name = {table.name: table for table in tables.METADATA.sorted_tables}
    held: tuple[Table | None, list[dict[str, Any]]] = (None, [])
    for count, line in enumerate(file):
        record = json.loads(line)
        if isinstance(record, dict):
            _flush(connection, *held)
            if (record["rows"], record["sha256"]) != (count, digest.hexdigest()):
                raise ValueError("its sum is wrong")
            if file.read(1):
                raise ValueError("it goes on after its end")
            index(connection)
            return count
        digest.update(line)
        table = by_name[record[0]]
        if table is not held[0] or len(held[1]) >= _BATCH:
            _flush(connection, *held)
            held = (table, [])
        held[1].append(_row(table, record[1:]))
    raise ValueError("its end is missing")


def _row(table: Table, values: list[Any]) -> dict[str, Any]:
    cells = dict(zip(table.columns.keys(), values, strict=True))
    if table is tables.capture:
        cells["text"] = base64.b64decode(cells["text"], validate=True)
    return cells


def _flush(connection: Connection, table: Table | None, held: list[dict[str, Any]]) -> None:
    if table is not None:
        insert(connection, table, held)


def index(connection: Connection) -> None:
    """The inverted index, from the claims' records."""
    for batch in entries(connection):
        rows.index(connection, batch)


def entries(connection: Connection) -> Iterator[list[tuple[int, list[str], list[str]]]]:
    """Of all claims key, words and tags, some at a time."""
    claim, coding = tables.claim.c, tables.coding.c
    joined = tables.claim.join(tables.claim_record).join(tables.coding, coding.id == claim.coding)
    joined = joined.join(tables.article, tables.article.c.id == claim.article).join(tables.capture)
    columns = (claim.id, tables.claim_record.c.record, tables.capture.c.media, coding.outlet, claim.published_start, claim.published_end)
    last = 0
    while found := connection.execute(select(*columns).select_from(joined).where(claim.id > last).order_by(claim.id).limit(_BATCH)).all():
        yield [(row.id, *rows.found(claim_of(row.record), row.media, row.outlet or None, (row.published_start, row.published_end))) for row in found]
        last = found[-1].id
