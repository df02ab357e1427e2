"""What runs did: a run that goes on, or was killed, is counted by its rows."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.reviews import Reviewer, judge
from khabar.ledger.runs import run
from khabar.ledger.writer import Writer, running
from khabar.records.capture import Dropped
from tests.ledger.pages import page, store, town


def test_a_run_that_goes_on_is_counted_by_what_the_coder_wrote(ledger: Reader, writer: Writer) -> None:
    """Corrections are rows of a reviewer, and a page that was dropped is told apart."""
    of, claims = town()
    store(writer, of, *claims)
    with running(ledger.engine, "test", "test") as other:
        judge(other, claims[0].id, "correct", Reviewer("نور", "a test"), ["status=denied"], lambda _: None)
    assert {one.claim.status for one in ledger.every(Query(ids=(claims[0].id,)))} == {"denied"}
    task = writer.task(page("لا شيء هنا.", "empty.txt"))
    assert task is not None
    writer.store(task, Dropped("empty.txt", "no-article", "nothing"))
    found = run(ledger.engine, writer.run)
    assert found is not None
    assert (found.ended, found.codings, found.dropped, found.claims, found.faults) == (None, 2, 1, len(claims), 0)


@pytest.mark.parametrize("db", ["sqlite"], indirect=True)
def test_claims_of_a_run_are_counted_without_reading_their_rows(ledger: Reader, writer: Writer) -> None:
    """A run that was killed may have left a million."""
    of, claims = town()
    store(writer, of, *claims)
    asked: list[tuple[str, tuple[object, ...]]] = []
    event.listen(ledger.engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    run(ledger.engine, writer.run)
    plans = []
    with ledger.engine.connect() as connection:
        for statement, values in [one for one in asked if "FROM claim" in one[0]]:
            plans += [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]
    of_claims = [one for one in plans if "claim" in one.split()[1:2]]
    assert of_claims
    assert all("COVERING INDEX claim_coding" in one for one in of_claims), plans
