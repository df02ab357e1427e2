"""Foreign names as other papers spell them: «رامسفلد» for «رامسفيلد», «كاترين» for «كاثرين», found by a key of consonants and not by a list.

Arabic writes foreign vowels or leaves them out, and has two letters for several foreign consonants. Names at home in Arabic are left alone:
there a vowel makes another name («سالم», «سليم»).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from khabar.arabic.clitics import peelings
from khabar.knowledge import actors, actors_files
from khabar.knowledge.tables import filling
from khabar.mentions.keys import keys

ALIKE = str.maketrans("ثطصقغذ", "تتسكجد")
_VOWELS = str.maketrans("", "", "اويء")
_LAST_HEH, _LATER_VOWELS = re.compile(r"(?<=\S)ه(?!\S)"), re.compile(r"(?<=\S)[اويء]")
_TWICE = re.compile(r"(.)(?=\1)")
_LEAST_NAME, _LEAST_SURNAME, _LEAST_WORD = 6, 4, 2
"""Consonants: a whole name, a surname that stands alone, or a word of a name, with fewer are too like other words."""
_LONG = 9
"""Letters from which on a surname of so few consonants is no other word."""


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The first letter of a key word and its consonants, doubled ones once, letters that stand for one foreign sound in one form.

    >>> skeleton("كلينتون") == skeleton("كلنتون"), skeleton("كاثرين") == skeleton("كاترين")
    (True, True)
    """
    return _TWICE.sub("", consonants(word).translate(ALIKE))


@lru_cache(maxsize=65536)
def consonants(word: str) -> str:
    """The first letter and what is left without long vowels and a last «ه»."""
    return word[:1] + word[1:].removesuffix("ه").translate(_VOWELS)


class Skeletons(dict[str, str]):
    """The skeleton of each word, worked out once; a plain mapping, because a page asks for hundreds."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST:
            self.clear()
        found = self[word] = skeleton(word)
        return found


@cache
def skeletons() -> Skeletons:
    return Skeletons()


_MOST = 300_000
"""Words that are kept."""
_NO_FOREIGN = ("ال", "ابو")
"""How no foreign name begins."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The first word of what may be another spelling: after `cut` letters of proclitics, `rest` are the skeletons of the words that must follow."""

    cut: int
    rest: tuple[str, ...]
    pattern: str


def openings_of(word: str) -> Mapping[str, tuple[Opening, ...]]:
    """The foreign names that may begin with a key word, by the skeleton of the word that must follow; under "" surnames that stand alone."""
    found: dict[str, tuple[Opening, ...]] = {}
    for cut, stem in peelings(word) if len(word) > _LEAST_WORD and not word.startswith("ال") else ():
        if word.endswith(stem):
            for rest, pattern in _by_first().get(skeleton(stem), ()):
                if rest or _is_surname(stem, pattern):
                    following = rest[0] if rest else ""
                    found[following] = (*found.get(following, ()), Opening(cut, rest, pattern))
    return found


def _is_surname(word: str, pattern: str) -> bool:
    """A word alone must agree with the surname in each consonant, and be long enough to be nothing else."""
    if len(word) > _LEAST_SURNAME and word.translate(ALIKE) == pattern.translate(ALIKE):
        return True
    bones = consonants(pattern)
    if word.startswith("ال") or word.endswith("ه") != pattern.endswith("ه"):
        return False
    return consonants(word) == bones and (len(bones) > _LEAST_SURNAME or len(word) >= _LONG)


@cache
def _by_first() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Skeleton of the first word → (skeletons of the others, the pattern in the who's who); only those that one actor has."""
    with filling():
        names = list(_names())
        owners: dict[str, dict[str, str]] = defaultdict(dict)
        for (actor, pattern, foreign), bones in zip(names, _skeletons_of([pattern for _, pattern, _ in names]), strict=True):
            owners[bones].setdefault(actor, pattern if foreign and _is_telling(bones) else "")
        found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for bones, patterns in owners.items():
            pattern = next(iter(patterns.values()))
            if len(patterns) == 1 and pattern:
                first, *rest = bones.split(" ")
                found[first].append((tuple(rest), pattern))
        return {first: tuple(rest) for first, rest in found.items()}


def _skeletons_of(names: Sequence[str]) -> list[str]:
    """The skeletons of the words of many names, at a time; `skeleton` gives that of one word."""
    bones = _LATER_VOWELS.sub("", _LAST_HEH.sub("", "\n".join(names)))
    return _TWICE.sub("", bones.translate(ALIKE)).split("\n") if names else []


def _names() -> Iterator[tuple[str, str, bool]]:
    """(actor, pattern, whether it is a foreign one) of every person's names."""
    people = [actor for actor in actors.load() if actor.type == "person"]
    names = [(actor.id, name.text) for actor in people for name in actor.names]
    foreign = {actor.id for actor in people if is_foreign(actor.id)}
    for (actor, _), pattern in zip(names, keys([name for _, name in names]), strict=True):
        yield actor, pattern, actor in foreign and not pattern.startswith(_NO_FOREIGN)


@cache
def is_foreign(actor: str) -> bool:
    """Whether an actor's names are not at home in Arabic."""
    found = actors.load().get(actor)
    return found is not None and found.country is not None and found.country not in _native_countries()


@cache
def _native_countries() -> frozenset[str]:
    return actors_files.native_countries()


def _is_telling(bones: str) -> bool:
    words = bones.split(" ")
    least = _LEAST_SURNAME if len(words) == 1 else _LEAST_NAME
    return sum(map(len, words)) >= least and min(map(len, words)) >= _LEAST_WORD
