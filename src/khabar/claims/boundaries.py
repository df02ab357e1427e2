"""Borders between PLOVER's types that a frame decides: «طرد» of an ambassador is SANCTION, of migrants COERCE.

The rules are rows of `knowledge/data/plover/boundaries.tsv` (`name, lemmas, after, type, mode, note`): a cue of one of the lemmas with one of the
words, in some form, among the eight after it. A rule adds `WEIGHT` to the logits of its type and mode: a model that is very sure of another type
keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from khabar.arabic.folding import fold
from khabar.arabic.stems import stem
from khabar.claims.decode import Outputs
from khabar.claims.labels import MODES, TYPES
from khabar.knowledge import cues
from khabar.knowledge.cues import CueEntry
from khabar.knowledge.tables import rows

WEIGHT = 3.0
_PARTICLES = ("", "ال", "ب", "بال")
"""With these a word may have another stem: «سفير» loses its first letter, «السفير» does not."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`lemmas` and `after` are signs as `claims.evidence` writes them."""

    name: str
    lemmas: frozenset[str]
    after: frozenset[str]
    type: str
    mode: str | None


@cache
def load() -> tuple[Rule, ...]:
    """The packaged rules, in the order of the file. Lemmas are those of the cue lexicon, compared folded."""
    entries: dict[str, list[CueEntry]] = {}
    for entry in cues.load().entries:
        entries.setdefault(fold(entry.lemma), []).append(entry)
    return tuple(
        Rule(
            row["name"],
            frozenset(f"lemma {entry.lemma}/{entry.form}" for lemma in row["lemmas"].split("|") for entry in entries.get(fold(lemma), ())),
            frozenset(f"after {stem(particles + word)}" for word in row["after"].split("|") for particles in _PARTICLES),
            row["type"],
            row["mode"] or None,
        )
        for row in rows("plover/boundaries.tsv")
    )


def drawn(signs: Sequence[str]) -> Rule | None:
    """The first rule that the signs of a cue meet."""
    held = frozenset(signs)
    return next((rule for rule in load() if rule.lemmas & held and rule.after & held), None)


def bounded(said: Outputs, signs: Sequence[str]) -> Outputs:
    """What is said of a cue, with the weight of its rule, if it meets one."""
    rule = drawn(signs)
    if rule is None:
        return said
    kinds, modes = said.type.copy(), said.mode.copy()
    kinds[TYPES.index(rule.type)] += WEIGHT
    modes[MODES.index((rule.type, rule.mode))] += WEIGHT
    return replace(said, type=kinds, mode=modes)
