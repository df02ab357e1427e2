"""What is refused: «رفض المالكي لقاء الوفد» tells of a refusal to meet, and of no meeting. The refusal is the claim (codebook, ruling 1)."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.arabic.clitics import CONJUNCTIONS
from khabar.claims.decode import Found, Judged
from khabar.claims.frames import MARKS
from khabar.knowledge import phrases
from khabar.records.spans import Span

_REFUSAL = "REJECT"
_TALKS = ("CONSULT", "AGREE")
_SIDES = ("actor", "recipient")


def refused(one: Judged, others: Sequence[Judged], found: Sequence[Found], surfaces: Sequence[str]) -> bool:
    """Whether an event is the talk or accord that another of the sentence refuses.

    It is where it stands between the refusal and the one who is refused, with no clause of its own, and has to do with the same one.
    """
    return one.type in _TALKS and any(_refuses(other, one, found, surfaces) for other in others)


def _refuses(other: Judged, one: Judged, found: Sequence[Found], surfaces: Sequence[str]) -> bool:
    if other.type != _REFUSAL or other.cue.end > one.cue.start:
        return False
    shared = {m for m, _ in other.roles["recipient"]} & {m for side in _SIDES for m, _ in one.roles[side]}
    return any(found[m].words.start >= one.cue.end for m in shared) and not _parted(Span(other.cue.end, one.cue.start), other, found, surfaces)


def _parted(between: Span, other: Judged, found: Sequence[Found], surfaces: Sequence[str]) -> bool:
    """Whether something else than the refuser stands there: a particle, a conjunction or a mark, after which another clause may begin."""
    refuser = [found[m].words for m, _ in other.roles["actor"]]
    bare = [surfaces[at] for at in range(between.start, between.end) if not any(words.start <= at < words.end for words in refuser)]
    return any(phrases.is_particle(word) or word.startswith(CONJUNCTIONS) or not (word.isalpha() or word in MARKS) for word in bare)
