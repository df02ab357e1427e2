"""Occurrences: what is told of one happening is one, whatever the order; the next day's is another."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import ids, story

from bench.occurrences import gold
from khabar.corroboration.linkage import linked
from khabar.corroboration.occurrences import Grouping, group

CASES = {
    "the toll is brought up to date": """
        a1 x ASSAULT/explosives islamic-state>syria.army o 03-01 @الحسكة <afp | قتل سبعة في [تفجير] استهدف حاجزا للجيش في الحسكة
        c1 x ASSAULT/explosives islamic-state>syria.army o 03-01 @الحسكة <sana | ارتفع عدد قتلى [تفجير] الحاجز في الحسكة إلى 12 قتيلا
        """,
    "a second attack the next day": """
        a1 x ASSAULT/explosives islamic-state>syria.army o 03-01 @الحسكة <afp | قتل سبعة في [تفجير] استهدف حاجزا للجيش في الحسكة
        c1 y ASSAULT/explosives islamic-state>syria.army o 03-02 @الحسكة <afp | قتل ثلاثة في [تفجير] ثان استهدف دورية في الحسكة
        """,
    "a visit before, during and after": """
        a1 x CONSULT/visit abdel-fattah-el-sisi>jordan p 03-03 @عمان | [يزور] السيسي عمان الثلاثاء
        c1 x CONSULT/visit abdel-fattah-el-sisi>jordan o 03-03 @عمان | [وصل] السيسي إلى عمان اليوم
        d1 x CONSULT/visit egypt.president>jordan o 03-03 @عمان | اختتم الرئيس المصري [زيارة] إلى عمان
        """,
    "talks in rounds": """
        a1 x CONSULT hamas>fatah o 03-01 @القاهرة | [التقى] وفدا حماس وفتح في القاهرة
        b1 x CONSULT fatah>hamas o 03-01 @القاهرة | عقدت فتح وحماس [لقاء] في القاهرة
        e1 y CONSULT fatah>hamas o 08-31 @القاهرة | عقدت فتح وحماس [لقاء] جديدا في القاهرة
        """,
    "a denial is of what it denies": """
        a1 x ASSAULT/aerial saudi-arabia>houthis o 03-01 @صنعاء <houthis | [قصفت] طائرات السعودية مستشفى في صنعاء
        c1 x ASSAULT/aerial saudi-arabia>houthis d 03-01 @صنعاء <saudi-arabia | نفت السعودية [قصف] مستشفى في صنعاء
        """,
    "an anniversary is of the old event": """
        e1 x ASSAULT/aerial saudi-arabia>houthis o 2015-03-01 @صنعاء | مرت أشهر على [قصف] مستشفى في صنعاء
        a1 x ASSAULT/aerial saudi-arabia>houthis o 03-01 @صنعاء <houthis | [قصفت] طائرات السعودية مستشفى في صنعاء
        """,
    "a prediction is of its own": """
        a1 x ASSAULT islamic-state>syria f @تدمر <~خبير | توقع خبير [سقوط] تدمر بيد التنظيم خلال أيام
        c1 y ASSAULT islamic-state>syria o 03-03 @تدمر <afp | [سقطت] تدمر بيد التنظيم اليوم
        """,
    "the same hour in another town": """
        a1 x ASSAULT/explosives islamic-state>iraq.army o 03-01 @بعقوبة <afp | [انفجار] سيارة في سوق بعقوبة يقتل تسعة
        a2 y ASSAULT/suicide-attack islamic-state>peshmerga o 03-01 @كركوك <afp | وفجر انتحاري نفسه في [هجوم] على مقر في كركوك
        """,
    "another pair": """
        a1 x ASSAULT/aerial turkey>ypg o 03-01 | [قصفت] طائرات تركية مواقع
        a2 y ASSAULT/aerial israel>hamas o 03-01 | [قصفت] طائرات إسرائيلية مواقع
        """,
}


@pytest.mark.parametrize("case", CASES)
def test_claims_of_one_happening(case: str) -> None:
    told = story(CASES[case].replace(" f @", " f - @"))
    name = ids(told)
    found = {frozenset(name[c] for c in one.claims) for one in group(told.told.values())}
    wanted: dict[str, set[str]] = {}
    for key, of in told.occurrence.items():
        wanted.setdefault(of, set()).add(key.partition(".")[2])
    assert found == {frozenset(claims) for claims in wanted.values()}


TOLD = [one for each in gold.load()[:6] for one in each.told.values()]
WHOLE = group(TOLD)


@settings(max_examples=12)
@given(st.randoms(use_true_random=False), st.integers(1, 5))
def test_neither_order_nor_batches_matter(dice: object, batches: int) -> None:
    shuffled = list(TOLD)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    grouping = Grouping()
    for at in range(batches):
        grouping.add(shuffled[at::batches])
        grouping.occurrences()
    assert grouping.occurrences() == WHOLE


def test_every_claim_is_in_one_occurrence() -> None:
    claims = [claim for one in WHOLE for claim in one.claims]
    assert sorted(claims) == sorted(one.claim.id for one in TOLD)
    assert len({one.id for one in WHOLE}) == len(WHOLE)


def test_a_claim_that_is_known_changes_nothing() -> None:
    grouping = Grouping(TOLD)
    grouping.add(TOLD[:7])
    assert grouping.occurrences() == WHOLE


def test_the_id_is_the_founding_claims() -> None:
    told = story(CASES["the toll is brought up to date"]).told
    first, later = told["01.a1"], told["01.c1"]
    alone, both = group([first]), group([later, first])
    assert both[0].id == alone[0].id != group([later])[0].id
    assert both[0].claims == (first.claim.id, later.claim.id)


def test_the_table_of_a_pair_can_be_asked_for() -> None:
    grouping = Grouping(TOLD)
    first, second = TOLD[0].claim.id, TOLD[1].claim.id
    assert {grouping.explain(first, second).first, grouping.explain(first, second).second} == {first, second}
    with pytest.raises(KeyError):
        grouping.explain(first, "nobody")


@pytest.mark.parametrize(
    ("scores", "bar", "groups"),
    [
        ([[0, 0.9], [0.9, 0]], 0.5, [[0, 1]]),
        ([[0, 0.4], [0.4, 0]], 0.5, [[0], [1]]),
        ([[0, 0.9, 0.0], [0.9, 0, 0.6], [0.0, 0.6, 0]], 0.5, [[0, 1], [2]]),
        ([[0, 0.9, 0.5], [0.9, 0, 0.6], [0.5, 0.6, 0]], 0.5, [[0, 1, 2]]),
        ([[0, 0.7, 0.7], [0.7, 0, 0.0], [0.7, 0.0, 0]], 0.5, [[0, 1], [2]]),
        ([[0]], 0.5, [[0]]),
    ],
    ids=["at the bar", "under it", "one doubtful tie does not chain", "mean at the bar", "equal ties by the first", "alone"],
)
def test_average_linkage(scores: list[list[float]], bar: float, groups: list[list[int]]) -> None:
    assert linked(np.array(scores, dtype=float), bar) == groups
