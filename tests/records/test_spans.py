"""Spans and quotes: half-open, ordered, and true to the text that they point into."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.records.spans import Quote, Span, assert_span

TEXT = "قال الوزير: «لا»"


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 3), (0, 16)], ids=["empty at the start", "empty inside", "whole"])
def test_an_ordered_span_is_made(start: int, end: int) -> None:
    assert len(Span(start, end)) == end - start


@pytest.mark.parametrize(("start", "end"), [(4, 3), (-1, 3), (-2, -1)], ids=["backwards", "before the text", "counted from the end"])
def test_a_span_that_is_not_ordered_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"span {start}..{end} is not ordered"):
        Span(start, end)


RELATIONS = {
    "apart": (Span(0, 2), Span(5, 6), False, False),
    "touching": (Span(0, 2), Span(2, 4), False, False),
    "by one character": (Span(0, 3), Span(2, 4), True, False),
    "inside": (Span(0, 9), Span(2, 4), True, True),
    "the same": (Span(2, 4), Span(2, 4), True, True),
    "around": (Span(2, 4), Span(0, 9), True, False),
}


@pytest.mark.parametrize(("one", "other", "overlaps", "covers"), RELATIONS.values(), ids=RELATIONS)
def test_how_two_spans_lie(one: Span, other: Span, overlaps: bool, covers: bool) -> None:
    assert (one.overlaps(other), other.overlaps(one), one.covers(other)) == (overlaps, overlaps, covers)


def test_spans_sort_by_start_then_end() -> None:
    assert sorted([Span(2, 4), Span(0, 9), Span(2, 3)]) == [Span(0, 9), Span(2, 3), Span(2, 4)]


@given(st.text(max_size=30), st.integers(0, 40), st.integers(0, 40))
def test_a_quote_holds_its_words(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    quote = Quote.of(text, start, end)
    assert_span(text, quote)
    assert quote.span == Span(start, end)


WRONG = {
    "shifted by one": Quote(5, 11, "الوزير"),
    "another spelling": Quote(4, 10, "الوزيز"),
    "past the end": Quote(4, 99, "الوزير"),
}


@pytest.mark.parametrize("quote", WRONG.values(), ids=WRONG)
def test_a_quote_that_is_not_there_is_refused(quote: Quote) -> None:
    with pytest.raises(ValueError, match=r"\d+\.\.\d+ holds '.*', not '.*'"):
        assert_span(TEXT, quote)


def test_the_same_words_at_their_place_are_accepted() -> None:
    assert_span(TEXT, Quote(4, 10, "الوزير"))


def test_records_do_not_change() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(0, 1).start = 5  # type: ignore[misc]
