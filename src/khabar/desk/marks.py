"""The words of a stretch of text by the parts that they play in its claims: runs to show, each with the roles of its characters."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal, NamedTuple, get_args

from khabar.arabic.markup import Clean
from khabar.records.claim import Claim
from khabar.records.spans import Span

Role = Literal["cue", "actor", "recipient", "speaker", "time", "place", "condition"]
ROLES: tuple[Role, ...] = get_args(Role)
"""In the order in which they are shown where one word plays several."""


class Mark(NamedTuple):
    """A stretch of the capture's text that plays a role in a claim, by its offsets there. A tuple, for marks are sorted over and over."""

    start: int
    end: int
    role: Role
    claim: str


class Run(NamedTuple):
    """Characters that stand together and play the same roles. `anchor` is a claim whose cue stands here, and to which they lead."""

    text: str
    roles: tuple[Role, ...] = ()
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
    """A text cut wherever a mark begins or ends, so that marks may overlap in any way; together the runs are the text.

    One sweep from left to right: its time grows with the marks, not with their square.
    """
    placed = sorted((*text.within(mark.start, mark.end), mark) for mark in found)
    placed = [(start, end, mark) for start, end, mark in placed if start < end]
    if not placed:
        return (Run(text.text),) if text.text else ()
    ends = sorted((end, mark.role) for _, end, mark in placed)
    cuts = sorted({0, len(text.text), *(at for start, end, _ in placed for at in (start, end))})
    active = dict.fromkeys(ROLES, 0)
    standing = 0
    cues: deque[tuple[int, str]] = deque()
    begun = ended = 0
    made = []
    for start, end in pairwise(cuts):
        while ended < len(ends) and ends[ended][0] <= start:
            active[ends[ended][1]] -= 1
            standing -= 1
            ended += 1
        while begun < len(placed) and placed[begun][0] <= start:
            _, last, mark = placed[begun]
            active[mark.role] += 1
            standing += 1
            if mark.role == "cue":
                cues.append((last, mark.claim))
            begun += 1
        made.append(Run(text.text[start:end], tuple([role for role in ROLES if active[role]]) if standing else (), _anchor(cues, start)))
    return tuple(made)


def _anchor(cues: deque[tuple[int, str]], at: int) -> str | None:
    """The first claim whose cue goes on here and has no link yet; cues that have ended meanwhile share the link of those that stand where they do."""
    while cues:
        end, claim = cues.popleft()
        if end > at:
            return claim
    return None
