"""Backup and restore: from either database to either, whole or not at all."""

from __future__ import annotations

import gzip
import itertools
from pathlib import Path

import pytest
from sqlalchemy import select

from khabar.ledger import reviews, tables
from khabar.ledger.backup import backup, restore
from khabar.ledger.checking import check
from khabar.ledger.engine import LedgerError, connect, reading
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader, open_ledger
from khabar.ledger.reviews import Reviewer
from khabar.ledger.writer import Writer
from tests.ledger import postgres
from tests.ledger.pages import port, recode, store, town

_numbers = itertools.count()
BY = Reviewer("نور", "قرأت الصفحة")


def rows(ledger: Reader) -> dict[str, list[tuple[object, ...]]]:
    with reading(ledger.engine) as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for table in tables.METADATA.sorted_tables
        }


@pytest.fixture
def filled(ledger: Reader, writer: Writer) -> Reader:
    for of, claims in (town(), port()):
        store(writer, of, *claims)
    reviews.judge(writer, town()[1][0].id, "correct", BY, ["status=denied"])
    reviews.supply(writer, "date", ledger.claims(Query()).claims[0].article, "2017", BY)
    recode(writer, *town()[1], *port()[1])
    return ledger


@pytest.mark.parametrize("to", ["sqlite", "postgresql"])
def test_what_is_restored_is_what_was_backed_up(filled: Reader, tmp_path: Path, to: str, request: pytest.FixtureRequest) -> None:
    file = tmp_path / "khabar.backup"
    count = backup(filled, file)
    other = str(tmp_path / "other.db") if to == "sqlite" else postgres.create(request.getfixturevalue("server"), f"restored{next(_numbers)}")
    engine = connect(other)
    assert restore(engine, file) == count
    engine.dispose()
    restored = open_ledger(other)
    assert rows(restored) == rows(filled)
    assert list(check(restored)) == []
    for query in (Query(), Query(text="شركة"), Query(actors=("lebanon",)), Query(statuses=("denied",))):
        assert restored.claims(query) == filled.claims(query)
    backup(restored, tmp_path / "again.backup")
    assert (tmp_path / "again.backup").read_bytes() == file.read_bytes()
    with pytest.raises(LedgerError, match="not empty"):
        restore(restored.engine, file)
    restored.engine.dispose()


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def without_the_last_line(data: bytes) -> bytes:
    return gzip.compress(b"".join(gzip.decompress(data).splitlines(keepends=True)[:-1]))


def without_a_row(data: bytes) -> bytes:
    lines = gzip.decompress(data).splitlines(keepends=True)
    return gzip.compress(b"".join([*lines[:-2], lines[-1]]))


def changed(data: bytes) -> bytes:
    return gzip.compress(gzip.decompress(data).replace(b"denied", b"absent"))


def doubled(data: bytes) -> bytes:
    return data + data


@pytest.mark.parametrize("spoil", [cut, without_the_last_line, without_a_row, changed, doubled, lambda _: b"", lambda _: b"words"])
def test_a_backup_that_is_not_whole_restores_nothing(filled: Reader, tmp_path: Path, spoil) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "khabar.backup"
    backup(filled, file)
    file.write_bytes(spoil(file.read_bytes()))
    engine = connect(str(tmp_path / "other.db"))
    with pytest.raises(LedgerError, match="no whole backup"):
        restore(engine, file)
    engine.dispose()
    other = open_ledger(str(tmp_path / "other.db"))
    assert all(not found for found in rows(other).values())
    other.engine.dispose()


def test_a_backup_that_cannot_be_written_leaves_no_file(filled: Reader, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be written"):
        backup(filled, tmp_path / "no" / "folder" / "x")
    assert [path.name for path in tmp_path.iterdir() if "backup" in path.name] == []
