"""`khabar check` finds what is wrong: each kind of damage, done past the triggers, beside a ledger that is whole."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from khabar.ledger.checking import check
from khabar.ledger.reader import open_ledger
from khabar.ledger.writer import running
from tests.ledger.pages import TOWN, store, town

Damage = Callable[[sqlite3.Connection], object]


@pytest.fixture
def filled(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "khabar.db"
    path.write_bytes(made.read_bytes())
    ledger = open_ledger(str(path))
    with running(ledger.engine, "coder-1", "test") as writer:
        of, claims = town()
        store(writer, of, *claims)
    ledger.engine.dispose()
    return path


def record(connection: sqlite3.Connection, old: str, new: str) -> None:
    connection.execute("UPDATE claim_record SET record = replace(record, ?, ?)", (old, new))


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        pytest.param(lambda c: c.execute("UPDATE capture SET text = x'00'"), "cannot be read", id="a-page-that-does-not-unpack"),
        pytest.param(lambda c: c.execute("UPDATE capture SET text = ?", (zlib.compress(b"x"),)), "whose hash was kept", id="another-page"),
        pytest.param(lambda c: c.execute("UPDATE capture SET sha256 = 'x'"), "its id is not that", id="another-hash"),
        pytest.param(lambda c: c.execute("UPDATE article SET name = 'x'"), "its id is not that", id="another-name"),
        pytest.param(lambda c: record(c, "بقطع", "بوصل"), "its cue at", id="a-cue-that-is-not-there"),
        pytest.param(lambda c: record(c, "يوم الأحد", "يوم السبت"), "its sentence at", id="a-sentence-that-is-not-there"),
        pytest.param(lambda c: record(c, '"mention":"شركة', '"mention":"حركة'), "its mention", id="a-mention-that-is-not-there"),
        pytest.param(lambda c: record(c, '"end":' + str(TOWN.index("بقطع") + 4), '"end":9000'), "its cue at", id="an-offset-beyond-the-page"),
        pytest.param(lambda c: record(c, '"quote"', '"quota"'), "not a claim's", id="a-record-of-something-else"),
        pytest.param(lambda c: c.execute("UPDATE coding SET record = '{}'"), "cannot be read", id="an-article-without-fields"),
        pytest.param(lambda c: c.execute("UPDATE claim SET uid = 'x'"), "not the same's", id="another-content-id"),
        pytest.param(lambda c: c.execute("UPDATE claim SET status = 'possible'"), "searched columns", id="a-column-that-is-not-the-record's"),
        pytest.param(lambda c: c.execute("DELETE FROM claim_record"), "without their record", id="claims-without-records"),
        pytest.param(lambda c: c.execute("DELETE FROM coding"), "not in the ledger", id="claims-without-a-coding"),
        pytest.param(lambda c: c.execute("DELETE FROM claim_text_docsize WHERE id = 1"), "in the index", id="a-claim-that-no-search-finds"),
    ],
)
def test_damage_is_found(filled: Path, damage: Damage, reason: str) -> None:
    ledger = open_ledger(str(filled))
    assert list(check(ledger)) == []
    with sqlite3.connect(filled, isolation_level=None) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        damage(connection)
    connection.close()
    found = list(check(ledger))
    ledger.engine.dispose()
    assert any(reason in one.reason for one in found), found
    assert all("khabar re" in one.mend for one in found)


def test_a_torn_page_of_the_file_is_found(filled: Path) -> None:
    data = bytearray(filled.read_bytes())
    at = data.index("النشرة".encode())
    data[at : at + 4096] = bytes(4096)
    filled.write_bytes(data)
    ledger = open_ledger(str(filled))
    assert any(one.where == "database" for one in check(ledger))
    ledger.engine.dispose()
