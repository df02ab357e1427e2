"""Claims as rows with POLECAT's columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.exports.plover import COLUMNS, OURS, header, row
from khabar.ledger.stored import StoredClaim
from khabar.records.claim import Link, Place
from khabar.records.number import Number
from tests.ledger.pages import claim, page, party

TEXT = "قصف الجيش السوري مواقع الفصائل\tفي تدمر، بحسب المرصد."
OF = page(TEXT)
PLACE = Place("تدمر", "geonames:163915", "SYR", 34.55, 38.27, "town")
SPEAKER = Link(None, "المرصد", "organisation", None, None)
CLAIM = claim(
    OF, "قصف", "ASSAULT", party(OF, "الجيش السوري", "syria.army"), party(OF, "الفصائل"), mode="aerial", speaker=SPEAKER,
    time=("2015-05-01", "2015-05-03"), place=PLACE,
)  # fmt: skip
FIVE = Number("killed", 5, None, "at-least", "recipient", "event", CLAIM.event.cue, None, None)
STORED = StoredClaim(CLAIM.id, 1, "a1", "text", CLAIM, None, "النشرة", "2015-05-04", "2015-05-04", "2016-01-01T00:00:00.000000Z", None)


def cells(stored: StoredClaim) -> dict[str, str]:
    return dict(zip(header().split("\t"), row(stored).split("\t"), strict=True))


def test_a_claim_fills_the_columns_of_polecat_and_ours() -> None:
    found = cells(STORED)
    assert tuple(found) == (*COLUMNS, *OURS)
    assert len(COLUMNS) == 40
    shown = {name: value for name, value in found.items() if value}
    assert shown == {
        "Event ID": CLAIM.id, "Event Date": "2015-05-01", "Event Type": "ASSAULT", "Event Mode": "aerial", "Intensity": "-10.0",
        "Quad Code": "MATERIAL CONFLICT", "Actor Name": found["Actor Name"], "Actor Country": "SYR", "Primary Actor Sector": "MIL",
        "Actor Sectors": "MIL", "Actor Name Raw": "الجيش السوري", "Recipient Name": "الفصائل", "Recipient Name Raw": "الفصائل",
        "Placename": "تدمر", "City": "تدمر", "Country": "SYR", "Latitude": "34.55", "Longitude": "38.27", "GeoNames ID": "163915",
        "Raw Placename": "تدمر", "Feature Type": "town", "Source": "النشرة", "Publication Date": "2015-05-04", "Language": "ar",
        "Version": "khabar hand", "Status": "occurred", "Speaker": "المرصد", "Event End": "2015-05-03", "Score": "0.9", "Actor ID": "syria.army",
        "Article ID": "a1", "Sentence": "قصف الجيش السوري مواقع الفصائل في تدمر، بحسب المرصد.",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "column", "value"),
    [
        pytest.param({"time": None}, "Event Date", "2015-05-04", id="the-day-of-publication-for-an-event-without-one"),
        pytest.param({"place": replace(PLACE, precision="province", id="syria.homs")}, "Province", "تدمر", id="a-province"),
        pytest.param({"place": replace(PLACE, precision="province", id="syria.homs")}, "GeoNames ID", "", id="no-place-of-geonames"),
        pytest.param({"place": None}, "Placename", "", id="no-place"),
        pytest.param({"status": "denied"}, "Status", "denied", id="a-denial"),
        pytest.param({"attribution": CLAIM.attribution[1:]}, "Speaker", "", id="no-speaker-but-the-outlet"),
        pytest.param({"numbers": (FIVE,)}, "Numbers", "killed 5+ at-least recipient event", id="a-number"),
        pytest.param({"actor": ()}, "Actor Name", "", id="no-actor"),
        pytest.param({"actor": (*CLAIM.actor, *CLAIM.recipient)}, "Actor ID", "syria.army;", id="two-actors-of-which-one-is-known"),
    ],
)
def test_what_is_not_known_is_empty(changed: dict[str, object], column: str, value: str) -> None:
    assert cells(replace(STORED, claim=replace(CLAIM, **changed)))[column] == value  # type: ignore[arg-type]
