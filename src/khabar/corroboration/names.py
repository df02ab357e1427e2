"""Names of outlets, made comparable: by the who's who where it knows them, else by the words that are the name's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from khabar.arabic.folding import fold
from khabar.knowledge import actors, pages

Key = frozenset[str]
"""An id of the who's who, or the name's words. Two keys are of one outlet if one holds the other."""
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 6


def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, marks left out."""
    return tuple(_WORD.findall(fold(text)))


def key(written: str | None) -> Key:
    """The key of a name or a host; empty for none.

    >>> key("وكالة فرانس برس") == key("أ ف ب") == key("afp.com")
    True
    """
    if not written:
        return frozenset()
    host = _hosts().get(written.lower().removeprefix("www."))
    return frozenset({host}) if host else _key(words(written))


def _key(written: Sequence[str]) -> Key:
    known = _known().get(tuple(written)) or _known().get(_own(written))
    return frozenset({known}) if known else frozenset(_own(written))


def after(written: Sequence[str]) -> Iterator[Key]:
    """Keys that may be of the name with which `written` begins: how long it is does not show, so the longest known one, and all its words."""
    held = list(written[:_LONGEST])
    for length in range(len(held), 0, -1):
        known = _known().get(tuple(held[:length])) or _known().get(_own(held[:length]))
        if known:
            yield frozenset({known})
            break
    yield frozenset(_own(held))


def _own(written: Sequence[str]) -> tuple[str, ...]:
    """The words without the nouns of the press («صحيفة», «موقع»), or all where nothing else is left; a lam of possession is taken off."""
    bare = [f"ال{word[2:]}" if word.startswith("لل") and len(word) > 4 else word for word in written]
    kept = [word for word in bare if word not in pages.press_nouns() and word not in pages.outlet_nouns()]
    return tuple(kept or bare)


@cache
def _known() -> Mapping[tuple[str, ...], str]:
    """Words of a name → id, for outlets and agencies of the who's who; names that two of them bear are left out."""
    found: dict[tuple[str, ...], set[str]] = {}
    for actor in actors.load():
        if actor.is_press:
            for name in actor.names:
                for form in {words(name.text), _own(words(name.text))}:
                    found.setdefault(form, set()).add(actor.id)
    return MappingProxyType({form: next(iter(ids)) for form, ids in found.items() if len(ids) == 1})


@cache
def _hosts() -> Mapping[str, str]:
    return MappingProxyType({domain: actor.id for actor in actors.load() for domain in actor.domains})
