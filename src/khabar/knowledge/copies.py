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
    figures_kept: float
    figures_least: float
    figures_same: float
    figures_share: float
    formula: float
    formula_copy: float
    passage_density: float
    passage_words: float
    quoted: float
    quoted_words: float
    rewrite_apart: float
    rewrite_share: float
    rewrite_words: float


@cache
def thresholds() -> Thresholds:
    """Raises ValueError if the table has other rows than `Thresholds` has fields."""
    table = {row["name"]: float(row["value"]) for row in rows("copies/thresholds.tsv")}
    if set(table) != {field.name for field in fields(Thresholds)}:
        raise ValueError(f"knowledge/data/copies/thresholds.tsv: rows {sorted(table)} are not those of Thresholds")
    return Thresholds(**table)
