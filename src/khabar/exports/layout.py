"""Where the nodes of a network stand: forces that draw neighbours together and push the others apart (Fruchterman and Reingold, 1991).

It begins on a circle, in the order of the nodes, and uses no chance: the same network stands the same way. Boxes that overlap, a node with its
name, are pushed apart at the end.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

_ROUNDS = 300
_GRAVITY = 0.06
"""Pull to the middle, which keeps parts without a link in sight."""


def layout(count: int, links: Sequence[tuple[int, int]], boxes: Sequence[tuple[float, float]], size: tuple[float, float]) -> Array:
    """Positions in pixels, shape (count, 2), of nodes whose boxes (width, height) are centred on them, within a field of a width and height."""
    if count == 0:
        return np.zeros((0, 2))
    field, box = np.array(size), np.array(boxes, dtype=np.float64).reshape(count, 2)
    placed = _forces(count, links)
    span = np.ptp(placed, axis=0)
    scaled = np.where(span > 1e-9, (placed - placed.min(axis=0)) / np.where(span > 1e-9, span, 1.0), 0.5)
    low, high = box.max(axis=0) / 2, field - box.max(axis=0) / 2
    return _apart(low + scaled * np.maximum(high - low, 0.0), box, field)


def _forces(count: int, links: Sequence[tuple[int, int]]) -> Array:
    angle = 2 * np.pi * np.arange(count) / count
    at: Array = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    joined = np.zeros((count, count))
    for first, second in links:
        joined[first, second] = joined[second, first] = 1.0
    ideal = 1.4 / np.sqrt(count)
    for heat in np.linspace(0.15, 0.002, _ROUNDS):
        away = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.sqrt((away**2).sum(axis=2)), 1e-6)
        push = ideal**2 / far - joined * far**2 / ideal
        np.fill_diagonal(push, 0.0)
        step = (away / far[:, :, None] * push[:, :, None]).sum(axis=1) - _GRAVITY * at
        length = np.maximum(np.sqrt((step**2).sum(axis=1, keepdims=True)), 1e-9)
        at = at + step / length * np.minimum(length, heat)
    return at


def _apart(at: Array, box: Array, field: Array) -> Array:
    """Overlapping boxes moved apart along the shorter way, inside the field, as far as there is room."""
    need = (box[:, None, :] + box[None, :, :]) / 2
    for _ in range(_ROUNDS):
        away = at[:, None, :] - at[None, :, :]
        over = need - np.abs(away)
        clash: npt.NDArray[np.bool_] = np.all(over > 0, axis=2)
        np.fill_diagonal(clash, val=False)
        if not clash.any():
            break
        side = np.where(away == 0, np.sign(np.arange(len(at))[:, None] - np.arange(len(at))[None, :])[:, :, None], np.sign(away))
        shorter = over == over.min(axis=2, keepdims=True)
        at = at + (side * over * shorter * clash[:, :, None]).sum(axis=1) * 0.3
        at = np.clip(at, box / 2, np.maximum(field - box / 2, box / 2))
    return at
