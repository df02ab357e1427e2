"""Tells persons whom nobody knows from those of the who's who with whom they share a name."""

from __future__ import annotations

from khabar.mentions.context import Surroundings, given_names, is_of_relation, is_on, readings
from khabar.mentions.patterns import Hit
from khabar.mentions.quotations import is_things_name

_DESCENT_BEFORE = ("بن", "ابن", "بنت")
"""Words after which a name is the father's: «خالد بن سلمان بن عبد العزيز» is not the king."""


def is_other_persons(hit: Hit, around: Surroundings) -> bool:
    """A surname of a known person right after a given name: with the person's own it would have been found as the full name."""
    return not hit.cut and hit.first > 0 and hit.known.is_surname and _is_given(hit.first - 1, around)


def _is_given(at: int, around: Surroundings) -> bool:
    """A given name, proclitics before it allowed; or a word between a title and the surname that is nothing else that is known."""
    word = around.words.keys[at]
    if not given_names().isdisjoint(readings(word)):
        return not is_on(at, around)
    titled = any(before.of_role("title", "private") and not before.of_role("office") for before in around.hits_ending.get(at, ()))
    return titled and at not in around.hits_starting and word.isalpha() and not word.startswith("ال") and len(word) > 2


def is_no_person(hit: Hit, around: Surroundings) -> bool:
    """A person's name that here is the article's outlet's, or an ambiguous surname that is part of a thing's name."""
    if not hit.known.is_persons:
        return False
    if _goes_on(hit, around):
        return True
    if not hit.cut and hit.first and (around.words.keys[hit.first - 1] in _DESCENT_BEFORE or _is_private(hit, around)):
        return True
    doubtful = hit.known.is_ambiguous or hit.last - hit.first > 1
    return hit.first in around.outlet or (doubtful and is_things_name(hit, around.words, around.quoted))


def _is_private(hit: Hit, around: Surroundings) -> bool:
    """After a rank or trade that nobody known has: «الملازم جلال طالباني» is a namesake; «اللواء المتقاعد» is a longer title."""
    before = around.hits_ending.get(hit.first, ())
    size = max((one.known.size for one in before if one.of_role("private")), default=0)
    return size > 0 and not any(one.of_role("title") and one.known.size > size for one in before)


def _goes_on(hit: Hit, around: Surroundings) -> bool:
    """«محمود عباس الحربي»: a name of given names, with a surname after it, is somebody else's."""
    keys = around.words.keys
    if hit.last - hit.first < 2 or hit.last >= len(keys) or hit.last in around.hits_starting or keys[hit.last - 1] not in given_names():
        return False
    return is_of_relation(hit.last, around)
