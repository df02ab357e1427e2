"""The torture of the ledger finds what it looks for: losses, doubles, halves; and it cuts a log where writes end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.torture import after, cuts, made
from khabar.ledger.reader import open_ledger
from khabar.ledger.writer import running
from tests.ledger.pages import port, store, town, uid

WHOLE = {uid(of): [claim.id for claim in claims] for of, claims in (town(), port())}


@pytest.fixture
def db(tmp_path: Path) -> str:
    path = made(tmp_path / "x.db")
    ledger = open_ledger(path)
    with running(ledger.engine, "coder-1", "test") as writer:
        for of, claims in (town(), port()):
            store(writer, of, *claims)
    ledger.engine.dispose()
    return path


def change(db: str, statement: str) -> None:
    with sqlite3.connect(db, isolation_level=None) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
    connection.close()


def test_a_whole_ledger_is_whole(db: str) -> None:
    assert after(db, WHOLE, set(WHOLE)) == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        pytest.param("DELETE FROM coding WHERE id = 1", "not in the ledger", id="torn"),
        pytest.param("DELETE FROM article WHERE id = 1", "not in the ledger", id="an-article-gone"),
        pytest.param("DELETE FROM claim WHERE id = 1", "not whole", id="half"),
        pytest.param(
            "INSERT INTO coding SELECT id + 10, article, sighting, coder, inputs, supplied, run, learned, record, title, outlet, outlet_folded, "
            "published_start, published_end, language, reason, detail FROM coding WHERE id = 1",
            "doubled",
            id="doubled",
        ),
    ],
)
def test_what_is_wrong_is_found(db: str, statement: str, fault: str) -> None:
    change(db, statement)
    assert any(fault in one for one in after(db, WHOLE, set(WHOLE)))


def test_what_was_acknowledged_and_is_not_there_is_lost(tmp_path: Path) -> None:
    assert after(made(tmp_path / "y.db"), WHOLE, set(WHOLE)) == [f"{article} was acknowledged and is lost" for article in set(WHOLE)]


def test_a_log_is_cut_at_the_end_of_each_write_and_within_it(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    keeper: Callable[..., sqlite3.Connection] = sqlite3.connect
    connection = keeper(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    for statement in ("CREATE TABLE t (x)", "INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)"):
        connection.execute(statement)
    log = Path(f"{path}-wal")
    found = list(cuts(log))
    connection.close()
    assert [commits for _, commits in found][-1] == 3
    assert [length for length, _ in found] == sorted({length for length, _ in found})
    assert len(found) % 2 == 0
