"""What is dear is worked out once a state of the ledger, and pages that do without it are not held up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from khabar.desk.source import Source
from khabar.ledger.query import Query
from khabar.ledger.reviews import Reviewer, judge
from khabar.ledger.writer import running


@pytest.fixture
def own(ledger_file: Path, tmp_path: Path) -> Source:
    return Source(str(shutil.copy(ledger_file, tmp_path / "own.db")))


def reject(own: Source) -> None:
    """Change what the ledger says."""
    reader = own.reader()
    claim = reader.claims(Query(), 1).claims[0]
    with running(reader.engine, "test", "test") as writer:
        judge(writer, claim.id, "reject", Reviewer("نور", "a test"), [], lambda _: None)


def test_lately_is_nothing_before_it_was_worked_out_and_stale_after_a_change(own: Source) -> None:
    first = own.reader()
    assert (own.lately(first).standing, own.lately(first).current) == (None, False)
    own.catch_up(first)
    assert own.lately(first).current
    held = own.lately(first).standing
    reject(own)
    second = own.reader()
    assert (own.lately(second).standing is held, own.lately(second).current) == (True, False)
    own.catch_up(second)
    assert not own.lately(second).current, "it rests a while, so that a run of writes does not keep the desk busy"
    own.close()


def test_an_answer_is_given_once_for_each_state(own: Source) -> None:
    first = own.reader()
    assert own.extent(first) is own.extent(own.reader())
    before = own.extent(first).claims
    reject(own)
    assert (own.extent(own.reader()).claims, own.extent(first).claims) == (before - 1, before)
    assert own.standing(first) is own.standing(first)
    assert own.reprints(first) is own.reprints(first)
    own.close()


def test_disputed_occurrences_have_conflicts_most_first(own: Source) -> None:
    reader = own.reader()
    own.catch_up(reader)
    found = own.lately(reader).disputed
    assert found
    counts = [one.summary.conflicts for one in found]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] > 0
    own.close()
