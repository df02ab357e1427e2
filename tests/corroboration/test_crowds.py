"""Many claims of one pair of actors: the work stays near linear, and the result is still a function of the set of claims."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.occurrences import growth
from khabar.corroboration import blocks
from khabar.corroboration.contradictions import FIRST, contradictions, number
from khabar.corroboration.likeness import likeness, reached, view
from khabar.corroboration.linkage import Sparse, linked
from khabar.corroboration.occurrences import Grouping
from khabar.records.occurrence import Told


@pytest.mark.parametrize("days", [1, 50, 1_000], ids=["one day", "fifty days", "a day each"])
def test_twice_the_claims_are_about_twice_the_comparisons(days: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "CROWD", 20)
    once, twice = (_compared(count, days) for count in (400, 800))
    assert 0 < twice < 3 * once


def _compared(count: int, days: int) -> int:
    grouping = Grouping(growth.crowd(count, days))
    grouping.occurrences()
    return grouping.compared


CROWD = list(growth.crowd(240, 4))
WHOLE = Grouping(CROWD).occurrences()


@settings(max_examples=3)
@given(st.randoms(use_true_random=False), st.integers(2, 3))
def test_neither_order_nor_batches_matter_in_a_crowd(dice: random.Random, batches: int) -> None:
    shuffled = list(CROWD)
    dice.shuffle(shuffled)
    grouping = Grouping()
    for at in range(batches):
        grouping.add(shuffled[at::batches])
        grouping.occurrences()
    assert grouping.occurrences() == WHOLE


@pytest.mark.parametrize(
    ("before", "after"), [(150, 240), (60, 240), (240, 130)], ids=["a crowd grows", "a crowd comes about", "claims are rejected"]
)
def test_scores_that_are_known_change_nothing(before: int, after: int) -> None:
    anew = Grouping(CROWD[:after])
    known = Grouping(CROWD[:after], scored=Grouping(CROWD[:before]).scored())
    assert known.occurrences() == anew.occurrences()
    assert known.scored() == anew.scored()
    assert known.compared < anew.compared


def test_what_is_told_alike_on_one_day_is_one_occurrence() -> None:
    told = {one.claim.quote.text: one for one in growth.crowd(2_000, 1)}
    alike: list[Told] = [one for one in growth.crowd(2_000, 1) if one.claim.quote.text in list(told)[:4]]
    many = [*alike, *(one for one in growth.crowd(200, 1, seed=2) if one.claim.quote.text in told)]
    assert len(many) > blocks.CROWD
    assert len(Grouping(many).occurrences()) == 1


@pytest.mark.parametrize("least", [0.01, 0.25, 0.5, 0.9])
def test_a_bound_changes_no_score(least: float) -> None:
    views = [view(one) for one in (*CROWD[:20], *list(growth.claims(30)))]
    for at, one in enumerate(views):
        for other in views[:at]:
            score = likeness(one, other).score
            assert reached(one, other, least) == (score if score >= least else 0.0)


@given(st.integers(2, 14), st.integers(0, 2**16))
def test_linkage_over_pairs_is_linkage_over_the_matrix(size: int, seed: int) -> None:
    dice = np.random.default_rng(seed)
    scores = np.triu(dice.random((size, size)) * (dice.random((size, size)) < 0.6), 1)
    pairs = {(int(one), int(other)): float(scores[one, other]) for one, other in zip(*np.nonzero(scores), strict=True)}
    names = [str(n) for n in range(size)]
    assert Sparse(pairs, [None] * size, 0.4, names, {}).groups() == linked(scores + scores.T, 0.4, names)


@pytest.mark.parametrize(
    ("crowds", "same", "parted", "groups"),
    [
        ([None, None, None], "abc", {}, [[0, 1], [2]]),
        (["x", "x", "x"], "abc", {}, [[0, 1, 2]]),
        (["x", "x", "y"], "abc", {}, [[0, 1], [2]]),
        (["x", "x", "x"], "abc", {"a": {"b"}, "b": {"a"}}, [[0], [1, 2]]),
        ([None, None, None], "aba", {}, [[0, 1, 2]]),
        ([None, None, None], "aba", {"a": {"b"}, "b": {"a"}}, [[0, 2], [1]]),
    ],
    ids=["not compared is unlike", "of one crowd it is unknown", "of two crowds it is unlike", "parted", "held together", "held and parted"],
)
def test_linkage_of_pairs_that_were_compared(crowds: list[str | None], same: str, parted: dict[str, set[str]], groups: list[list[int]]) -> None:
    assert Sparse({(0, 1): 0.9, (1, 2): 0.6}, crowds, 0.5, list(same), parted).groups() == groups


def test_of_very_many_contradictions_the_first_are_given_and_all_are_counted() -> None:
    told = list(growth.crowd(150, 1))
    found = contradictions(told, {})
    assert len(found) == FIRST < number(told, {})
    assert contradictions(reversed(told), {}) == found
    assert len({(one.kind, one.first, one.second) for one in found}) == FIRST


def test_few_contradictions_are_all_given() -> None:
    told = list(growth.crowd(30, 1))
    assert 0 < len(contradictions(told, {})) == number(told, {})
