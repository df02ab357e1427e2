"""The words of the who's who that are also common words, and what speaks for or against the name, by its key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from khabar.arabic.clitics import forms
from khabar.knowledge import actors_files
from khabar.knowledge.actors_files import Cue
from khabar.mentions.keys import keys


@dataclass(frozen=True, slots=True)
class Reason:
    """One addend of a score and the sentence that explains it."""

    value: int
    why: str


@dataclass(frozen=True, slots=True)
class Cues:
    """What speaks for or against one name, each with its place in the table: in that order the reasons are told."""

    prior: dict[int, Reason] = field(default_factory=dict)
    before: dict[str, dict[int, Reason]] = field(default_factory=dict)
    """By the word right before the name, as the three, with whatever proclitics."""
    after: dict[str, dict[int, Reason]] = field(default_factory=dict)
    near: dict[str, dict[int, Reason]] = field(default_factory=dict)

    def reasons(self, before: str, after: str, near: Sequence[str]) -> list[Reason]:
        """What the words right before and after the name, and those near it, say."""
        found = self.prior
        if before in self.before or after in self.after:
            found = {**found, **self.before.get(before, {}), **self.after.get(after, {})}
        if not self.near.keys().isdisjoint(near):
            for word in near:
                found = found | self.near.get(word, {})
        return [found[place] for place in sorted(found)]


@cache
def cues_by_name() -> Mapping[str, tuple[Cue, ...]]:
    gathered: dict[str, list[Cue]] = defaultdict(list)
    cues = actors_files.cues()
    for cue, name, word in zip(cues, keys([cue.name for cue in cues]), keys([cue.word for cue in cues]), strict=True):
        gathered[name].append(Cue(name, cue.side, word, cue.weight))
    return {name: tuple(found) for name, found in gathered.items()}


@cache
def cues_of(name: str) -> Cues:
    """What speaks for or against a name that is also a common word."""
    found = Cues()
    sides = {"before": found.before, "after": found.after, "near": found.near}
    for place, cue in enumerate(cues_by_name()[name]):
        if cue.side == "prior":
            found.prior[place] = Reason(cue.weight, "what the word mostly is")
            continue
        for form in forms(cue.word):
            sides[cue.side].setdefault(form, {})[place] = Reason(cue.weight, f"«{cue.word}» {cue.side}")
    return found
