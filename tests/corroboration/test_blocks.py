"""Blocks: claims that could be of one happening meet, and those far apart do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telling import story

from khabar.corroboration.blocks import families, keys, meet
from khabar.corroboration.likeness import view
from khabar.corroboration.occurrences import group

BOMB = "ASSAULT/explosives islamic-state>syria.army o 03-01 @الحسكة | [انفجار]"


@pytest.mark.parametrize(
    ("other", "meets"),
    [
        (BOMB, True),
        (BOMB.replace("syria.army", "syria"), True),
        (BOMB.replace("islamic-state>syria.army", "~مسلحون>-"), True),
        (BOMB.replace("03-01", "-"), True),
        (BOMB.replace("03-01", "03-02"), True),
        (BOMB.replace("03-01", "2015-01-01..2015-12-31"), True),
        (BOMB.replace("ASSAULT/explosives", "COERCE"), True),
        (BOMB.replace("ASSAULT/explosives", "CONSULT"), False),
        (BOMB.replace("03-01", "01-20"), False),
        (BOMB.replace("islamic-state>syria.army", "houthis>yemen.government").replace("@الحسكة", "@تعز"), False),
        (BOMB.replace(" o ", " f "), False),
    ],
    ids=[
        "the same",
        "rolled up",
        "by the place",
        "undated",
        "the next day",
        "a year",
        "close kin",
        "far types",
        "weeks apart",
        "others",
        "a prediction",
    ],
)
def test_who_is_compared_with_whom(other: str, meets: bool) -> None:
    told = story(f"a1 x {BOMB}\nb1 x {other}")
    first, second = (keys(view(one)) for one in told.told.values())
    assert meet(first, second) is meet(second, first) is meets


def test_two_long_stretches_meet() -> None:
    told = story("\n".join(f"{letter}1 x {BOMB.replace('03-01', '2015-01-01..2015-12-31')}" for letter in "ab"))
    first, second = (keys(view(one)) for one in told.told.values())
    assert meet(first, second)


def test_close_kin_share_a_family() -> None:
    assert set(families("ASSAULT")) & set(families("COERCE"))
    assert not set(families("CONSULT")) & set(families("ASSAULT"))


def test_without_any_day_two_anchors_must_be_shared() -> None:
    told = story(f"a1 x {BOMB.replace('03-01', '-')}\nb1 x {BOMB.replace('03-01', '-')}\nc1 y ASSAULT islamic-state>- o - | [هجوم]")
    undated = [replace(one, published=None) for one in told.told.values()]
    assert sorted(len(one.claims) for one in group(undated)) == [1, 2]


def test_a_claim_without_sides_or_place_stands_alone() -> None:
    told = story("a1 x ASSAULT ->- o 03-01 | [هجوم]\nb1 x ASSAULT ->- o 03-01 | [هجوم]")
    assert len(group(told.told.values())) == 2
