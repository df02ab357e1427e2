"""Which words govern a cue, nearest first, and what they make of it: «لم يتمكن من دخول», «نفى أن يكون قد رفض», «لولا … لهاجم»."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from khabar.arabic.clitics import CONJUNCTIONS
from khabar.arabic.folding import fold
from khabar.claims.decode import Scores
from khabar.claims.labels import STATUSES
from khabar.knowledge import cues, scopes
from khabar.knowledge.scopes import Operator, Pair
from khabar.records.spans import Span

FAR = 16
"""Words between an operator and what it governs, at most; from a condition to its answer twice as many."""
NEAR = 3
"""Words between a noun and the adjective that governs it («لقاء الوزيرين المقرر»)."""
DEPTH = 3
TRUST = 2.0
"""Weight of the tables' log-odds beside the model's logits of a status; 2 rather than 1.5 by the open cases of status; held-out texts hardly care."""
_MARKS = frozenset("\"'«»“”‘’()[]‹›„")
_JOINED = ("ل", "ب")
_COMMAS = frozenset("،,")


@dataclass(frozen=True, slots=True)
class Scope:
    """The operators over a cue, nearest first, and what they make of it together: None where none governs it, or where no table says."""

    path: tuple[Operator, ...] = ()
    pair: Pair | None = None
    """The row of the nesting table that had the last word."""
    status: str | None = None
    weight: float = 0.0


def weighed(logits: Scores, governed: Scope) -> Scores:
    """The model's logits of the statuses, (6,), with what the words above the cue say added to the status that they make."""
    if governed.status is None:
        return logits
    added = logits.copy()
    added[STATUSES.index(governed.status)] += TRUST * governed.weight
    return added


def told(words: Sequence[str], governed: Scope) -> str:
    """The reason in words: «لم» (not) over «يتمكن» (manage): denied. Empty where nothing governs the cue."""
    if governed.status is None:
        return ""
    over = " over ".join(f"«{' '.join(words[o.start : o.end])}» ({o.effect})" for o in reversed(governed.path))
    return f"{over}: {governed.status}, {TRUST * governed.weight:+.2f}"


def scope(words: Sequence[str], cue: Span, operators: Sequence[Operator] | None = None) -> Scope:
    """The scope of the cue `words[cue.start:cue.end]` in a sentence of `words`; its `operators` where they were looked up before."""
    found = [o for o in (scopes.operators(words) if operators is None else operators) if o.end <= cue.start or o.start >= cue.end]
    path: list[Operator] = []
    target = cue
    while len(path) < DEPTH:
        over = [o for o in found if o.end <= target.start and o.reach != "condition" and _governs(words, o, target)]
        if not over:
            break
        path.append(over[-1])
        target = Span(over[-1].start, over[-1].end)
        if fold(words[target.start]).startswith("و"):
            break  # «ولا», «وينفي» begin a clause of their own
    after = [o for o in found if o.reach in ("before", "around", "beside", "condition") and o not in path and _governs(words, o, cue)]
    for reach in (("beside",), ("before", "around"), ("condition",)):
        path += [o for o in after if o.reach in reach][:1]
    if not path or (path[0].effect == "not" and _excepted(words, cue)):
        return Scope(tuple(path))
    return _made(path)


def _made(path: Sequence[Operator]) -> Scope:
    """The path folded from within: each operator over the class of the one before, or over the status made so far."""
    pair: Pair = path[0].effect, "plain"
    made = scopes.nested(pair)
    for inner, outer in pairwise(path):
        pairs: list[Pair] = [(outer.effect, inner.effect), (outer.effect, made.status if made else "plain")]
        pair = next((p for p in pairs if scopes.nested(p)), pairs[0])
        made = scopes.nested(pair)
    return Scope(tuple(path), pair, made.status, made.weight) if made else Scope(tuple(path))


def _governs(words: Sequence[str], operator: Operator, target: Span) -> bool:
    """Whether an operator reaches a target: a cue, or another operator."""
    after, before = target.start >= operator.end, operator.start >= target.end
    reaches: dict[str, Callable[[], bool]] = {
        "next": lambda: _is_next(words, operator.end, target.start),
        "content": lambda: after and _within(words, operator.end, target.start, FAR),
        "complement": lambda: after and _has_link(words, operator.end, target) and _within(words, operator.end, target.start, FAR),
        "attached": lambda: after and _is_attached(words, operator.end, target) and _within(words, operator.end, target.start, FAR),
        "before": lambda: before and _within(words, target.end, operator.start, FAR),
        "beside": lambda: before and fold(words[operator.start]).startswith("ال") and _within(words, target.end, operator.start, NEAR),
        "around": lambda: _is_around(words, operator, target),
        "condition": lambda: _is_consequence(words, operator, target),
    }
    return reaches[operator.reach]()


def _within(words: Sequence[str], start: int, end: int, most: int) -> bool:
    return end - start <= most and _one_clause(words, start, end)


def _is_around(words: Sequence[str], operator: Operator, target: Span) -> bool:
    """«لم يتم اتفاق», and «اتفاق لم يتم» where no conjunction opens a clause with the operator."""
    if operator.start >= target.end:
        return not fold(words[operator.start]).startswith(CONJUNCTIONS) and _within(words, target.end, operator.start, NEAR)
    return _within(words, operator.end, target.start, FAR)


def _has_link(words: Sequence[str], start: int, target: Span) -> bool:
    """A preposition in between, for what fails is not what it fails in («فشلت الوساطة في الإفراج»); an attempt needs none («فشلت محاولات …»)."""
    return any(scopes.role(words, at) == "link" for at in range(start, target.start)) or bool(scopes.operators(words[target.start : target.end]))


def _is_attached(words: Sequence[str], start: int, target: Span) -> bool:
    """What a noun governs: the word after it («محاولة اغتيال»), one with «ل» or «ب» on it, or what comes after a preposition or «أن»."""
    between = [at for at in range(start, target.start) if words[at] not in _MARKS]
    joined = fold(words[target.start]).startswith(_JOINED) and len(between) <= NEAR
    return not between or joined or (len(between) <= FAR // 2 and any(scopes.role(words, at) == "link" for at in between))


def _is_next(words: Sequence[str], start: int, end: int) -> bool:
    """Nothing between but marks and auxiliaries, or an auxiliary or light verb with its subject: «لم يكن الجيش قد قصف», «لم يشن أي غارات»."""
    between = [at for at in range(start, end) if words[at] not in _MARKS and scopes.role(words, at) != "perfect"]
    if not between:
        return start <= end
    return len(between) <= NEAR + 2 and scopes.role(words, between[0]) in ("light", "auxiliary") and _one_clause(words, between[0], end)


def _one_clause(words: Sequence[str], start: int, end: int) -> bool:
    """Whether no other clause begins in between: by a word that opens one, or by a comma and «و» or «ف». Clauses between commas are leapt over."""
    at = start
    while at < end:
        name = scopes.role(words, at)
        if name in ("stop", "contrast"):
            return False
        if name == "relative":
            closed = next((n for n in range(at, end) if words[n] in _COMMAS), None)
            if at == 0 or words[at - 1] not in _COMMAS or closed is None:
                return False
            at = closed
        elif words[at] in _COMMAS and at + 1 < len(words) and _opens_another(fold(words[at + 1])):
            return False
        at += 1
    return True


def _opens_another(word: str) -> bool:
    """Whether after a comma another clause begins: «، وقال», «، مشيرا إلى», «، مستندة إلى»."""
    return word.startswith(CONJUNCTIONS) or (word.startswith("م") and word.endswith(("ا", "ه")))


def _is_consequence(words: Sequence[str], condition: Operator, target: Span) -> bool:
    """A condition governs what stands before it in the sentence, or what answers it: after a comma, or with «ف», «ل» or «س» on the verb."""
    if condition.start >= target.end and _is_speech(words, target):
        return False
    if condition.start >= target.end:
        return condition.start - target.end <= FAR and _one_clause(words, target.end, condition.start)
    if not 0 <= target.start - condition.end <= 2 * FAR or not _one_clause(words, condition.end, target.start):
        return False
    answer = fold(words[target.start])
    parted = any(words[at] in _COMMAS or fold(words[at]).startswith("ف") for at in range(condition.end, target.start))
    return answer.startswith(("ف", "س", "ل")) or parted


def _is_speech(words: Sequence[str], cue: Span) -> bool:
    """Whether the cue is an act of words: «هدد بقطع الماء إذا …» has threatened, and only the cut is conditional."""
    kinds = {kind for hit in cues.load().match(words[cue.start : cue.end]) for kind, _ in hit.entry.types}
    return bool(kinds) and kinds <= {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE"}


def _excepted(words: Sequence[str], cue: Span) -> bool:
    """«لم يفرج عنه إلا بعد …», «لم يهاجم المخفر سوى …»: the event is told of, and only who or when is narrowed."""
    for at in range(cue.end, min(len(words), cue.end + FAR)):
        name = scopes.role(words, at)
        if name in ("stop", "contrast", "relative", "except"):
            return name == "except"
    return False
