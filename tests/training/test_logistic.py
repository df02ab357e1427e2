"""Ridge logistic regression, against what is known of its answers."""

from __future__ import annotations

import numpy as np
import pytest

from training.logistic import logistic


def rows(*values: float) -> np.ndarray:  # type: ignore[type-arg]
    return np.array([[1.0, v] for v in values])


def test_without_signal_the_bias_is_the_log_odds() -> None:
    weights = logistic(rows(0, 0, 0, 0), np.array([1.0, 0, 0, 0]))
    assert weights[0] == pytest.approx(np.log(1 / 3), abs=1e-3)
    assert weights[1] == pytest.approx(0)


def test_a_one_may_count_more_than_once() -> None:
    weights = logistic(rows(0, 0, 0, 0), np.array([1.0, 0, 0, 0]), positive=3.0)
    assert weights[0] == pytest.approx(0, abs=1e-3)


def test_the_ridge_shrinks_all_but_the_bias() -> None:
    x, y = rows(-2, -1, 1, 2, 3), np.array([0.0, 0, 1, 1, 1])
    free, shrunk = logistic(x, y, ridge=0.1), logistic(x, y, ridge=1000.0)
    assert 0 < shrunk[1] < free[1] / 10
    assert shrunk[0] == pytest.approx(np.log(3 / 2), abs=0.05)


def test_it_parts_what_can_be_parted() -> None:
    x, y = rows(-2, -1, 1, 2), np.array([0.0, 0, 1, 1])
    assert ((x @ logistic(x, y, ridge=0.01) > 0) == (y == 1)).all()
