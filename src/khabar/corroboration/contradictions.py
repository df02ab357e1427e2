"""Claims of one occurrence that cannot both hold: by denial, status, number, actor or time. They are shown side by side, never resolved.

Reprints are left out: a copy contradicts nobody that its original does not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import combinations, combinations_with_replacement, islice, product, zip_longest

from khabar.arabic.folding import fold
from khabar.arabic.words import words
from khabar.corroboration.days import iso
from khabar.corroboration.likeness import CROSSED, View, aligned, shared_tolls, view
from khabar.corroboration.sides import NOBODY, Apart
from khabar.knowledge import occurrences as knowledge
from khabar.knowledge import plover
from khabar.records.contradiction import ConflictKind, Contradiction
from khabar.records.number import Number
from khabar.records.occurrence import Told

_CLOSE = 0.5
"""Kinship of types from which two claims are of one deed, so that the one can deny the other or name another doer."""


FIRST, KINDS = 1_000, 200
"""Contradictions of one occurrence that are given; and the different tellings (see `_alike`) of one that are compared with one another."""


def contradictions(told: Iterable[Told], copies: Mapping[str, str], apart: Apart = NOBODY) -> tuple[Contradiction, ...]:
    """The contradictions between the claims of one occurrence, by ids and kind. `copies`: see `witnesses`.

    Where there are more than `FIRST` these many are given, of each two tellings that conflict one before there are two of any. `number` counts
    all.
    """
    pairs = [_pairs(one, other) for one, other in _conflicting(told, copies, apart)]
    rounds = (pair for turn in zip_longest(*pairs) for pair in turn if pair is not None)
    first = sorted(islice(rounds, FIRST), key=lambda pair: (pair[0].id, pair[1].id))
    return tuple(islice((one for a, b in first for one in between(a, b)), FIRST))


def number(told: Iterable[Told], copies: Mapping[str, str], apart: Apart = NOBODY) -> int:
    """How many contradictions there are; at least so many, where an occurrence is told in more than `KINDS` ways."""
    return sum(len(list(between(one[0], other[-1]))) * _count(one, other) for one, other in _conflicting(told, copies, apart))


def _conflicting(told: Iterable[Told], copies: Mapping[str, str], apart: Apart) -> Iterator[tuple[list[View], list[View]]]:
    """Pairs of tellings of which any two claims conflict, each with its claims by id. Claims told alike are compared once for all of them."""
    views = sorted((view(one, apart) for one in told if one.article not in copies and one.claim.id not in copies), key=lambda v: v.id)
    tellings: dict[Hashable, list[View]] = defaultdict(list)
    for one in views:
        tellings[_alike(one)].append(one)
    for first, second in combinations_with_replacement(_foremost(tellings.values()), 2):
        if (first is not second or len(first) > 1) and any(between(first[0], second[-1])):
            yield first, second


def _foremost(tellings: Iterable[list[View]]) -> list[list[View]]:
    """At most `KINDS` tellings: of each status in turn the one of most claims, of equals the one of the least id."""
    ranked = sorted(tellings, key=lambda one: (-len(one), one[0].id))
    seen: Counter[str] = Counter()
    turns = []
    for one in ranked:
        turns.append((seen[one[0].status], one[0].id, one))
        seen[one[0].status] += 1
    return [one for *_, one in sorted(turns, key=lambda turn: turn[:2])[:KINDS]]


def _alike(one: View) -> Hashable:
    """All that `between` asks of a claim."""
    deed = one.type, _mode(one), _acts(one), one.actor, one.recipient, one.days, one.tolls
    return deed, one.status, one.published, one.status == "denied" and _denies(one)


def _pairs(one: list[View], other: list[View]) -> Iterator[tuple[View, View]]:
    """Claims of two tellings, each pair once, the lesser id first. Nobody contradicts himself in one sentence."""
    found = combinations(one, 2) if one is other else product(one, other)
    return ((a, b) if a.id < b.id else (b, a) for a, b in found if _sentence(a) != _sentence(b))


def _count(one: list[View], other: list[View]) -> int:
    """How many pairs `_pairs` gives, without making them."""
    here, there = Counter(map(_sentence, one)), Counter(map(_sentence, other))
    if one is other:
        return (len(one) ** 2 - sum(count**2 for count in here.values())) // 2
    return len(one) * len(other) - sum(count * there[sentence] for sentence, count in here.items())


def _sentence(one: View) -> Hashable:
    """A sentence of a page, and who says it."""
    return one.told.article, one.told.claim.quote, one.speaker


def between(a: View, b: View) -> Iterator[Contradiction]:
    """The kinds of contradiction between two claims of one occurrence, each at most once."""
    rules: tuple[tuple[Callable[[View, View], str | None], ConflictKind], ...] = ((_number, "number"), (_actor, "actor"), (_time, "time"))
    found: list[tuple[ConflictKind, str]] = [(kind, why) for rule, kind in rules if (why := rule(a, b))]
    for denied, asserted in ((a, b), (b, a)):
        why = _status(denied, asserted)
        if why:
            found.append(("denial" if _denies(denied) else "status", why))
    for kind, why in found:
        yield Contradiction(kind, a.id, b.id, a.told.claim.quote, b.told.claim.quote, why)


def _denies(one: View) -> bool:
    text = one.told.claim.quote.text
    return any(knowledge.denies(fold(text[w.start : w.end])) for w in words(text))


def _status(denied: View, asserted: View) -> str | None:
    """What did not happen against what did.

    Neither another doer's deed nor another deed of the same doer is denied with it, and what came about after the denial does not belie it.
    """
    if denied.status != "denied" or asserted.status != "occurred" or knowledge.kin(denied.type, asserted.type) < _CLOSE:
        return None
    if _two_deeds(denied, asserted):
        return None
    if aligned(denied, asserted)[0] == 0.0:
        return None
    if denied.days and asserted.days:
        if denied.days.said and asserted.days.said and denied.days.gap(asserted.days):
            return None
        if asserted.days.said and denied.published and asserted.days.start > denied.published[1]:
            return None
    return f"one says that {denied.type} did not happen, the other that {asserted.type} did"


def _two_deeds(a: View, b: View) -> bool:
    """Whether the modes of one type, both known, or the acts that both cues name are of two deeds: who denies torture does not deny the arrest."""
    modes, acts = (_mode(a), _mode(b)), (_acts(a), _acts(b))
    return (a.type == b.type and all(modes) and modes[0] != modes[1]) or (all(acts) and acts[0].isdisjoint(acts[1]))


def _mode(one: View) -> str | None:
    return knowledge.deed(f"{one.type}/{one.mode}") if one.mode else None


def _acts(one: View) -> frozenset[str]:
    return frozenset(map(knowledge.deed, one.acts))


def _number(a: View, b: View) -> str | None:
    """Tolls that no number satisfies. A later, higher toll is an update; on one day, or sinking, two numbers stand against each other."""
    if "denied" in (a.status, b.status) or aligned(a, b)[1] == 0.0:
        return None
    for x, y in shared_tolls(a, b):
        if _rival(x, y) and not _update(a, x, b, y):
            return f"{_words(x)} {x.kind} cannot be {_words(y)} {y.kind}"
    return None


def _rival(x: Number, y: Number) -> bool:
    """Whether no number satisfies both. Certain people may be some of all: «خمسة جنود» of «العشرات», and one man of any number."""
    certain, whole = (x, y) if x.who else (y, x)
    partly = certain.who is not None and whole.who is None and (whole.qualifier != "exact" or certain.low == 1)
    return not x.meets(y) and not (partly and (whole.high is None or certain.low <= whole.high))


def _update(a: View, x: Number, b: View, y: Number) -> bool:
    if a.published is None or b.published is None:
        return False
    if a.published[1] < b.published[0]:
        return y.low > x.low
    return b.published[1] < a.published[0] and x.low > y.low


def _words(toll: Number) -> str:
    return str(toll.low) if toll.exact else f"{toll.low} or more" if toll.high is None else f"{toll.low} to {toll.high}"


def _actor(a: View, b: View) -> str | None:
    """Two doers of one deed. Words and talks have many speakers, so only deeds are compared; those done to each other are no conflict."""
    if not _deeds(a, b) or knowledge.kin(a.type, b.type) < _CLOSE:
        return None
    actor, recipient, order = aligned(a, b)
    if actor != 0.0 or recipient == 0.0 or order == CROSSED:
        return None
    return f"one names {_names(a)} as the actor, the other {_names(b)}"


def _deeds(a: View, b: View) -> bool:
    return all(plover.quad(v.type).startswith("material") and v.status == "occurred" for v in (a, b))


def _names(one: View) -> str:
    return "، ".join(p.name for p in one.actor)


def _time(a: View, b: View) -> str | None:
    """Two days for one deed: both claims name a single day. Talks go on for days, and so may be told of on several."""
    if a.type != b.type or not _deeds(a, b) or 0.0 in aligned(a, b)[:2] or not a.days or not b.days:
        return None
    single = all(v.days and v.days.said and v.days.length == 1 for v in (a, b))
    return f"one says {iso(a.days.start)}, the other {iso(b.days.start)}" if single and a.days.gap(b.days) else None
