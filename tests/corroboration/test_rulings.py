"""Reviewers' word on pairs: it goes before every measure, the later before the earlier, and hangs on no order of the claims."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telling import ids, story

from bench.occurrences import gold
from khabar.corroboration.occurrences import Grouping, linked
from khabar.corroboration.rulings import Ties, rulings
from khabar.corroboration.sides import alike, parties
from khabar.ledger.stored import Judgement, PairVerdict
from khabar.records.claim import Entity


def judged(kind: PairVerdict, first: str, second: str) -> Judgement:
    return Judgement(1, "", "نور", "", kind, "", {"first": first, "second": second})


@pytest.mark.parametrize(
    ("latest_first", "together", "apart"),
    [
        pytest.param([("a", "b", True)], ["ab"], [], id="same"),
        pytest.param([("a", "b", False)], [], ["ab"], id="different"),
        pytest.param([("a", "b", True), ("b", "c", True)], ["ab", "bc", "ac"], [], id="same-through-a-third"),
        pytest.param([("a", "b", True), ("b", "c", False)], ["ab"], ["bc", "ac"], id="different-through-a-third"),
        pytest.param([("b", "c", False), ("a", "b", True)], ["ab"], ["bc", "ac"], id="in-either-order"),
        pytest.param([("a", "c", False), ("a", "b", True), ("b", "c", True)], ["ab"], ["ac", "bc"], id="the-later-before-the-earlier"),
        pytest.param([("a", "b", True), ("b", "c", True), ("a", "c", False)], ["ac"], [], id="what-rules-it-out-came-later"),
        pytest.param([("a", "b", False), ("c", "d", True), ("b", "c", True)], ["bd"], ["ab", "ac", "ad"], id="two-groups-join"),
    ],
)
def test_ties(latest_first: list[tuple[str, str, bool]], together: list[str], apart: list[str]) -> None:
    ties = Ties(latest_first)
    pairs = [f"{one}{other}" for one in "abcd" for other in "abcd" if one < other]
    assert all(ties.root(one) == ties.root(other) for one, other in together)
    assert {pair for pair in pairs if ties.apart(*pair)} == {pair for pair in pairs if ties.apart(*reversed(pair))} == set(apart)


def test_linkage_keeps_what_must_be_together_and_parts_what_must_not() -> None:
    scores = np.array([[0, 0.9, 0.6], [0.9, 0, 0.1], [0.6, 0.1, 0]])
    parted = np.zeros((3, 3), dtype=np.bool_)
    parted[0, 1] = parted[1, 0] = True
    assert linked(scores, 0.5) == [[0, 1], [2]]
    assert linked(scores, 0.5, ["x", "y", "y"]) == [[0, 1, 2]]
    assert linked(scores, 0.5, ["x", "y", "z"], parted) == [[0, 2], [1]]
    assert linked(scores, 0.5, ["x", "y", "y"], parted) == [[0], [1, 2]]


def test_groups_are_joined_as_wholes_unless_that_brings_together_what_was_parted() -> None:
    scores = np.zeros((4, 4))
    scores[0, 1] = scores[1, 0] = scores[2, 3] = scores[3, 2] = 0.9
    parted = np.zeros((4, 4), dtype=np.bool_)
    parted[0, 3] = parted[3, 0] = True
    assert linked(scores, 0.5, list("abcd"), parted) == linked(scores, 0.5) == [[0, 1], [2, 3]]
    assert linked(scores, 0.5, ["a", "same", "same", "d"]) == [[0, 1, 2, 3]]
    assert linked(scores, 0.5, ["a", "same", "same", "d"], parted) == [[0], [1, 2], [3]]


TOLD = [one for each in gold.load()[:4] for one in each.told.values()]


@settings(max_examples=12)
@given(st.randoms(use_true_random=False), st.integers(1, 4), st.lists(st.tuples(*[st.integers(0, len(TOLD) - 1)] * 2, st.booleans()), max_size=9))
def test_neither_order_nor_batches_matter_under_rulings(dice: object, batches: int, drawn: list[tuple[int, int, bool]]) -> None:
    names = [one.claim.id for one in TOLD]
    ties = Ties((names[one], names[other], same) for one, other, same in drawn)
    whole = Grouping(TOLD, ties).occurrences()
    shuffled = list(TOLD)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    grouping = Grouping(ties=ties)
    for at in range(batches):
        grouping.add(shuffled[at::batches])
        grouping.occurrences()
    assert grouping.occurrences() == whole
    of = {claim: one.id for one in whole for claim in one.claims}
    assert all(of[names[one]] == of[names[other]] for one, other, _ in drawn if ties.root(names[one]) == ties.root(names[other]))
    assert all(of[names[one]] != of[names[other]] for one, other, _ in drawn if ties.apart(names[one], names[other]))


def test_claims_far_apart_are_one_by_a_reviewers_word() -> None:
    told = story("""
        a1 x ASSAULT/explosives islamic-state>syria.army o 03-01 @الحسكة | [تفجير] في الحسكة
        e1 y CONSULT fatah>hamas o 08-31 @القاهرة | عقدت فتح وحماس [لقاء] في القاهرة
        """)
    claims, name = list(told.told.values()), ids(told)
    first, second = sorted(name)
    assert len(Grouping(claims).occurrences()) == 2
    for order in permutations(claims):
        (one,) = Grouping(order, Ties([(first, second, True)])).occurrences()
        assert sorted(one.claims) == [first, second]


@pytest.mark.parametrize(
    ("made", "likeness"),
    [
        pytest.param([], 0.5, id="by-their-words"),
        pytest.param([judged("merge", "لواء الساحل", "حرس الساحل")], 1.0, id="merged"),
        pytest.param([judged("split", "لواء الساحل", "حرس الساحل")], 0.0, id="split"),
        pytest.param([judged("split", "لِواء السّاحل", "حرس الساحل")], 0.0, id="split-in-another-spelling"),
        pytest.param([judged("split", "لواء الساحل", "لواء الجبل")], 0.5, id="split-from-another"),
        pytest.param([judged("merge", "لواء الساحل", "الدفاع"), judged("split", "الدفاع", "حرس الساحل")], 0.0, id="split-under-another-name"),
    ],
)
def test_sides_under_rulings(made: list[Judgement], likeness: float) -> None:
    held = rulings(made, ())
    told = story("a1 x ASSAULT ~لواء_الساحل>~حرس_الساحل o 03-01 | [قصف] لواء الساحل حرس الساحل").told["01.a1"]
    coast, guard = (Entity(None, name, name, 0, 1) for name in ("لواء الساحل", "حرس الساحل"))
    told = held.read(replace(told, claim=replace(told.claim, actor=(coast,), recipient=(guard,))))
    assert alike(*(parties(side, None, held.apart) for side in (told.claim.actor, told.claim.recipient))) == likeness


def test_merged_actors_go_by_the_id_of_the_whos_who() -> None:
    held = rulings([judged("merge", "حراس الثغر", "nusra-front")], ())
    assert held.faces["nusra-front"] == held.faces["حراس الثغر"]
    assert (held.faces["nusra-front"].id, held.faces["nusra-front"].name) == ("nusra-front", "جبهة النصرة")
