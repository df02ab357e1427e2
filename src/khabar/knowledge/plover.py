"""PLOVER event types and their modes (Open Event Data Alliance, 2021), in the order of the manual, which the model's outputs follow."""

from __future__ import annotations

from functools import cache

from khabar.knowledge.tables import rows

STATUSES = ("occurred", "denied", "proposed", "predicted", "possible", "conditional")
"""The six statuses of the codebook: PLOVER's auxiliary modes, made usable."""


@cache
def modes() -> dict[str, tuple[str, ...]]:
    """Type to its modes; a type without modes has an empty tuple."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("plover/events.tsv"):
        found[row["type"]] = found.get(row["type"], ()) + ((row["mode"],) if row["mode"] else ())
    return found


@cache
def types() -> tuple[str, ...]:
    """The 16 types."""
    return tuple(modes())


@cache
def _quads() -> dict[str, tuple[str, float]]:
    return {row["type"]: (row["quad"], float(row["score"])) for row in rows("plover/scale.tsv")}


def quad(kind: str) -> str:
    """The quad class of a type: verbal-cooperation, material-cooperation, verbal-conflict or material-conflict."""
    return _quads()[kind][0]


def score(kind: str) -> float:
    """Where a type stands between conflict (-10) and cooperation (10): Goldstein's values of the CAMEO roots, see docs/occurrences.md."""
    return _quads()[kind][1]
