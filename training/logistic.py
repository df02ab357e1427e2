"""Ridge logistic regression by Newton's method."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


def logistic(x: Matrix, y: Matrix, ridge: float = 1.0, positive: float = 1.0) -> Matrix:
    """Weights (F,) for rows `x` (N, F), whose first column is 1 and is not shrunk, and answers `y` (N,) of 0 and 1. A 1 counts `positive` times."""
    weights, shrink = np.zeros(x.shape[1]), np.full(x.shape[1], ridge)
    shrink[0] = 1e-6
    counts = np.where(y == 1, positive, 1.0)
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (counts * (p - y)) + shrink * weights
        curvature = (x * (counts * p * (1 - p))[:, None]).T @ x + np.diag(shrink)
        weights -= np.linalg.solve(curvature, gradient)
    return weights
