"""Other names in the corpus's items, in training only: what the corpus invents is called as the press calls it.

The corpus invents its armed groups, parties, papers and persons, so that the model meets few of the names that real pages are full of. A copy of an
item has some of them changed for names of the who's who: of an organisation for one that begins with the same noun or, now and then, has none;
of a person from the given name on, and its surname wherever it stands alone. Copies live in memory and are never written.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from bench.passages import bare
from khabar.knowledge import actors, actors_files
from training.data import Line

Change = tuple[tuple[str, str], ...]
"""Old and new words, to be replaced in this order."""
_ARABIC = re.compile(r"[ء-ي ]+$")
_MARKS = set('،()«»"-')
_SHARE, _BARE = 0.7, 0.2
"""How often a name is changed, and how often for one of a single word."""
_SHARED_HEAD = 3
"""So many names of the who's who begin with a noun that stands for a kind of organisation («حركة»، «لواء»، «صحيفة»)."""


class Renaming:
    """Names to choose from, by what they begin with."""

    def __init__(self) -> None:
        known = actors.load().actors.values()
        names = sorted({(n.text, a.type) for a in known for n in a.names if n.fact != "capital" and _ARABIC.match(n.text)})
        self._persons = [t for t, kind in names if kind == "person" and 2 <= len(t.split()) <= 3]
        by_head: defaultdict[str, list[str]] = defaultdict(list)
        for text, kind in names:
            if kind not in ("person", "state"):
                by_head[text.split()[0]].append(text)
        self._heads = {head: found for head, found in by_head.items() if len(found) >= _SHARED_HEAD and not head.startswith("ال")}
        self._bare = [t for t, kind in names if kind in ("armed-group", "party", "agency") and len(t.split()) == 1]
        self._given = frozenset(actors_files.given_names())

    def renamed(self, item: Line, rng: random.Random) -> Line:
        """A copy with about two names in three changed; the item itself where none can be."""
        for change in self._proposed(item, rng):
            if rng.random() < _SHARE and is_safe(item["text"], _surfaces(item), change):
                item = _changed(item, change)
        return item

    def _proposed(self, item: Line, rng: random.Random) -> Iterator[Change]:
        for surface, kind in item["entities"]:
            name = bare(surface)
            words = name.split()
            if kind == "ORG" and 2 <= len(words) <= 4 and words[0] in self._heads:
                yield ((name, rng.choice(self._bare if rng.random() < _BARE else self._heads[words[0]])),)
            elif kind == "PER" and not _MARKS & set(name):
                given = next((n for n, word in enumerate(words) if word in self._given), len(words))
                if 2 <= len(words) - given <= 3:
                    new = rng.choice(self._persons)
                    yield (" ".join(words[given:]), new), (words[-1], new.split()[-1])


def _surfaces(item: Line) -> set[str]:
    found = {s for s, _ in item["entities"]}
    for event in item["events"]:
        found |= {event["cue"], event.get("condition") or event["cue"]}
    return {bare(surface) for surface in found}


def is_safe(text: str, surfaces: set[str], change: Change) -> bool:
    """Whether every surface stands as often in the changed text, so that «its second occurrence» is still the same."""
    changed = replaced(text, change)
    return changed != text and all(text.count(s) == changed.count(replaced(s, change)) for s in surfaces)


def replaced(text: str, change: Change) -> str:
    """Whole words, with or without a proclitic."""
    for old, new in change:
        text = _whole(old).sub(rf"\g<1>{new}", text)
    return text


@lru_cache(maxsize=4096)
def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)([وفبلك]?){re.escape(words)}(?!\w)")


def _changed(item: Line, change: Change) -> Line:
    def put(value: Any) -> Any:
        if isinstance(value, str):
            return replaced(value, change)
        if isinstance(value, list):
            return [put(v) for v in value]
        return {name: put(part) for name, part in value.items()} if isinstance(value, dict) else value

    changed: Line = put(item)
    return changed
