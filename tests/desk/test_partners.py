"""The claims that a reviewer is offered as partners: the likest of those about the same people and days, but none that was judged already."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from khabar.desk.partners import SHOWN, Partner, partners
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader, open_ledger
from khabar.ledger.reviews import Reviewer, relate
from khabar.ledger.stored import StoredClaim
from khabar.ledger.writer import running


@pytest.fixture(scope="module")
def offered(reader: Reader) -> dict[str, tuple[StoredClaim, tuple[Partner, ...]]]:
    return {one.id: (one, partners(reader, one)) for one in reader.claims(Query(), 80).claims}


def test_the_likest_come_first_and_share_somebody(offered: dict[str, tuple[StoredClaim, tuple[Partner, ...]]]) -> None:
    assert any(found for _, found in offered.values())
    for one, found in offered.values():
        own = {each.id or each.name for each in (*one.claim.actor, *one.claim.recipient)}
        assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
        assert len(found) <= SHOWN
        for each in found:
            assert each.claim.id != one.id
            assert own & {other.id or other.name for other in (*each.claim.claim.actor, *each.claim.claim.recipient)}


@pytest.mark.parametrize("kind", ["same", "different"])
def test_a_pair_that_was_judged_is_not_offered_again(
    ledger_file: Path, tmp_path: Path, offered: dict[str, tuple[StoredClaim, tuple[Partner, ...]]], kind: str
) -> None:
    one, (first, *_) = next((one, found) for one, found in offered.values() if found)
    reader = open_ledger(str(shutil.copy(ledger_file, tmp_path / "own.db")))
    assert first.claim.id in {each.claim.id for each in partners(reader, one)}
    with running(reader.engine, "test", "test") as writer:
        relate(writer, kind, one.id, first.claim.id, Reviewer("نور", "a test"))  # type: ignore[arg-type]
    assert first.claim.id not in {each.claim.id for each in partners(reader, one)}
    reader.engine.dispose()
