"""How a claim is cited: as a line, as BibTeX, and as JSON-LD (a W3C Web Annotation); and how an occurrence is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from khabar.exports.annotation import annotation
from khabar.ledger.stored import StoredArticle, StoredClaim
from khabar.ledger.words import sentence
from khabar.records.capture import Capture

_SPECIAL = str.maketrans({one: f"\\{one}" for one in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"})
"""What BibTeX and LaTeX would read as signs of their own."""


def cited(one: StoredClaim, article: StoredArticle, page: Capture, address: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a form and its text. `address` is where the desk shows the claim."""
    jsonld = json.dumps(annotation(one, page), ensure_ascii=False, indent=2)
    return (("plain", plain(one, article, address)), ("bibtex", bibtex(one, article, address)), ("jsonld", jsonld))


def plain(one: StoredClaim, article: StoredArticle, address: str) -> str:
    """The sentence, its article, outlet and day, who coded it, and where it stands."""
    quote, name = f"«{sentence(one.claim.quote.text, one.media)}»", f"{address} (urn:khabar:claim:{one.id})"
    told = [quote, title(one, article), one.outlet, _told(one), coded(one), name]
    return ". ".join(part for part in told if part)


def bibtex(one: StoredClaim, article: StoredArticle, address: str) -> str:
    day = one.published_start or ""
    fields = {
        "title": title(one, article) or one.id, "journal": one.outlet, "year": day[:4], "date": _day(one), "url": address,
        "note": f"«{sentence(one.claim.quote.text, one.media)}». {coded(one)}. urn:khabar:claim:{one.id}",
    }  # fmt: skip
    return _misc(one.id, fields)


def occurrence_cited(key: str, address: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a form and its text, with the day on which the page was read: the ledger grows."""
    day, title_ = datetime.now(UTC).date().isoformat(), f"Occurrence {key}: claims and witnesses"
    fields = {"title": title_, "howpublished": "Khabar ledger of claims", "year": day[:4], "url": address, "urldate": day}
    return (("plain", f"{title_}. Khabar ledger of claims, as it stood on {day}. {address}"), ("bibtex", _misc(f"occurrence-{key}", fields)))


def _misc(key: str, fields: Mapping[str, str | None]) -> str:
    lines = [f"  {name} = {{{value if name == 'url' else value.translate(_SPECIAL)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{khabar-{key},", *lines, "}"])


def title(one: StoredClaim, article: StoredArticle) -> str | None:
    found = article.article.title if article.article else None
    return sentence(found.text, one.media) if found else None


def coded(one: StoredClaim) -> str:
    """By whom and when, in English: the words of a citation are not translated."""
    return f"Claim coded by {one.claim.coder.name} {one.claim.coder.version}, learned {one.learned[:10]}"


def _told(one: StoredClaim) -> str | None:
    """After a Latin word a day keeps its order, even among Arabic letters (UAX 9, W2 and W4)."""
    day = _day(one)
    return f"Published {day}" if day else None


def _day(one: StoredClaim) -> str | None:
    days = [day for day in dict.fromkeys((one.published_start, one.published_end)) if day]
    return "/".join(days) or None
