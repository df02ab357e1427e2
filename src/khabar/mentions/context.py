"""What a decision about a name may look at: the words of the article, what is known of them, and who has been named in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from khabar.arabic.clitics import peelings
from khabar.knowledge import actors, actors_files
from khabar.mentions.keys import KeyWords, keys
from khabar.mentions.patterns import Entry, Hit
from khabar.mentions.quotations import NO_QUOTATIONS, Quotations

_DESCENT = ("بن", "ابن", "بنت", "ال", "ولد")
_ALI, _ON = "علي", "على"
"""The name and the preposition, as they are folded and as the preposition is written."""
_LAST_YEH = re.compile(r"ي\b")
_SHORTEST_GIVEN = 3
"""Letters: foreign first names of fewer are also particles («آن», «إن»)."""
SHORTEST_NISBA = 5
"""Letters of an adjective of relation, article included, are more than these."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person named in full: `last` is the index after the name, `actor` None for one whom the who's who does not have."""

    last: int
    actor: str | None


@dataclass(frozen=True)
class Surroundings:
    """What a decision may look at: all words of the article, every hit in it, and what is sure already."""

    words: KeyWords
    hits_ending: Mapping[int, Sequence[Hit]]
    """By the index after their last word."""
    hits_starting: Mapping[int, Sequence[Hit]]
    """By the index of their first word, in text order; longest first."""
    known: frozenset[str]
    """Ids of actors that the article names without doubt."""
    published: str | None = None
    quoted: Quotations = NO_QUOTATIONS
    outlet: frozenset[int] = frozenset()
    """Indices of the words that are the article's own outlet."""
    others: frozenset[str] = frozenset()
    """Patterns that in this article are short for a fuller name which the who's who does not have."""
    bearers: Mapping[str, Sequence[Bearer]] = field(default_factory=dict)
    """By surname: the persons whom the article names in full by it, in text order."""
    text: str = ""
    """Of which the words are, with their offsets."""

    @cached_property
    def countries(self) -> Mapping[str, int]:
        """How often the article names each state (ISO alpha-3), in names and adjectives."""
        return Counter(hits[0].known.country for hits in self.hits_starting.values() if hits[0].known.country is not None)

    @cached_property
    def is_dotted(self) -> bool:
        """Whether the text writes «ي» at the end of words, so that its «ى» is another letter."""
        return _LAST_YEH.search(self.text) is not None


@lru_cache(maxsize=65536)
def readings(word: str) -> frozenset[str]:
    return frozenset(stem for _, stem in peelings(word))


@cache
def given_names() -> frozenset[str]:
    """Keys of common given names and of the first names of everybody in the who's who."""
    titles = set(keys([head.word for head in actors_files.heads()]))
    full = keys([actor.canonical for actor in actors.load() if actor.type == "person" and " " in actor.canonical])
    first = {name.partition(" ")[0] for name in full}
    return frozenset([*keys(actors_files.given_names()), *(name for name in first - titles if len(name) > _SHORTEST_GIVEN), *_DESCENT])


def is_on(at: int, around: Surroundings) -> bool:
    """Whether the word is «على», the preposition, and not «علي»: by its dots or, where the text has none, by what stands before it."""
    words = around.words
    if not words.keys[at].endswith(_ALI) or not around.text[words.starts[at] : words.ends[at]].endswith(_ON):
        return False
    named = at > 0 and (words.keys[at - 1] in given_names() or any(before.of_role("title") for before in around.hits_ending.get(at, ())))
    return around.is_dotted or not named


def is_of_relation(at: int, around: Surroundings) -> bool:
    """Whether a word can be an adjective of relation or a surname of that form: «العراقي», but not «القوى», whose «ى» is no yeh."""
    words = around.words
    key = words.keys[at]
    if len(key) <= SHORTEST_NISBA or not key.startswith("ال") or not key.endswith("ي"):
        return False
    return not (around.text[words.starts[at] : words.ends[at]].endswith("ى") and around.is_dotted)


def bearer(hit: Hit, around: Surroundings) -> Bearer | None:
    """Whom the article has named in full by this surname, last before the hit."""
    if hit.last - hit.first > 1 or not hit.known.is_persons:
        return None
    for one in reversed(around.bearers.get(hit.pattern, ())):
        if one.last <= hit.first:
            return one
    return None


def head_before(hit: Hit, around: Surroundings) -> tuple[Hit, Entry] | None:
    """The common noun that heads the name («حركة», «عناصر», «زعيم»), if it fits one of the name's actors."""
    if hit.cut or hit.first not in around.hits_ending:
        return None
    for before in around.hits_ending[hit.first]:
        for entry in before.known.heads:
            if not entry.types or not hit.known.types.isdisjoint(entry.types):
                return before, entry
    return None
