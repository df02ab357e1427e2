"""Which words are the condition of a cue: the clause that agrees best with the model and that begins and ends as clauses do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from khabar.arabic.clitics import CONJUNCTIONS
from khabar.arabic.folding import fold
from khabar.claims.decode import Scores
from khabar.knowledge import conditions, cues
from khabar.records.spans import Span

LONGEST = 40
"""Words of a condition, at most."""
_COMMAS = frozenset("،,؛")
_CLOSING = frozenset("»”)]")
_OPENING = frozenset("«“([")
_STOPS = frozenset(".:؟?!…")
_MARKS = _COMMAS | _STOPS | _CLOSING | frozenset("\"'-–—")


@dataclass(frozen=True, slots=True)
class Costs:
    """In logits, what a clause loses by how it begins and ends; fitted on the training items of the corpus (`docs/claims.md`)."""

    bias: float = 5.0
    """Added to the model's logit of each word, for it was trained to name few: more makes longer clauses."""
    most: float = 3.0
    """What a word can say for or against a clause, at most."""
    no_marker: float = 16.0
    """Beginning with no word that opens a condition."""
    crossed: float = 18.0
    """For each comma, and each word that begins another clause, within; and for each «، و…» between the clause and the cue."""
    joined: float = 2.0
    """Ending before «و…»."""
    open_end: float = 8.0
    """Ending where no clause ends."""
    far: float = 0.1
    """For each word between the clause and the cue."""


COSTS = Costs()


def clause(words: Sequence[str], cue: Span, sentence: Span, logits: Scores, costs: Costs = COSTS) -> Span | None:
    """The condition of a cue that holds on one, among the words of its sentence; None where nothing in it looks like one.

    `logits` are the model's of each word of the window, (W,). The clause is the one with the greatest sum of logits and least costs.
    """
    sums = [0.0, *accumulate(max(-costs.most, min(costs.most, float(v) + costs.bias)) for v in logits[sentence.start : sentence.end])]
    borders = [_is_border(words, at) for at in range(len(words))]
    best, found = 0.0, None
    for start in range(sentence.start, sentence.end):
        if not cue.start <= start < cue.end and words[start] not in _MARKS:
            begun = (0.0 if conditions.role(words, start) == "opens" else -costs.no_marker) - sums[start - sentence.start]
            for end, crossed in _ends(words, start, cue, sentence, borders):
                gap = Span(end, cue.start + 1) if end <= cue.start else Span(cue.end, start)
                spent = costs.crossed * (crossed + _parted(words, gap)) + costs.far * len(gap) + _end_cost(words, end, cue, sentence, borders, costs)
                value = begun + sums[end - sentence.start] - spent
                if value > best:
                    best, found = value, Span(start, end)
    return found


def _ends(words: Sequence[str], start: int, cue: Span, sentence: Span, borders: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where a clause that begins at `start` may end, with the borders within it; never across the cue or out of its quotation."""
    last = min(sentence.end, start + LONGEST, cue.start if start < cue.start else sentence.end)
    crossed, depth = 0, 0
    for end in range(start + 1, last + 1):
        word = words[end - 1]
        depth += (word in _OPENING) - (word in _CLOSING)
        crossed += end - 1 > start and borders[end - 1]
        if word in _STOPS or depth < 0:
            return
        if end > start + 1 and word not in _COMMAS and word not in _OPENING:
            yield end, crossed


def _parted(words: Sequence[str], gap: Span) -> int:
    """How often «، و…» begins another clause in a gap."""
    return sum(words[at - 1] in _COMMAS and fold(words[at]).startswith("و") for at in range(gap.start + 1, gap.end))


def _end_cost(words: Sequence[str], at: int, cue: Span, sentence: Span, borders: Sequence[bool], costs: Costs) -> float:
    """What ending before `words[at]` costs."""
    if at in (sentence.end, cue.start) or borders[at] or words[at] in _MARKS:
        return 0.0
    return costs.joined if fold(words[at]).startswith("و") else costs.open_end


def _is_border(words: Sequence[str], at: int) -> bool:
    """Whether a clause ends before a word: a comma, «بحسب», «سوف», or the verb of an answer («فسنهاجم», «ستهاجم»)."""
    return words[at] in _COMMAS or conditions.role(words, at) == "ends" or _answers(words[at])


def _answers(word: str) -> bool:
    bare = fold(word)
    future = bare[1:] if bare.startswith(CONJUNCTIONS) else bare
    return future.startswith(("سي", "ست", "سن", "سا")) and cues.load().is_present(future[1:])
