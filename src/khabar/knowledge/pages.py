"""What the pages of Arabic news sites are furnished with: phrases by kind, the line classifier's weights, the signs of languages.

Every table is `knowledge/data/pages/*.tsv`; our own compilation of the general vocabulary of such sites.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from khabar.arabic.folding import fold
from khabar.knowledge.tables import rows


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words, in order, and the kind of furniture that they belong to."""

    words: tuple[str, ...]
    kind: str


@cache
def kinds() -> Mapping[str, str]:
    """Each kind of phrase, with what it means; its phrases are in the file of its name."""
    return MappingProxyType({row["kind"]: row["means"] for row in rows("pages/kinds.tsv")})


@cache
def phrases() -> Mapping[str, tuple[Phrase, ...]]:
    """The phrases by their first folded word, longest first."""
    found: dict[str, list[Phrase]] = {}
    for kind in kinds():
        for row in rows(f"pages/{kind}.tsv"):
            words = tuple(fold(row["phrase"]).split())
            found.setdefault(words[0], []).append(Phrase(words, kind))
    return MappingProxyType({first: tuple(sorted(some, key=lambda p: -len(p.words))) for first, some in found.items()})


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """Feature → label → weight, as `weights.tsv` gives them; an empty cell weighs nothing."""
    table = {}
    for row in rows("pages/weights.tsv"):
        table[row["feature"]] = {label: float(cell or 0) for label, cell in row.items() if label != "feature"}
    return MappingProxyType(table)


@cache
def transitions() -> Mapping[tuple[str, str], float]:
    """(state, next state) → score; a pair that is not in the table cannot follow. States are `phase:label`."""
    return MappingProxyType({(row["from"], row["to"]): float(row["score"]) for row in rows("pages/transitions.tsv")})


@cache
def languages() -> Mapping[str, Mapping[str, str]]:
    """`word` or `letter` → sign → language (BCP 47): function words, and letters that only one language of the script has.

    Arabic words are folded; those of other languages are as written, for folding would make «این» and «آن» Arabic words.
    """
    table: dict[str, dict[str, str]] = {"word": {}, "letter": {}}
    for row in rows("pages/languages.tsv"):
        sign = fold(row["sign"]) if row["language"] == "ar" else row["sign"]
        table[row["kind"]][sign] = row["language"]
    return MappingProxyType(table)


@cache
def months() -> Mapping[str, tuple[str, int]]:
    """Folded month name → (`gregorian` or `hijri`, number of the month)."""
    return MappingProxyType({fold(row["name"]): (row["calendar"], int(row["month"])) for row in rows("calendar/months.tsv")})


@cache
def weekdays() -> Mapping[str, int]:
    """Folded name of the day of the week, with its article → number of the day, Monday 1 (ISO 8601)."""
    return MappingProxyType({fold(f"ال{row['form']}"): int(row["value"]) for row in rows("calendar/weekdays.tsv")})


@cache
def clock() -> frozenset[str]:
    """Folded words that stand beside a date or an hour, days of the week among them."""
    return frozenset((*(fold(row["word"]) for row in rows("pages/clock.tsv")), *weekdays()))


@cache
def frames() -> Mapping[tuple[str, ...], str]:
    """Folded words before a name → what the name is of: `outlet`, or `origin` (from where the article was taken)."""
    return MappingProxyType({tuple(fold(row["phrase"]).split()): row["names"] for row in rows("pages/frames.tsv")})


@cache
def boxes() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Folded words that close a box → those that open it, as sites write them for who listens to the page."""
    return MappingProxyType({tuple(fold(row["closes"]).split()): tuple(fold(row["opens"]).split()) for row in rows("pages/boxes.tsv")})


@cache
def issues() -> frozenset[str]:
    """Folded words beside the number of a paper's issue."""
    return frozenset(fold(row["word"]) for row in rows("pages/issue.tsv"))


@cache
def press_nouns() -> frozenset[str]:
    """Folded nouns that say what an outlet is: site, newspaper, channel."""
    return frozenset(fold(row["noun"]) for row in rows("pages/press_nouns.tsv"))


@cache
def outlet_nouns() -> frozenset[str]:
    """Folded nouns with which outlets and agencies call themselves, and which may be part of the name: network, gateway, agency."""
    return frozenset(fold(row["noun"]) for row in rows("pages/outlet_nouns.tsv"))


@cache
def mastheads() -> Mapping[str, str]:
    """Folded word → what it is in an outlet's name: `paper`, a noun that hardly stands for anything else; `other` nouns; `press`, of what follows."""
    return MappingProxyType({fold(row["word"]): row["role"] for row in rows("pages/mastheads.tsv")})


@cache
def counted() -> frozenset[str]:
    """Folded nouns of what readers leave, as they stand after its number («3 تعليقات على …»)."""
    return frozenset(fold(row["word"]) for row in rows("pages/counted.tsv"))


@cache
def pooled() -> frozenset[str]:
    """Folded words that stand where a source's name would, and name none: agencies, follow-ups, exclusive."""
    return frozenset(fold(row["word"]) for row in rows("pages/pooled.tsv"))


@cache
def cities() -> frozenset[str]:
    """Folded names of the cities from which reports are filed."""
    return frozenset(fold(row["name"]) for row in rows("pages/cities.tsv"))
