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
_MONTHS = 24
"""A stretch of more months is found by its years, and has no months of its own."""
_YEARS = 100
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


def tags(claim: Claim, outlet: str | None, published: tuple[str, str]) -> list[str]:
    """All that a claim can be filtered by, its score left out; of days the months and years."""
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
    happened = (claim.time.start or "", claim.time.end or "") if claim.time else ("", "")
    return [*dict.fromkeys(tag(*one) for one in found), *days("happened", *happened), *days("published", *published)]


def days(kind: str, start: str, end: str) -> list[str]:
    """Tags of the months and years that a stretch of days touches; one for all where a side is open or the stretch is long; none for no day."""
    if not (start or end):
        return []
    touched = months(start, end) if start and end else None
    if touched is None:
        return [tag(kind, "any")]
    return [tag(kind, one) for one in (*touched, *dict.fromkeys(month[:4] for month in touched))]


def months(start: str, end: str) -> list[str] | None:
    """The months from one ISO day to another, as 2016-05; None for more than `_MONTHS`."""
    first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (start, end))
    if last - first >= _MONTHS:
        return None
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]


def within(kind: str, first: str | None, last: str | None) -> list[str]:
    """Tags of which one is that of every stretch of days that meets this one; none where they would be too many."""
    if first is None or last is None:
        return []
    touched = months(first, last)
    if touched is None:
        years = range(int(first[:4]), int(last[:4]) + 1)
        touched = [f"{year:04}" for year in years] if len(years) <= _YEARS else None
    return [tag(kind, one) for one in (*touched, "any")] if touched else []


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
