"""Which claim of a sentence a number belongs to, and which of its sides the people are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from khabar.arabic.clitics import peelings
from khabar.arabic.folding import fold
from khabar.arabic.words import words
from khabar.claims.numbers.count import STATES, Count
from khabar.claims.numbers.deeds import at_word
from khabar.knowledge import tolls
from khabar.records.claim import Claim, Entity
from khabar.records.number import Number, NumberSide
from khabar.records.spans import Quote, Span

_ACTS = ("arrested", "abducted", "freed")
"""Kinds of which the deed is the whole event; dead and wounded come of other events («هجوم») too."""
_LEAST = 3
"""Letters of a word by which counted people and a side are known to be the same."""
_ENDING = re.compile(r"(?<=\w{3})(?:ون|ين|ان|ات|يه|ه|ا)$")


@dataclass(frozen=True, slots=True)
class Placed:
    """A count with its words, noun, people and deed in the capture."""

    count: Count
    words: Quote
    unit: Quote | None
    who: Quote | None
    deed: Quote | None

    @property
    def whole(self) -> Span:
        """From the first to the last of its words."""
        parts = [part for part in (self.words, self.who) if part]
        return Span(min(p.start for p in parts), max(p.end for p in parts))


@cache
def types_with_numbers() -> frozenset[str]:
    """Types of claims that a number of any kind may belong to."""
    return frozenset(kind for one in tolls.kinds().values() for group in one.types for kind in group)


def attach(placed: Sequence[Placed], own: Sequence[Claim], earlier: Sequence[Claim]) -> Iterator[tuple[Claim, Number, str]]:
    """The numbers of a sentence with their claims: of the sentence, else of the one before, whose outcome it tells."""
    holders: list[Claim] = []
    sides: dict[int, tuple[NumberSide, str]] = {}
    for at, one in enumerate(placed):
        if one.count.scope != "part" or not holders:
            found = _holders(one, own) or _holders(one, earlier, groups=1)
            goes_on = at > 0 and _goes_on(one, placed[at - 1]) and _all_later(one, found)
            holders = [claim for claim in holders if _may_hold(claim, one)] or found if goes_on else found
        for claim in holders:
            side, why = sides[id(claim)] if one.count.scope == "part" and id(claim) in sides else _side(one, claim)
            sides[id(claim)] = side, why
            count = one.count
            yield claim, Number(count.kind, count.low, count.high, count.qualifier, side, count.scope, one.words, one.unit, one.who), why


def _holders(one: Placed, claims: Sequence[Claim], groups: int | None = None) -> list[Claim]:
    """The claims that a number belongs to: of the likeliest types, those that name its people; else whose cue is the deed; else the nearest cue's."""
    groups = 1 if one.count.kind in STATES and one.deed is None else groups  # «1600 أسير»: nobody says that they were taken now
    for types in tolls.kinds()[one.count.kind].types[:groups]:
        of_type = [claim for claim in claims if claim.event.type in types]
        fitting = [claim for claim in of_type if _names(one, claim) or not _of_another_deed(one, claim)] or of_type
        if fitting:
            named = [claim for claim in fitting if _names(one, claim)]
            told = [claim for claim in fitting if one.deed and claim.event.cue.span.overlaps(one.deed.span)]
            nearest = min(fitting, key=lambda claim: _distance(one.words, claim.event.cue)).event.cue
            if told and one.count.kind in _ACTS:
                return told
            if told:
                return told + [claim for claim in named if claim not in told and not _deeds(claim)]
            return named or [claim for claim in fitting if claim.event.cue == nearest]
    return []


def _goes_on(one: Placed, last: Placed) -> bool:
    """«مقتل 11 مدنيا وإصابة 23»: whether «و» joins its deed to the number before."""
    return one.deed is not None and one.count.deed == last.count.words[1] and one.deed.text.startswith("و")


def _all_later(one: Placed, claims: Sequence[Claim]) -> bool:
    """Whether the claims only come after the number, and neither name its people nor are of its deed: they are of another clause."""
    return all(claim.event.cue.start >= one.words.end and not _names(one, claim) for claim in claims)


def _may_hold(claim: Claim, one: Placed) -> bool:
    return any(claim.event.type in types for types in tolls.kinds()[one.count.kind].types)


def _of_another_deed(one: Placed, claim: Claim) -> bool:
    """«وإصابة» is not of the dead."""
    kinds = _deeds(claim)
    return bool(kinds) and one.count.kind not in kinds and one.count.kind != "casualties"


def _deeds(claim: Claim) -> frozenset[str]:
    """What befell somebody by the words of the cue."""
    cue = claim.event.cue.text
    return frozenset(kind for w in words(cue) if (kind := at_word(fold(cue[w.start : w.end]))))


def _distance(number: Quote, cue: Quote) -> int:
    """In characters; a cue after the number is taken to be half as near."""
    return number.start - cue.end if cue.end <= number.start else 2 * max(0, cue.start - number.end)


def _names(one: Placed, claim: Claim) -> bool:
    return _among(one, claim.actor) or _among(one, claim.recipient)


def _among(one: Placed, side: Sequence[Entity]) -> bool:
    return any(Span(entity.start, entity.end).overlaps(one.whole) for entity in side)


def _side(one: Placed, claim: Claim) -> tuple[NumberSide, str]:
    """Whose people they are, and how that is known."""
    sides: tuple[tuple[NumberSide, Sequence[Entity]], ...] = (("recipient", claim.recipient), ("actor", claim.actor))
    of_deed = one.deed is not None and claim.event.cue.span.overlaps(one.deed.span)
    suffered = of_deed and one.deed is not None and not tolls.is_flight(fold(one.deed.text))  # who flees is who acts
    for name, side in sides[:1] if suffered else sides:
        if _among(one, side):
            return name, f"the words stand in the {name}"
    if one.deed and suffered and one.count.scope != "period":
        return "recipient", f"the claim is of the deed «{one.deed.text}»"
    for name, side in sides:
        if one.who and any(_stems(one.who.text) & _stems(f"{entity.name} {entity.mention}") for entity in side):
            return name, f"«{one.who.text}» names the {name}"
    if one.who:
        return "other", f"«{one.who.text}» is neither side"
    return "unknown", "nothing says whose they are"


def _stems(text: str) -> frozenset[str]:
    """Words without clitics and article, and not too short to tell."""
    folded = (fold(text[w.start : w.end]) for w in words(text))
    stems = (_ENDING.sub("", stem.removeprefix("ال")) for word in folded if word not in tolls.singles("stop") for _, stem in peelings(word))
    return frozenset(stem for stem in stems if len(stem) >= _LEAST)
