"""Evidence beside the model's whether a cue tells of an event, of which type and mode: its words, lexicon entries, frame, and the words around it.

A log-linear table, `weights/evidence.tsv` (`sign, answer, weight`): each sign of a cue adds its weight to the logit of a type (`ASSAULT`), of a mode
among those of its type (`ASSAULT/aerial`; `ASSAULT/` is none), or of its being an event at all (`event`). `python -m training.evidence` fits it on
the corpus but for its held-out tenth. The model sees more, but learns rare words and modes slowly; on texts that neither has seen the two together
are right more often than either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from khabar.arabic.folding import fold
from khabar.arabic.stems import root, stem
from khabar.claims.decode import Outputs, Scores
from khabar.claims.labels import MODES, TYPES
from khabar.claims.packaged import rows
from khabar.knowledge import cues
from khabar.records.spans import Span

EVENT = "event"
ANSWERS = (*TYPES, *(f"{kind}/{mode or ''}" for kind, mode in MODES), EVENT)
"""What the table's weights speak for: types, then pairs in the order of `MODES`, last whether the cue tells of an event."""
ALWAYS = "always"
"""The sign that every cue has."""
_AT = {answer: column for column, answer in enumerate(ANSWERS)}
_AFTER, _BEFORE, _NEAR, _FRAME = 8, 5, 4, 6
"""Words after and before the cue that count as near it; after it, those whose roots count and those among which its preposition may stand."""
_NO_PREPOSITION = ("subject", "object", "of", "idafa", "")


def signs(words: Sequence[str], cue: Span, sentence: Span) -> list[str]:
    """The signs of a cue, each once, sorted. `words` are those of the window."""
    after = words[cue.end : min(sentence.end, cue.end + _AFTER)]
    found = [*_of_cue(words, cue, after), *_of_lexicon(words, cue, sentence), *_of_frame(words[cue.start], after), *_around(words, cue, sentence)]
    return sorted({ALWAYS, *found})


def _of_cue(words: Sequence[str], cue: Span, after: Sequence[str]) -> Iterator[str]:
    own = words[cue.start : cue.end]
    for word in own:
        yield f"cue {stem(word)}"
        yield f"cue-root {root(word)}"
    yield f"whole {fold(' '.join(own))}"
    following = stem(after[0]) if after else ""
    yield f"next {following}"
    yield f"pair {stem(own[0])} {following}"
    yield f"root-pair {root(own[0])} {following}"


def _of_lexicon(words: Sequence[str], cue: Span, sentence: Span) -> Iterator[str]:
    """Lemmas that begin in the cue, with the types and modes that the lexicon gives them; idioms may end after it."""
    for hit in cues.load().match(words[cue.start : min(sentence.end, cue.end + _NEAR)]):
        if hit.start >= len(cue):
            continue
        yield f"lemma {hit.entry.lemma}/{hit.entry.form}"
        if hit.end > len(cue):
            yield f"idiom {hit.entry.lemma}"
        for kind, mode in hit.entry.types:
            yield f"entry {kind}"
            yield f"entry {kind}/{mode or ''}"


def _of_frame(first: str, after: Sequence[str]) -> Iterator[str]:
    """The prepositions that follow the cue, and what hangs on «ب»."""
    for word in after[:_FRAME]:
        folded = fold(word)
        if folded in _prepositions():
            yield f"frame {stem(first)} {folded}"
        if folded.startswith("ب") and len(folded) > 4:
            yield f"with {stem(folded)}"


@cache
def _prepositions() -> frozenset[str]:
    entries = cues.load().entries
    return frozenset(fold(marker) for e in entries for marker in (e.actor, e.recipient) if marker not in _NO_PREPOSITION)


def _around(words: Sequence[str], cue: Span, sentence: Span) -> Iterator[str]:
    """Words near the cue: after it also by their place, the nearest by their roots too."""
    for behind, text in enumerate(words[cue.end : min(sentence.end, cue.end + _AFTER)]):
        word = stem(text)
        yield f"after {word}"
        yield f"after-{min(2, behind // 2)} {word}"
        if behind < _NEAR:
            yield f"after-root {root(text)}"
    before = words[max(sentence.start, cue.start - _BEFORE) : cue.start]
    for text in before:
        yield f"before {stem(text)}"
    if before:
        yield f"previous {stem(before[-1])}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Logits to be added: (16,) to the types, (modes,) to the modes, one to the judge's of an event."""

    type: Scores
    mode: Scores
    event: float


class Table:
    """Sign → its (answer, weight) pairs, answers by their number in `ANSWERS`."""

    def __init__(self, weights: Mapping[str, Sequence[tuple[int, float]]]) -> None:
        self._weights = weights

    def weighed(self, found: Iterable[str]) -> Evidence:
        sums = np.zeros(len(ANSWERS), np.float32)
        for sign in found:
            for answer, weight in self._weights.get(sign, ()):
                sums[answer] += weight
        return Evidence(sums[: len(TYPES)], sums[len(TYPES) : -1], float(sums[-1]))

    def strongest(self, found: Iterable[str], answer: str, count: int = 3) -> list[tuple[str, float]]:
        """The signs that speak loudest for an answer, with their weights."""
        number = _AT[answer]
        heard = [(sign, weight) for sign in found for at, weight in self._weights.get(sign, ()) if at == number and weight > 0 and sign != ALWAYS]
        return sorted(heard, key=lambda one: (-one[1], one[0]))[:count]


@cache
def load() -> Table:
    """The packaged table, once a process. Raises FileNotFoundError where the package lacks it."""
    weights: dict[str, list[tuple[int, float]]] = {}
    for sign, answer, weight in rows("evidence.tsv"):
        weights.setdefault(sign, []).append((_AT[answer], float(weight)))
    return Table(weights)


def heard(said: Outputs, found: Sequence[str]) -> Outputs:
    """What the model says of a cue, with the evidence of its signs added to its logits."""
    evidence = load().weighed(found)
    return replace(said, event=said.event + evidence.event, type=said.type + evidence.type, mode=said.mode + evidence.mode)
