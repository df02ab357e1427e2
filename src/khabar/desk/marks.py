"""The words of a stretch of text by the parts that they play in its claims: runs to show, each with the roles of its characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from khabar.arabic.markup import Clean
from khabar.records.claim import Claim
from khabar.records.spans import Span

Role = Literal["cue", "actor", "recipient", "speaker", "time", "place", "condition"]
ROLES: tuple[Role, ...] = get_args(Role)
"""In the order in which they are shown where one word plays several."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of the capture's text that plays a role in a claim, by its offsets there."""

    start: int
    end: int
    role: Role
    claim: str


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that stand together and play the same roles. `anchor` is the claim whose cue begins here, if one does."""

    text: str
    roles: tuple[Role, ...] = ()
    claims: tuple[str, ...] = ()
    anchor: str | None = None


def marks(claim: Claim, sentence: Clean) -> tuple[Mark, ...]:
    """All that a claim names, where it stands. `sentence` is its quote, cleaned, with offsets into the capture.

    Times, places and conditions are kept as words: they are looked for in the sentence, and those next to the cue are taken.
    """
    cue = claim.event.cue
    found = [Mark(cue.start, cue.end, "cue", claim.id)]
    found += [Mark(one.start, one.end, "actor", claim.id) for one in claim.actor]
    found += [Mark(one.start, one.end, "recipient", claim.id) for one in claim.recipient]
    found += [Mark(one.start, one.end, "speaker", claim.id) for one in claim.attribution if one.start is not None and one.end is not None]
    told: tuple[tuple[Role, str | None], ...] = (
        ("time", claim.time.text if claim.time else None),
        ("place", claim.place.name if claim.place else None),
        ("condition", claim.condition),
    )
    for role, words in told:
        if (span := nearest(sentence, words or "", cue.start)) is not None:
            found.append(Mark(span.start, span.end, role, claim.id))
    return tuple(sorted(found))


def nearest(sentence: Clean, words: str, to: int) -> Span | None:
    """Where words stand in a sentence, in the capture's offsets: of several places the one nearest to an offset. None where they do not."""
    places = []
    at = sentence.text.find(words) if words else -1
    while at >= 0:
        places.append(Span(*sentence.original(at, at + len(words))))
        at = sentence.text.find(words, at + 1)
    return min(places, key=lambda span: abs(span.start - to), default=None)


def runs(text: Clean, found: Iterable[Mark]) -> tuple[Run, ...]:
    """A text cut wherever a mark begins or ends, so that marks may overlap in any way; together the runs are the text."""
    placed = [(*text.within(mark.start, mark.end), mark) for mark in found]
    placed = [(start, end, mark) for start, end, mark in placed if start < end]
    cuts = sorted({0, len(text.text), *(at for start, end, _ in placed for at in (start, end))})
    begun: set[str] = set()
    made = []
    for start, end in pairwise(cuts):
        here = [mark for first, last, mark in placed if first <= start and end <= last]
        made.append(_run(text.text[start:end], here, begun))
    return tuple(made)


def _run(text: str, here: Sequence[Mark], begun: set[str]) -> Run:
    roles = tuple(role for role in ROLES if any(mark.role == role for mark in here))
    claims = tuple(dict.fromkeys(mark.claim for mark in here))
    cue = next((mark.claim for mark in here if mark.role == "cue" and mark.claim not in begun), None)
    if cue is not None:
        begun.add(cue)
    return Run(text, roles, claims, cue)
