"""What counts as a copy: the thresholds of `knowledge/data/copies/thresholds.tsv`, each with what it means and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from khabar.knowledge.tables import rows


@dataclass(frozen=True, slots=True)
class Thresholds:
    """One field a row of the table, by its name."""

    copy_share: float
    dense: float
    excerpt_words: float
    excerpt_run: float
    figures_least: float
    figures_same: float
    formula: float
    formula_copy: float
    informative: float
    passage_density: float
    passage_words: float
    quoted: float
    rewrite_density: float
    rewrite_share: float


@cache
def thresholds() -> Thresholds:
    """Raises ValueError if the table has other rows than `Thresholds` has fields."""
    table = {row["name"]: float(row["value"]) for row in rows("copies/thresholds.tsv")}
    if set(table) != {field.name for field in fields(Thresholds)}:
        raise ValueError(f"knowledge/data/copies/thresholds.tsv: rows {sorted(table)} are not those of Thresholds")
    return Thresholds(**table)
