"""Where nodes stand: neighbours near, boxes apart, all in the field, the same each time."""

from __future__ import annotations

import numpy as np
import pytest

from khabar.exports.layout import layout

SIZE = (900.0, 600.0)


def boxes(count: int, wide: float = 60.0, high: float = 30.0) -> list[tuple[float, float]]:
    return [(wide, high)] * count


def test_the_linked_are_nearer_than_the_others() -> None:
    links = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)]
    at = layout(6, links, boxes(6, 4, 4), SIZE)
    far = np.sqrt(((at[:, None] - at[None]) ** 2).sum(axis=2))
    inside = np.mean([far[a, b] for a, b in links])
    across = np.mean([far[a, b] for a in range(3) for b in range(3, 6)])
    assert inside < across / 2


@pytest.mark.parametrize("count", [1, 2, 12, 40])
def test_boxes_stand_apart_and_in_the_field(count: int) -> None:
    at = layout(count, [(0, other) for other in range(1, count)], boxes(count), SIZE)
    assert at.shape == (count, 2)
    assert (at >= np.array([30, 15]) - 1e-6).all()
    assert (at <= np.array([870, 585]) + 1e-6).all()
    away = np.abs(at[:, None] - at[None]) - np.array([60, 30])
    clash = (away < -1).all(axis=2)
    np.fill_diagonal(clash, val=False)
    assert not clash.any()


def test_the_same_network_stands_the_same_way() -> None:
    links = [(0, 1), (1, 2), (3, 4)]
    assert (layout(5, links, boxes(5), SIZE) == layout(5, links, boxes(5), SIZE)).all()


def test_no_nodes_have_no_places() -> None:
    assert layout(0, [], [], SIZE).shape == (0, 2)


def test_boxes_larger_than_the_field_do_not_fail() -> None:
    assert np.isfinite(layout(3, [(0, 1)], boxes(3, 2000, 900), SIZE)).all()
