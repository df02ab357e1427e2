"""Features of two claims: each with a case that it speaks for, the like of it that it does not, and a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from telling import story

from khabar.corroboration import likeness as features
from khabar.corroboration import sides
from khabar.corroboration.likeness import FEATURES, View, likeness, view
from khabar.knowledge import occurrences as knowledge
from khabar.records.occurrence import Feature

BOMB = "ASSAULT/explosives islamic-state>syria.army o 03-01 @الحسكة <afp | قتل سبعة جنود في [تفجير] سيارة مفخخة"


def views(first: str, second: str) -> tuple[View, View]:
    found = story(f"a1 x {first}\nc1 x {second}")
    return view(found.told["01.a1"]), view(found.told["01.c1"])


@pytest.mark.parametrize(
    ("feature", "alike", "unlike"),
    [
        (features.same_type, BOMB, BOMB.replace("ASSAULT/explosives", "AID")),
        (features.same_act, BOMB.replace("[تفجير]", "[انفجار]"), BOMB.replace("[تفجير]", "[حادث]")),
        (features.same_sides, BOMB, BOMB.replace("islamic-state>syria.army", "houthis>saudi-arabia")),
        (features.same_sides, BOMB.replace("syria.army", "syria"), BOMB.replace("islamic-state>syria.army", "->iraq.army")),
        (features.same_days, BOMB, BOMB.replace("03-01", "03-02")),
        (features.same_place, BOMB, BOMB.replace("@الحسكة", "@حلب")),
        (features.same_toll, BOMB, BOMB.replace("سبعة", "تسعة")),
        (features.wording, BOMB, BOMB.replace("قتل سبعة جنود", "التقى الوزير نظيره").replace("سيارة مفخخة", "قاعة")),
    ],
)
def test_what_speaks_for(feature: Callable[[View, View], Feature], alike: str, unlike: str) -> None:
    assert feature(*views(BOMB, alike)).value > feature(*views(BOMB, unlike)).value


@pytest.mark.parametrize(
    ("feature", "clash", "none"),
    [
        (features.mode_clash, BOMB.replace("explosives", "aerial"), BOMB.replace("/explosives", "")),
        (features.act_clash, BOMB.replace("[تفجير]", "[غارة]"), BOMB.replace("[تفجير]", "[هجوم]")),
        (features.side_clash, BOMB.replace("islamic-state", "houthis"), BOMB.replace("islamic-state", "~مسلحون")),
        (features.sides_crossed, BOMB.replace("islamic-state>syria.army", "syria.army>islamic-state"), BOMB),
        (features.side_unknown, BOMB.replace(">syria.army", ">-"), BOMB),
        (features.days_apart, BOMB.replace("03-01", "03-03"), BOMB.replace("03-01", "-")),
        (features.days_unsaid, BOMB.replace("03-01", "-"), BOMB),
        (features.off_the_news, BOMB.replace("03-01", "-").replace("a1", "c1"), BOMB),
        (features.place_clash, BOMB.replace("@الحسكة", "@حلب"), BOMB.replace("@الحسكة ", "")),
        (features.toll_clash, BOMB.replace("سبعة", "تسعة"), BOMB.replace("سبعة جنود", "سبعة جنود على الأقل")),
        (features.another_round, BOMB.replace("سيارة", "ثان لسيارة"), BOMB),
    ],
)
def test_what_speaks_against(feature: Callable[[View, View], Feature], clash: str, none: str) -> None:
    first = BOMB.replace("03-01", "02-01") if feature is features.off_the_news else BOMB
    assert feature(*views(first, clash)).value > feature(*views(first, none)).value == 0


def test_the_sides_of_talks_may_stand_either_way_round() -> None:
    talks = "CONSULT hamas>fatah o 03-01 | [التقى] الوفدان"
    demand = "REQUEST hamas>fatah o 03-01 | [طالبت] الحركة"
    assert features.same_sides(*views(talks, talks.replace("hamas>fatah", "fatah>hamas"))).value == 1
    assert features.same_sides(*views(demand, demand.replace("hamas>fatah", "fatah>hamas"))).value == 0


def test_a_coalition_may_be_named_for_a_state_and_not_for_a_group() -> None:
    raid = "ASSAULT/aerial arab-coalition-in-yemen>houthis o 03-01 | [قصفت] طائرات"
    assert 0 < features.same_sides(*views(raid, raid.replace("arab-coalition-in-yemen", "saudi-arabia"))).value < 1
    assert features.side_clash(*views(raid, raid.replace("arab-coalition-in-yemen", "saudi-arabia"))).value == 0
    assert features.side_clash(*views(raid, raid.replace("arab-coalition-in-yemen", "islamic-state"))).value > 0


def test_an_owner_that_a_claim_names_may_have_owners_of_its_own_two_steps_up() -> None:
    """So that the farthest of them is three steps away: as like as two, not a failure."""
    far = sides.Party("a", "a", (("a", 0), ("b", 1), ("c", 2), ("d", 3)), frozenset())
    found = [sides.alike((far,), (sides.Party(one, one, ((one, 0),), frozenset()),)) for one in "abcd"]
    assert found == [*sides.SHARES, sides.SHARES[-1]]


def test_two_condemnations_are_two_and_two_attackers_are_a_contradiction() -> None:
    blame = "ACCUSE european-union>turkey o 03-01 | [ندد] الاتحاد"
    assert features.speech_clash(*views(blame, blame.replace("european-union", "arab-league"))).value == 1
    assert features.speech_clash(*views(blame, blame)).value == 0
    assert features.speech_clash(*views(BOMB, BOMB.replace("islamic-state", "houthis"))).value == 0


@pytest.mark.parametrize(("place", "value"), [("سوريا", 0.2), ("حلب", 0.7), ("بغداد", 1)])
def test_places_clash_the_less_the_nearer_they_may_be(place: str, value: float) -> None:
    assert features.place_clash(*views(BOMB, BOMB.replace("@الحسكة", f"@{place}"))).value == value


def test_order_does_not_matter_and_every_feature_says_why() -> None:
    a, b = views(BOMB, BOMB.replace("03-01", "03-02"))
    assert likeness(a, b) == likeness(b, a)
    table = likeness(a, b).features
    assert [f.name for f in table] == [feature.__name__ for feature in FEATURES]
    assert all(f.why and 0 <= f.value <= 1 for f in table)


def test_the_weights_are_those_of_the_features() -> None:
    assert set(knowledge.weights()) == {"bar", "base", *(feature.__name__ for feature in FEATURES)}


def test_the_same_is_likelier_than_the_next_day() -> None:
    again = BOMB.replace("03-01", "03-02").replace("قتل سبعة جنود في", "أصيب ثلاثة من الشرطة في").replace("سيارة", "ثان لسيارة")
    same, other = likeness(*views(BOMB, BOMB)).score, likeness(*views(BOMB, again)).score
    assert same > knowledge.weights()["bar"] > other
