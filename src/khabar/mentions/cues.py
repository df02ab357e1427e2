"""The words of the who's who that are also common words, and what speaks for or against the name, by its key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from khabar.arabic.clitics import forms
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
def near(name: str) -> Mapping[str, frozenset[str]]:
    """Word, with whatever proclitics -> the cues that it is, of those that count anywhere near the name."""
    found: dict[str, frozenset[str]] = {}
    for cue in cues_by_name()[name]:
        if cue.side == "near":
            for form in forms(cue.word):
                found[form] = found.get(form, frozenset()) | {cue.word}
    return found
