"""Which articles hold which hash: a growing table in sorted arrays, at 12 bytes an entry."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from khabar.corroboration.shingles import Hashes

Numbers = NDArray[np.int32]


class Postings:
    """A log of sorted segments, each at least twice as long as the next (O'Neil and others 1996, the log-structured merge tree).

    Adding n hashes takes O(n log n) in all; looking one up O(log² n) and the length of its list. What is found hangs on what was added
    and not on the order.
    """

    def __init__(self) -> None:
        self._segments: list[tuple[Hashes, Numbers]] = []

    def add(self, hashes: Hashes, number: int) -> None:
        """Article `number` holds each of `hashes`; no hash may come twice."""
        order = np.argsort(hashes, kind="stable")
        segment = hashes[order], np.full(len(hashes), number, dtype=np.int32)
        while self._segments and len(self._segments[-1][0]) < 2 * len(segment[0]):
            segment = _merged(self._segments.pop(), segment)
        self._segments.append(segment)

    def settle(self) -> None:
        """Make one segment of all: worth it before many look-ups. Changes no answer."""
        while len(self._segments) > 1:
            self._segments.append(_merged(self._segments.pop(), self._segments.pop()))

    def lists(self, hashes: Hashes, longest: int) -> tuple[NDArray[np.intp], Numbers, NDArray[np.intp]]:
        """(which, number, counts): one entry for each holder of `hashes[which]`, and how many holders each hash has.

        A hash with more holders than `longest` has its count alone, so that the answer is bounded.
        """
        bounds = [(held.searchsorted(hashes, "left"), held.searchsorted(hashes, "right")) for held, _ in self._segments]
        counts = np.zeros(len(hashes), dtype=np.intp)
        for low, high in bounds:
            counts += high - low
        which: list[NDArray[np.intp]] = [np.empty(0, dtype=np.intp)]
        numbers: list[Numbers] = [np.empty(0, dtype=np.int32)]
        for (low, high), (_, holders) in zip(bounds, self._segments, strict=True):
            many = np.where(counts <= longest, high - low, 0)
            at = np.repeat(np.arange(len(hashes)), many)
            if len(at):
                first = np.repeat(low - (np.cumsum(many) - many), many)
                which.append(at)
                numbers.append(holders[first + np.arange(len(at))])
        return np.concatenate(which), np.concatenate(numbers), counts


def _merged(one: tuple[Hashes, Numbers], other: tuple[Hashes, Numbers]) -> tuple[Hashes, Numbers]:
    hashes = np.concatenate((one[0], other[0]))
    order = np.argsort(hashes, kind="stable")
    return hashes[order], np.concatenate((one[1], other[1]))[order]
