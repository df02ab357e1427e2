"""Calibration is counted as it is said to be."""

from __future__ import annotations

import numpy as np
import pytest

from bench.confidence.measure import BINS, Scored, bins, by_chance, error, ranked
from bench.confidence.plot import reliability
from khabar.exports import drawing


def scored(promised: list[float], right: list[float]) -> Scored:
    return Scored(np.array(promised), np.array(right))


HALF = scored([0.5] * 100, [1.0, 0.0] * 50)
SURE = scored([1.0] * 100, [1.0, 0.0] * 50)
APART = scored([0.0] * 50 + [1.0] * 50, [0.0] * 50 + [1.0] * 50)

ERRORS = {"kept": (HALF, 0.0), "too sure": (SURE, 0.5), "known": (APART, 0.0), "the wrong way round": (scored([1.0] * 50, [0.0] * 50), 1.0)}


@pytest.mark.parametrize(("of", "expected"), ERRORS.values(), ids=ERRORS)
def test_the_error_is_the_mean_distance_from_the_promise(of: Scored, expected: float) -> None:
    assert error(of) == pytest.approx(expected)


def test_bins_are_of_equal_size_and_in_order() -> None:
    draw = np.random.default_rng(0)
    found = list(bins(Scored(draw.random(1000), np.ones(1000))))
    assert [one.count for one in found] == [100] * BINS
    assert [one.promised for one in found] == sorted(one.promised for one in found)


def test_fewer_claims_show_more_error_by_chance() -> None:
    few, many = (by_chance(scored([0.5] * count, [1.0] * count)) for count in (50, 5000))
    assert many < 0.03 < few


@pytest.mark.parametrize(("of", "expected"), [(APART, 1.0), (HALF, 0.5), (scored([1.0, 0.0], [0.0, 1.0]), 0.0)], ids=["all", "none", "wrong"])
def test_ranking_is_how_often_the_right_one_stands_above(of: Scored, expected: float) -> None:
    assert ranked(of) == pytest.approx(expected)


def test_the_plot_says_what_it_shows() -> None:
    drawn = drawing.svg(reliability({"passages": HALF, "pages": SURE}))
    for words in ("100 claims, error 0.000", "100 claims, error 0.500", "Held-out passages", "Seed and news pages"):
        assert words in drawn
