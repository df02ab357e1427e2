"""Numbers as records: which can be the same, and which is the greatest of a claim's own event."""

from __future__ import annotations

import pytest

from khabar.records.number import Number, Scope, greatest
from khabar.records.spans import Quote

WORDS = Quote(0, 3, "قتل")


def number(low: int, high: int | None, scope: Scope = "event") -> Number:
    return Number("killed", low, high, "exact", "unknown", scope, WORDS, None, None)


@pytest.mark.parametrize(
    ("one", "other", "meets"),
    [((7, 7), (7, 7), True), ((7, 7), (12, 12), False), ((7, None), (12, 12), True), ((12, 12), (7, None), True), ((20, 99), (100, None), False)],
)
def test_numbers_that_one_number_satisfies(one: tuple[int, int | None], other: tuple[int, int | None], meets: bool) -> None:
    first, second = number(*one), number(*other)
    assert first.meets(second) is second.meets(first) is meets


@pytest.mark.parametrize(("bounds", "told"), [((12, 12), "12"), ((12, None), "12+"), ((10, 15), "10-15"), ((0, 0), "0")])
def test_an_interval_is_told_in_a_word(bounds: tuple[int, int | None], told: str) -> None:
    assert number(*bounds).told() == told


def test_the_greatest_is_neither_a_part_nor_of_a_longer_time() -> None:
    mine = number(12, 12)
    assert greatest((number(3, 3), mine, number(400, 400, "period"), number(20, 20, "part")), ("killed",)) == mine
    assert greatest((mine, number(13, 13, "update")), ("killed",)) == number(13, 13, "update")
    assert greatest((mine,), ("wounded",)) is None
