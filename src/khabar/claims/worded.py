"""What the words of a sentence alone say of whether it reports violence or a protest, or only speaks of it. The model's word stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from khabar.arabic.words import words
from khabar.claims.labels import REPORTED
from khabar.claims.packaged import packaged
from khabar.claims.reading import Draft
from khabar.claims.skim import Skim


def heard(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """The drafts of a sentence that stands alone, its words heard beside the model."""
    own = [text[w.start : w.end] for w in words(text)]
    return [replace(d, report=d.report + worded(d.type, own)) if d.type in REPORTED else d for d in drafts]


def worded(kind: str, surfaces: Sequence[str]) -> float:
    """A logit, higher the likelier they report an event of the type, one of `REPORTED`."""
    return load()[REPORTED.index(kind)].score(surfaces)


@cache
def load() -> tuple[Skim, ...]:
    """The packaged weights (types, BUCKETS + 1) by `training/reports.py`, once a process. Raises FileNotFoundError where the package lacks them."""
    with packaged("reports.npy").open("rb") as file:
        return tuple(map(Skim, np.load(file)))
