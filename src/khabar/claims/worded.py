"""What the words of a sentence alone say of whether it reports violence or a protest, or only speaks of it. The model's word stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from khabar.claims.labels import REPORTED
from khabar.claims.packaged import packaged
from khabar.claims.skim import Skim


def worded(kind: str, words: Sequence[str]) -> float:
    """A logit, higher the likelier they report an event of the type, one of `REPORTED`."""
    return load()[REPORTED.index(kind)].score(words)


@cache
def load() -> tuple[Skim, ...]:
    """The packaged weights (types, BUCKETS + 1) by `training/reports.py`, once a process. Raises FileNotFoundError where the package lacks them."""
    with packaged("reports.npy").open("rb") as file:
        return tuple(map(Skim, np.load(file)))
