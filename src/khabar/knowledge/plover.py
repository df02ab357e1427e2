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
