"""The reasons of a claim in Arabic. Records keep them in English; a table of sentence patterns tells each, those of older ledgers too.

A row of `data/reasons/sentences.tsv` (`what, english, arabic`) has places in braces, named by what stands there: a number, words of the page, a name
that others know (`NAMED`), or a part that rows of that name tell in turn. A number after the name tells two places apart; a place that stands twice
in the English holds the same twice. A row with more words of its own goes before one with fewer, whatever their order in the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from khabar.knowledge.tables import rows

WHOLE = "reason"
"""What a whole reason is called; all other rows tell parts."""
NAMED = frozenset({"actor", "basis", "country", "event", "judgement", "name", "role", "status"})
"""Places whose Arabic names are in the who's who or among the words of the desk."""
UNTOLD = frozenset({"glosses"})
"""Places that put Arabic into English, which an Arabic reader does not need."""
_GLOSS = r"[^()]{0,99}(?:\([^()]{0,99}\)[^()]{0,99}){0,3}"
_FORMS: Mapping[str, str] = {
    "count": r"\d+", "day": r"\d{4}-\d\d-\d\d", "id": r"[^\s;,]+", "instant": r"\d{4}-\d\d-\d\dT[\d:.]+Z", "interval": r"\d+(?:\+|-\d+)?",
    "score": r"\d+\.\d\d", "weight": r"[+-]\d+\.\d\d",
    "glosses": rf"{_GLOSS}(?:\), (?P=lemma) \((?P=form), {_GLOSS}){{0,9}}",
}  # fmt: skip
"""Numbers and ids; and the glosses of all entries of one lemma, which follow one another."""
_KEPT = 20_000
"""Parts that are kept told: claims share most of theirs."""
_ANY = ".{0,600}?"
"""Whatever else stands in a place. Bounded, so that no page can be written to take long; what is longer is not told."""
_WORDS = frozenset({"lemma", "model", "stem", "words"})
_PLACE = re.compile(r"\{(\w+)\}")

Namer = Callable[[str, str], str | None]
"""(kind of `NAMED`, what stands there) → its Arabic name, or None for what nobody knows."""


@dataclass(frozen=True, slots=True)
class Said:
    """A reason in Arabic; `left` are its parts that no row tells, which stay in English."""

    text: str
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """One row: what matches the English, and the Arabic with its places."""

    english: re.Pattern[str]
    arabic: str
    parts: bool
    """Whether it tells the first of a list; the rest, which both sides end with, is left out of the Arabic."""


def said(reason: str, named: Namer) -> Said:
    """A reason, as records keep it, in Arabic.

    >>> said("time: «أمس» waits for the article's day", lambda kind, name: None).text
    'الزمن: «أمس» لا يُحسب إلا من يوم المقال'
    """
    return part(WHOLE, reason, named)


def part(what: str, text: str, named: Namer) -> Said:
    """The same of a part, by the name of its place."""
    if what in NAMED:
        name = named(what, text)
        return Said(text, (text,)) if name is None else Said(name)
    return _told(what, text.strip(), named) if what in patterns() else Said(text)


@lru_cache(_KEPT)
def _told(what: str, text: str, named: Namer) -> Said:
    """Item by item, where a row tells the first of a list and leaves the rest to the rows of its own name: lists may be long."""
    begun: list[Said] = []
    rest: str | None = text
    while rest is not None:
        found, rest = _first(what, rest, named)
        begun.append(found)
    return Said("".join(one.text for one in begun), tuple(left for one in begun for left in one.left))


def _first(what: str, text: str, named: Namer) -> tuple[Said, str | None]:
    """What a row tells, and the rest of a list: by the first that leaves nothing, else by one that parts the list, else by what leaves least."""
    tried: list[tuple[Said, str | None]] = [(Said(text, (text,)), None)]
    for pattern in patterns()[what]:
        match = pattern.english.fullmatch(text)
        if match:
            places = match.groupdict()
            rest = places.pop(what) if pattern.parts else None
            found = _filled(pattern, places, named)
            if not found.left:
                return found, rest
            tried.append((found, rest))
    return min(tried, key=lambda one: (one[1] is None, sum(map(len, one[0].left))))


def _filled(pattern: Pattern, places: Mapping[str, str], named: Namer) -> Said:
    found = {place: part(_kind(place), text, named) for place, text in places.items()}
    texts = {place: one.text for place, one in found.items()}
    return Said(pattern.arabic.format(**texts), tuple(left for one in found.values() for left in one.left))


@cache
def patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """What a row tells → its patterns, those with most words of their own first."""
    found: dict[str, list[tuple[tuple[int, int], Pattern]]] = {}
    for row in rows("reasons/sentences.tsv"):
        places = _PLACE.findall(row["english"])
        own = len(_PLACE.sub("", row["english"]))
        found.setdefault(row["what"], []).append(((-own, len(set(places))), _pattern(**row)))
    return {what: tuple(pattern for _, pattern in sorted(some, key=lambda one: one[0])) for what, some in found.items()}


def _pattern(what: str, english: str, arabic: str) -> Pattern:
    last = f"{{{what}}}"
    parts = english.endswith(last) and arabic.endswith(last)
    return Pattern(_matching(english), arabic.removesuffix(last) if parts else arabic, parts)


def _matching(english: str) -> re.Pattern[str]:
    """The expression of an English pattern; a place that stands again must hold the same, and one at the end holds all that is left."""
    made, seen, pieces = "", set[str](), _PLACE.split(english)
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            made += re.escape(piece)
        elif piece in seen:
            made += f"(?P={piece})"
        else:
            ends = pieces[at + 1 :] == [""]
            made += f"(?P<{piece}>{_FORMS.get(_kind(piece), '.*' if ends else _ANY)})"
            seen.add(piece)
    return re.compile(made, re.DOTALL)


def _kind(place: str) -> str:
    return place.rstrip("0123456789")


def check() -> list[str]:
    """Faults of the table, one sentence each; empty when all is well."""
    return [*_faults_of_order(), *_faults_of_cells(), *_faults_of_places()]


def _faults_of_order() -> Iterator[str]:
    keys = [(row["what"], row["english"]) for row in rows("reasons/sentences.tsv")]
    if keys != sorted(set(keys)):
        yield "reasons/sentences.tsv: not sorted by what, english, or a pattern stands twice"


def _faults_of_cells() -> Iterator[str]:
    for row in rows("reasons/sentences.tsv"):
        cells = "\t".join(row.values())
        if unicodedata.normalize("NFKC", cells) != cells or "\u0640" in cells:
            yield f"reasons/sentences.tsv: {row['english']}: not NFC, or tatweel or presentation forms in it"
        if any(cell != cell.strip() or not cell for cell in row.values()):
            yield f"reasons/sentences.tsv: {row['english']}: an empty cell, or blanks around one"


def _faults_of_places() -> Iterator[str]:
    table = list(rows("reasons/sentences.tsv"))
    known = {row["what"] for row in table} | NAMED | _WORDS | set(_FORMS)
    used = {_kind(place) for row in table for place in _PLACE.findall(row["english"])}
    for row in table:
        english, arabic = (_PLACE.findall(row[side]) for side in ("english", "arabic"))
        if {place for place in english if _kind(place) not in UNTOLD} != set(arabic):
            yield f"reasons/sentences.tsv: {row['english']}: the two sides have other places"
        yield from (f"reasons/sentences.tsv: {row['english']}: no row tells {place}" for place in english if _kind(place) not in known)
    yield from (f"reasons/sentences.tsv: no place holds {what}" for what in sorted({row["what"] for row in table} - used - {WHOLE}))
