"""Evidence for who acts and who is acted on, beside the model's: how a mention stands to the cue, what both are, and what stands between.

A log-linear table, `weights/roles.tsv` (`sign, role, weight`): each sign of a cue and a mention adds its weight to a logit of `actor` or
`recipient`. `python -m training.roles` fits it on the corpus but for its held-out tenth. The model sees more, but easily gives a cue the sides of
another in the same sentence; the table counts the words, mentions and cues between, which the model must guess from what it read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from khabar.arabic.folding import fold
from khabar.arabic.stems import root, stem
from khabar.claims.decode import Found, Outputs
from khabar.claims.evidence import WEIGHTS
from khabar.claims.frames import MARKS, PARTIES, attached
from khabar.claims.labels import ROLES
from khabar.knowledge import cues, phrases
from khabar.records.spans import Span

SIDES = ("actor", "recipient")
ALWAYS = "always"
"""The sign that every mention has."""
BIAS, MODEL = 0.2, 0.7
"""Added to the logits of both sides, and what the model's own count: so the bars of roles mean what they meant."""
UNWEIGHED = frozenset({"PROTEST"})
"""Types whose sides the model alone finds better: whom a crowd is against stands far off, behind what it wants."""
_NEAR = (1, 2, 3, 5, 8, 13)
"""Words between cue and mention from which a gap counts as the next longer."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What every pair of a cue and a mention of one sentence shares. `cues` are all that may be events there."""

    surfaces: Sequence[str]
    sentence: Span
    found: Sequence[Found]
    cues: Sequence[Span]


def signs(stage: Stage, cue: Span, kind: str, one: Found) -> list[str]:
    """The signs of a mention for a cue of type `kind`, each once, sorted."""
    where, gap = _place(stage, cue, one.words)
    between = sum(f.kind in PARTIES and not f.nested and gap.covers(f.words) for f in stage.found)
    told = sum(gap.covers(other) for other in stage.cues)
    found = [ALWAYS, where, f"{where} {one.kind}", f"{kind} {where}", f"{kind} {one.kind}", "nested" if one.nested else "outer"]
    if where in ("before", "after"):
        found += [
            f"{where} gap {sum(len(gap) >= n for n in _NEAR)}",
            f"{where} parties {min(3, between)}",
            f"{where} cues {min(2, told)}",
            f"{where} parties {min(2, between)} cues {min(1, told)}",
            f"{kind} {where} parties {min(1, between)} cues {min(1, told)}",
        ]
    found += _of_cue(stage, cue, where, min(1, between))
    found += _of_mention(stage.surfaces, cue, where, one)
    return sorted(set(found))


def _place(stage: Stage, cue: Span, words: Span) -> tuple[str, Span]:
    """Where a mention stands to the cue, and the words between."""
    if not stage.sentence.covers(words):
        return ("earlier" if words.start < cue.start else "later"), Span(0, 0)
    if words.start >= cue.end:
        return "after", Span(cue.end, words.start)
    if words.end <= cue.start:
        return "before", Span(words.end, cue.start)
    return "over", Span(0, 0)


def _of_cue(stage: Stage, cue: Span, where: str, between: int) -> Iterator[str]:
    """The cue's word and shape, with the place of the mention: «قتل» before its subject is another than «قتلوا» after it."""
    first = stage.surfaces[cue.start]
    bare = fold(first)
    yield f"cue {stem(first)} {where}"
    yield f"root {root(first)} {where}"
    yield f"root {root(first)} {where} parties {between}"
    yield f"shape {bare[:1]}-{bare[-2:]} {where}"
    yield f"shape {bare[:1]}-{bare[-1:]} {where} parties {between}"
    for hit in cues.load().match(stage.surfaces[cue.start : cue.end]):
        yield f"{hit.entry.form} {where} parties {between}"
    if cue.start > stage.sentence.start:
        yield f"previous {stem(stage.surfaces[cue.start - 1])} {where}"


def _of_mention(surfaces: Sequence[str], cue: Span, where: str, one: Found) -> Iterator[str]:
    """The particle before a mention, its head, and the word after it."""
    first = surfaces[one.words.start]
    before = one.words.start - 1
    while before >= 0 and surfaces[before] in MARKS:
        before -= 1
    particle = attached(first, one.clitic) or (stem(surfaces[before]) if before >= 0 else "")
    yield f"{where} particle {particle}"
    yield f"root {root(surfaces[cue.start])} particle {particle}"
    for hit in cues.load().match(surfaces[cue.start : cue.end]):
        for role, marker in (("actor", hit.entry.actor), ("recipient", hit.entry.recipient)):
            if marker and fold(marker) == particle:
                yield f"{where} marked {role}"
            elif marker in ("subject", "object", "of", "idafa"):
                yield f"{where} {role} {marker} {hit.entry.form}"
    if one.words.start == cue.end:
        yield f"touches {'particle' if one.clitic else one.kind}"
    heads = [w for w in surfaces[one.words.start : one.words.end] if not phrases.is_quantity(w) and w != "من"] or [first]
    yield f"head {stem(heads[0])}"
    if len(heads) < one.words.end - one.words.start:
        yield f"counted {where}"
    if one.words.end < len(surfaces):
        yield f"followed {stem(surfaces[one.words.end])} {where}"


def heard(said: Outputs, stage: Stage, cue: Span, kind: str) -> Outputs:
    """What the model says of a cue of type `kind`, with the evidence added to its logits of actor and recipient."""
    if not len(stage.found) or kind in UNWEIGHED:
        return said
    table = load()
    evidence = np.array([table.weighed(signs(stage, cue, kind, one)) for one in stage.found], np.float32)
    roles = said.roles.copy()
    sides = [ROLES.index(side) for side in SIDES]
    roles[:, sides] = BIAS + MODEL * roles[:, sides] + evidence
    return replace(said, roles=roles)


class Table:
    """Sign → its (column of `SIDES`, weight) pairs."""

    def __init__(self, weights: Mapping[str, Sequence[tuple[int, float]]]) -> None:
        self._weights = weights

    def weighed(self, found: Iterable[str]) -> tuple[float, float]:
        """What the signs add to the logits of actor and recipient."""
        sums = [0.0, 0.0]
        for sign in found:
            for column, weight in self._weights.get(sign, ()):
                sums[column] += weight
        return sums[0], sums[1]


@cache
def load() -> Table:
    """The packaged table, once a process. Raises FileNotFoundError with the mend where the package lacks it."""
    path = WEIGHTS.joinpath("roles.tsv")
    if not path.is_file():
        raise FileNotFoundError("khabar/claims/weights/roles.tsv is missing; install the package from a release, or run `python -m training.roles`")
    weights: dict[str, list[tuple[int, float]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        sign, role, weight = line.split("\t")
        weights.setdefault(sign, []).append((SIDES.index(role), float(weight)))
    return Table(weights)
