"""What has changed in a ledger is told without going through it: the desk asks after every commit of another program."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from khabar.ledger import watch


@pytest.fixture
def steps(made: Path) -> list[str]:
    """How SQLite goes about the question, one step a line."""
    with sqlite3.connect(made) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {watch._CODED}", {"last": 0, "most": 10}).fetchall()
    connection.close()
    return [row[3] for row in plan]


@pytest.mark.parametrize("table", ["article", "claim", "coding"])
def test_tables_are_searched_and_never_gone_through(steps: list[str], table: str) -> None:
    own = [step.split()[0] for step in steps if table in step.split()[:2]]
    assert own
    assert set(own) == {"SEARCH"}
