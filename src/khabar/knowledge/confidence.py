"""How much each sign of a claim says for or against its being right: the weights of the coder's score."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from khabar.knowledge.tables import rows

TABLE = "confidence/weights.tsv"


@dataclass(frozen=True, slots=True)
class Weight:
    """`weight` is added to the claim's log-odds for each unit of the sign; `meaning` is what `khabar explain` says."""

    sign: str
    weight: float
    meaning: str


@cache
def weights() -> tuple[Weight, ...]:
    """Sorted by sign. Fitted by `python -m training.confidence` on the corpus's held-out passages."""
    return tuple(Weight(row["sign"], float(row["weight"]), row["meaning"]) for row in rows(TABLE))
