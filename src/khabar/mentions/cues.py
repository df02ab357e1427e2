"""The words of the who's who that are also common words, and what speaks for or against the name, by its key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from khabar.knowledge import actors_files
from khabar.knowledge.actors_files import Cue
from khabar.mentions.keys import keys


@cache
def cues_by_name() -> Mapping[str, tuple[Cue, ...]]:
    gathered: dict[str, list[Cue]] = defaultdict(list)
    cues = actors_files.cues()
    for cue, name, word in zip(cues, keys([cue.name for cue in cues]), keys([cue.word for cue in cues]), strict=True):
        gathered[name].append(Cue(name, cue.side, word, cue.weight))
    return {name: tuple(found) for name, found in gathered.items()}


@cache
def near(name: str) -> frozenset[str]:
    return frozenset(cue.word for cue in cues_by_name()[name] if cue.side == "near")
