"""Makes, upgrades and checks the schema. The steps are in `migrations/versions`, run by Alembic."""

from __future__ import annotations

import shlex
from importlib.resources import files

from sqlalchemy import Connection, Engine, inspect, text

from khabar.ledger.engine import DEFAULT, POSTGRESQL, LedgerError, exists, reading, writing

STEPS = ("0001", "0002", "0003")
"""Revisions of the schema, oldest first; the last is this program's."""


def make(engine: Engine) -> str | None:
    """Make or upgrade the schema. Gives the revision that was there before, None for none. Raises LedgerError for a newer ledger."""
    from alembic import command  # noqa: PLC0415 - only `khabar init` needs it, and it is slow to load
    from alembic.config import Config  # noqa: PLC0415

    with writing(engine) as connection:
        _supported(connection)
        before = revision(connection)
        if before is not None and before not in STEPS:
            raise _newer(before)
        if before is None and inspect(connection).get_table_names():
            raise LedgerError(f"{_place(engine)} holds tables that are not a ledger's", "name another file or database")
        config = Config()
        config.set_main_option("script_location", str(files("khabar.ledger").joinpath("migrations")).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return before


def revision(connection: Connection) -> str | None:
    """Of the ledger in the database; None where there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def require(engine: Engine) -> None:
    """Raise LedgerError unless the database holds a ledger of this program's schema."""
    if not exists(engine):
        raise LedgerError(f"there is no ledger at {_place(engine)}", f"make one with {_init(engine)}, or name another with --db")
    with reading(engine) as connection:
        _supported(connection)
        found = revision(connection)
    if found is None:
        raise LedgerError(f"{_place(engine)} holds no ledger", f"make one with {_init(engine)}")
    if found not in STEPS:
        raise _newer(found)
    if found != STEPS[-1]:
        raise LedgerError(f"{_place(engine)} has the older schema {found}", f"upgrade it with {_init(engine)}; back it up before")


def _place(engine: Engine) -> str:
    """The ledger's file, or its URL without the password."""
    return str(engine.url.database) if engine.dialect.name == "sqlite" else engine.url.render_as_string(hide_password=True)


def _init(engine: Engine) -> str:
    """The command that makes or upgrades this ledger."""
    place = _place(engine)
    return "`khabar init`" if place == DEFAULT else f"`khabar init --db {shlex.quote(place)}`"


def _supported(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        version = int(connection.execute(text("SHOW server_version_num")).scalar_one())
        if version < POSTGRESQL:
            raise LedgerError(f"PostgreSQL {version // 10000} is too old", "use PostgreSQL 15 or later")


def _newer(found: str) -> LedgerError:
    return LedgerError(f"the ledger has the schema {found}, which this version does not know", "use the newer Khabar that made it")
