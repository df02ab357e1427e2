"""The label sets of the model, in the order of its outputs. Changing one means training anew."""

from __future__ import annotations

from typing import get_args

from khabar.knowledge import plover
from khabar.records.mention import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
TAGS = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BI"))
CUE_TAGS = ("O", "B", "I")
ROLES = ("actor", "recipient", "by", "time", "place")
TYPES = plover.types()
STATUSES = plover.STATUSES
MODES: tuple[tuple[str, str | None], ...] = tuple((name, mode) for name, modes in plover.modes().items() for mode in (None, *modes))
"""Type and mode pairs: the mode output is read among the pairs of the type that was chosen."""
REPORTED = ("ASSAULT", "PROTEST")
"""Types whose words often speak of such events in general: of these a head of its own says whether a sentence reports one."""
CLITICS = 4
"""How many letters of a mention's first word are attached particles and not part of the name: 0, 1, 2 or 3."""
DISTANCES = 32
"""Buckets of the signed distance in words from a cue to a mention."""


def distance(cue: int, mention: int) -> int:
    """Bucket of the distance: pairs of words, clipped at thirty."""
    return max(-15, min(16, (mention - cue) // 2)) + 15
