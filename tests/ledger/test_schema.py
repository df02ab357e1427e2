"""The schema: made once, found again, refused where it is another's; and the migrations make what `tables.py` says."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from khabar.ledger import accounts, derived, schema, tables
from khabar.ledger.engine import LedgerError, connect, reading, writing
from khabar.ledger.reader import Reader, open_ledger


def test_the_migrations_make_the_tables(ledger: Reader) -> None:
    with reading(ledger.engine) as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours})
        assert compare_metadata(context, [tables.METADATA, derived.METADATA, accounts.METADATA]) == []


def _ours(found: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    return kind != "table" or not str(name).startswith("claim_text")


def test_the_steps_are_those_of_the_folder() -> None:
    folder = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    assert tuple(step.revision for step in folder.walk_revisions())[::-1] == schema.STEPS


def test_making_it_again_changes_nothing(ledger: Reader) -> None:
    assert schema.make(ledger.engine) == schema.STEPS[-1]


@pytest.mark.parametrize(
    ("revision", "reason"),
    [
        pytest.param("9999", "does not know", id="a-newer-ledger"),
        pytest.param("0000", "does not know", id="no-step-of-ours"),
    ],
)
def test_a_ledger_of_another_version_is_refused(tmp_path: Path, revision: str, reason: str) -> None:
    engine = connect(str(tmp_path / "x.db"))
    schema.make(engine)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    for act in (schema.require, schema.make):
        with pytest.raises(LedgerError, match=reason):
            act(engine)


def test_an_older_ledger_names_the_command_that_upgrades_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = connect(str(tmp_path / "x.db"))
    schema.make(engine)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, "9999"))
    with pytest.raises(LedgerError, match="khabar init"):
        schema.require(engine)


@pytest.mark.parametrize(
    ("db", "reason"),
    [
        pytest.param("", "no file is named", id="nothing"),
        pytest.param("mysql://x/y", "no database that Khabar writes to", id="another-database"),
        pytest.param("postgresql+psycopg://h:port/x", "cannot be read", id="a-port-that-is-no-number"),
        pytest.param("://", "cannot be read", id="no-scheme"),
        pytest.param("postgresql+psycopg://x@127.0.0.1:1/y", "start the server", id="nobody-listens"),
        pytest.param("no/such/folder/khabar.db", "no ledger at", id="no-such-folder"),
    ],
)
def test_addresses_that_lead_nowhere_are_told(db: str, reason: str) -> None:
    with pytest.raises(LedgerError, match=reason):
        open_ledger(db)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "holds no ledger", id="an-empty-file"),
        pytest.param(b"just some words, " * 300, "not a database", id="another-file"),
    ],
)
def test_files_that_are_no_ledger_are_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=reason):
        open_ledger(str(path))


def test_tables_of_others_are_left_alone(tmp_path: Path) -> None:
    engine = connect(str(tmp_path / "x.db"))
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE theirs (x integer)"))
    with pytest.raises(LedgerError, match="not a ledger's"):
        schema.make(engine)
