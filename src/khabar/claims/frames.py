"""Sides that the cue lexicon's frames find where the model left one empty: «اتفق … مع س», «اغتيال س», «قصف س»."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.arabic.folding import fold
from khabar.claims.decode import Found
from khabar.knowledge import phrases
from khabar.knowledge.cues import CueEntry
from khabar.records.spans import Span

REACH = 12
"""Words after the cue within which its preposition may stand."""
PARTIES = ("PER", "ORG", "GPE", "NOM")
_JOINED = ("ل", "ب")
MARKS = frozenset("\"'«»“”‘’()")


def side(marker: str, cue: Span, sentence: Span, found: Sequence[Found], surfaces: Sequence[str]) -> int | None:
    """Index of the mention that `marker` (a preposition, or `idafa`) ties to the cue; None where there is none."""
    if marker == "idafa":
        return _at(cue.end, found)
    last = min(sentence.end, cue.end + REACH)
    if marker in _JOINED:
        near = [n for n, f in enumerate(found) if cue.end <= f.words.start < last and f.kind in PARTIES]
        return next((n for n in near if _has_particle(surfaces[found[n].words.start], found[n].clitic, marker)), None)
    folded = fold(marker)
    for at in range(cue.end, last):
        if fold(surfaces[at]) == folded:
            after = at + 1
            while after < last and surfaces[after] in MARKS:
                after += 1
            return _at(after, found)
    return None


def empty_side(role: str, entries: Sequence[CueEntry], cue: Span, sentence: Span, found: Sequence[Found], surfaces: Sequence[str]) -> int | None:
    """The mention that some entry of the cue gives `role` (actor or recipient)."""
    for entry in entries:
        marker = entry.actor if role == "actor" else entry.recipient
        if marker and marker not in ("subject", "object", "of", "recipient"):
            index = side(marker, cue, sentence, found, surfaces)
            if index is not None:
                return index
    return None


def barred(role: str, index: int, entries: Sequence[CueEntry], cue: Span, found: Sequence[Found], surfaces: Sequence[str]) -> bool:
    """Whether the particle before a mention keeps it from `role`: «خطفوا أربعة مهندسين في الولاية» befell the engineers, the province is where.

    Not where the cue stands right before the particle or takes it itself: «الطعن في الحكومة».
    """
    one = found[index]
    before = skipped(surfaces, one.words.start - 1)
    particle = attached(surfaces[one.words.start], one.clitic) or (fold(surfaces[before]) if before >= 0 else "")
    if not phrases.bars(particle, role) or cue.end in (before, one.words.start):
        return False
    return all(fold(marker) != particle for entry in entries for marker in [entry.actor if role == "actor" else entry.recipient] if marker)


def skipped(surfaces: Sequence[str], at: int) -> int:
    """The nearest word at `at` or before it that is no quotation mark; below zero where there is none."""
    while at >= 0 and surfaces[at] in MARKS:
        at -= 1
    return at


def attached(word: str, clitic: int) -> str:
    """The preposition written on a mention's first word, without «و» and «ف»."""
    bare = word.removeprefix("و").removeprefix("ف")
    if bare.startswith("لل"):
        return "ل"
    return fold(word[:clitic]).removeprefix("و").removeprefix("ف")


def _at(word: int, found: Sequence[Found]) -> int | None:
    return next((n for n, f in enumerate(found) if f.words.start == word and f.kind in PARTIES and not f.nested), None)


def _has_particle(word: str, clitic: int, particle: str) -> bool:
    bare = word.removeprefix("و").removeprefix("ف")
    return (clitic > 0 or bare.startswith("لل")) and bare.startswith(particle)
