"""The words and tags by which claims are found, made here for both databases, so that both find the same.

A word is a run of letters and digits of the folded text. A tag says one thing of a claim (its type, an actor, a country…) as a word that no
text holds. Both go into one inverted index (SQLite FTS5, PostgreSQL's GIN over a tsvector): every filter is an intersection of posting lists.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from khabar.arabic.folding import fold
from khabar.arabic.markup import clean
from khabar.records.capture import Media
from khabar.records.claim import Claim, Entity
from khabar.records.spans import Span

_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_LONGEST = 400
"""Letters of a word; PostgreSQL takes 2 KB."""
_FARTHEST = 16_383
"""The last position that a tsvector knows."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that must occur; `prefix`: the last word may go on."""

    words: tuple[str, ...]
    prefix: bool = False


def words(text: str) -> list[str]:
    """The folded words of a text without markup."""
    return [word for word in _WORD.findall(fold(text)) if len(word) <= _LONGEST][:_FARTHEST]


def sentence(quote: str, media: Media) -> str:
    """A quote as it is read: without tags, on one line."""
    return " ".join(clean(quote, Span(0, len(quote)), media).text.split())


@lru_cache(100_000)
def tag(kind: str, value: str) -> str:
    """One word for a property, alike for any spelling that folds alike."""
    return "x" + hashlib.blake2s(f"{kind}\x1f{fold(value)}".encode("utf-8", "replace"), digest_size=8).hexdigest()


def tags(claim: Claim, outlet: str | None) -> list[str]:
    """All that a claim can be filtered by, days and score left out."""
    found = [("type", claim.event.type), ("status", claim.status)]
    if claim.event.mode:
        found.append(("mode", f"{claim.event.type}/{claim.event.mode}"))
    for side, entities in (("actor", claim.actor), ("recipient", claim.recipient)):
        for name in _names(entities):
            found += [(side, name), ("party", name)]
        for name in _owners(entities):
            found += [(f"{side}-for", name), ("party-for", name)]
    for link in claim.attribution:
        if link.kind != "outlet":
            found += [("speaker", name) for name in (link.id, link.name) if name]
    if outlet:
        found.append(("outlet", outlet))
    if claim.place:
        found += [("place", name) for name in (claim.place.id, claim.place.name) if name]
        found += [("country", claim.place.country)] if claim.place.country else []
    return list(dict.fromkeys(tag(*one) for one in found))


def _names(entities: Sequence[Entity]) -> Iterator[str]:
    return (name for entity in entities for name in (entity.id, entity.name) if name)


def _owners(entities: Sequence[Entity]) -> Iterator[str]:
    """Those for whom they act, and they themselves."""
    yield from _names(entities)
    yield from (name for entity in entities for owner in entity.of for name in (owner.id, owner.name) if name)


def terms(query: str) -> tuple[Term, ...]:
    """The words and "phrases" of a query; `*` at a word's end stands for any ending."""
    found = []
    for phrase, word in _TERM.findall(query):
        parts = tuple(words(phrase or word))
        if parts:
            found.append(Term(parts, prefix=(phrase or word).endswith("*")))
    return tuple(found)


def fts5(wanted: Sequence[Term], groups: Iterable[Sequence[str]]) -> str:
    """A MATCH expression: every term, and one tag of every group."""
    texts = [" + ".join(f'"{word}"' for word in term.words) + ("*" if term.prefix else "") for term in wanted]
    sides = [" OR ".join(f'"{one}"' for one in group) for group in groups]
    return " AND ".join([*(f"words : ({one})" for one in texts), *(f"tags : ({one})" for one in sides)])


def tsquery(wanted: Sequence[Term], groups: Iterable[Sequence[str]]) -> str:
    """The same as the text of a tsquery."""
    texts = [" <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.prefix else "") for term in wanted]
    sides = [" | ".join(f"'#{one}'" for one in group) for group in groups]
    return " & ".join(f"({one})" for one in (*texts, *sides))


def tsvector(text: Sequence[str], marks: Sequence[str]) -> str:
    """The text of a tsvector. Lexemes are letters and digits only, so quotes need no escape."""
    return " ".join([*(f"'{word}':{at}" for at, word in enumerate(text, 1)), *(f"'#{mark}'" for mark in marks)])
