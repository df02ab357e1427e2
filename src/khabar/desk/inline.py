"""Words, names, days and numbers as they stand in a page: the filters that keep the two directions of writing apart."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from urllib.parse import quote

from markupsafe import Markup, escape

from khabar.ledger.words import sentence
from khabar.records.capture import Media

_LATIN = re.compile(r"([+-]?[A-Za-z0-9](?:[A-Za-z0-9 ._/+:&'-]*[A-Za-z0-9+])?)")


def bdi(text: object, language: str | None = "ar") -> Markup:
    """A name or sentence of the press, kept from mixing with the writing around it, whatever letters it begins with."""
    return Markup(f"<bdi{_language(language)}>{escape(text)}</bdi>")  # noqa: S704 - both are escaped; `Markup.format` takes ten times as long


@lru_cache(8)
def _language(language: str | None) -> str:
    return f' lang="{escape(language)}"' if language else ""


def latin(text: object) -> Markup:
    """An id, a number with signs or a word in Latin letters, left to right."""
    return Markup(_latin(text))  # noqa: S704 - escaped


def _latin(text: object) -> str:
    return f'<bdi dir="ltr" lang="en">{escape(text)}</bdi>'


def isolated(text: str) -> Markup:
    """Arabic with ids, signed numbers and other Latin words in it, each kept left to right."""
    return Markup("".join([_latin(part) if at % 2 else escape(part) for at, part in enumerate(_LATIN.split(text))]))  # noqa: S704 - all is escaped


def words_of(text: str, media: Media) -> str:
    """A quote as it is read: without tags, on one line."""
    return _line(text, media)


@lru_cache(20_000)
def _line(text: str, media: Media) -> str:
    """Few words are most cues, and one page shows a headline several times."""
    return sentence(text, media) if media == "html" and ("<" in text or "&" in text) else " ".join(text.split())


def plain(name: str) -> str:
    """A name as it is read: who is not in the who's who is named as the source of the page has it, entities and all."""
    return unescape(name)


def value(found: object) -> str:
    """A field's value as words: of an actor, a witness, a time or a place its name or words, of lists their parts."""
    if isinstance(found, dict):
        return str(found.get("name") or found.get("text") or "")
    return "، ".join(map(value, found)) if isinstance(found, (list, tuple)) else "—" if found is None or found == "" else str(found)


def number(value: float) -> str:
    return f"{value:,}"


def day(value: str | None, end: str | None = None) -> Markup:
    """An ISO day, or a stretch of days, for machines and eyes alike."""
    ends = [escape(one) for one in dict.fromkeys((value, end)) if one]
    return Markup("–".join(f'<time datetime="{one}" dir="ltr">{one}</time>' for one in ends))  # noqa: S704 - escaped


def instant(value: str) -> Markup:
    """A UTC instant of the ledger, to the minute."""
    return Markup('<time datetime="{}" dir="ltr">{} UTC</time>').format(value, value[:16].replace("T", " "))


def segment(value: object) -> str:
    """One segment of an address: a name may hold any letter, a slash too."""
    return _quoted(str(value))


@lru_cache(20_000)
def _quoted(value: str) -> str:
    return quote(value, safe="")
