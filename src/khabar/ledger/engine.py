"""Opens the database: SQLite by path, PostgreSQL by URL. One writer at a time, any number of readers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, func, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

DEFAULT = "khabar.db"
VARIABLE = "KHABAR_DB"
POSTGRESQL = 150000
"""The oldest server that is supported, as the server counts its versions."""
_WAIT = 60
"""Seconds that a writer waits for another."""
_LOCK = 0x6B68616272
"""PostgreSQL's advisory lock of the ledger's one writer: «khabr»."""


class LedgerError(Exception):
    """What is wrong with the ledger or the request, and the mend, in one sentence each."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason, mend)

    def __str__(self) -> str:
        return "; ".join(map(str, self.args))


class DatabaseError(LedgerError):
    """The database failed: what was asked may be right."""


def address(db: str) -> URL:
    """A path (SQLite) or a URL of SQLite or PostgreSQL. Raises LedgerError."""
    form = "give a file, as khabar.db, or a URL, as postgresql+psycopg://user@host/database"
    if "://" not in db:
        if not db or "\0" in db:
            raise LedgerError("no file is named", form)
        return URL.create("sqlite+pysqlite", database=db)
    try:
        url = make_url(db)
    except (ArgumentError, ValueError) as error:
        raise LedgerError("the database's URL cannot be read", form) from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise LedgerError(f"{url.drivername} is no database that Khabar writes to", form)
    return url


def connect(db: str) -> Engine:
    """An engine for the database; nothing is opened yet. Raises LedgerError for an address that makes no sense."""
    url = address(db)
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        return create_engine(url, pool_pre_ping=True, isolation_level="READ COMMITTED")
    except (ArgumentError, NoSuchModuleError, TypeError, ValueError) as error:
        raise LedgerError(f"the database's URL cannot be used ({error})", "see docs/ledger.md for its form") from error


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _WAIT})

    @event.listens_for(engine, "connect")
    def _opened(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun by us, as SQLAlchemy's notes on pysqlite advise
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={_WAIT * 1000}"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine


def exists(engine: Engine) -> bool:
    """Whether there is a file to open; a server is taken to be there."""
    if engine.dialect.name != "sqlite":
        return True
    name = engine.url.database
    return name is not None and Path(name).is_file()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the ledger throughout. Raises LedgerError where the database fails."""
    sqlite = engine.dialect.name == "sqlite"
    options: dict[str, Any] = {} if sqlite else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with _told(), engine.connect() as opened:
        connection = opened.execution_options(**options)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """The only writing transaction: all of it is committed, or, if anything is raised, nothing. Raises LedgerError where the database fails."""
    with _told(), engine.connect() as opened:
        connection = opened.execution_options(writes=True)
        with connection.begin():
            if engine.dialect.name != "sqlite":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection


@contextmanager
def _told() -> Iterator[None]:
    """The database's failures in plain words."""
    try:
        yield
    except DBAPIError as error:
        reason = " ".join(str(error.orig).split())
        raise DatabaseError(f"the database failed ({reason})", _mend(reason)) from error


def _mend(reason: str) -> str:
    mends = (
        ("connection failed", "start the server, or name another database or user with --db"),
        ("full", "make room on the disk and run the command again; what was stored before stands"),
        ("locked", "another program holds the ledger: wait for it, and run the command again"),
        ("readonly", "make the file and its folder writable"),
        ("unable to open", "name a file in a folder that exists and can be written"),
        ("not a database", "name a ledger, or another file to make one in"),
        ("malformed", "restore a backup with `khabar restore`"),
        ("append-only", "add a judgement or a new coding instead"),
    )
    return next((mend for sign, mend in mends if sign in reason), "run the command again; if it fails again, run `khabar check`")


def next_id(connection: Connection, table: Table) -> int:
    """The key of the next row; only the one writer may ask."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()) + 1


def now() -> str:
    """The instant, as all instants of the ledger are written."""
    return instant(datetime.now(UTC))


def instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Nothing for no rows."""
    if rows:
        connection.execute(table.insert(), rows)
