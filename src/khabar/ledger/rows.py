"""A claim as rows of the ledger's tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, text

from khabar.arabic.folding import fold
from khabar.ledger import words
from khabar.ledger.codec import cell, claim_json
from khabar.ledger.engine import insert, next_id
from khabar.ledger.tables import claim, claim_party, claim_record
from khabar.records.capture import Media
from khabar.records.claim import Claim


@dataclass(frozen=True, slots=True)
class Under:
    """What all claims of one coding share."""

    article: int
    coding: int
    learned: str
    media: Media
    outlet: str | None
    published: tuple[str, str]
    correction: int | None = None


def write(connection: Connection, claims: Sequence[Claim], under: Under) -> list[int]:
    """Store claims with their records, parties and words; gives their keys, in order."""
    first = next_id(connection, claim)
    keys = list(range(first, first + len(claims)))
    pairs = list(zip(keys, claims, strict=True))
    insert(connection, claim, [_row(key, one, under) for key, one in pairs])
    insert(connection, claim_record, [{"claim": key, "record": claim_json(one)} for key, one in pairs])
    insert(connection, claim_party, [party for key, one in pairs for party in _parties(key, one)])
    index(connection, [(key, *found(one, under.media, under.outlet, under.published)) for key, one in pairs])
    return keys


def found(one: Claim, media: Media, outlet: str | None, published: tuple[str, str]) -> tuple[list[str], list[str]]:
    """The words and the tags by which a claim is found."""
    return words.words(words.sentence(one.quote.text, media)), words.tags(one, outlet, published)


def index(connection: Connection, entries: Sequence[tuple[int, list[str], list[str]]]) -> None:
    """Put claims into the inverted index: key, words, tags."""
    if not entries:
        return
    if connection.dialect.name == "sqlite":
        statement = text("INSERT INTO claim_text (rowid, words, tags) VALUES (:key, :words, :tags)")
        rows = [{"key": key, "words": " ".join(text), "tags": " ".join(tags)} for key, text, tags in entries]
    else:
        statement = text("INSERT INTO claim_text (claim, words) VALUES (:key, CAST(:words AS tsvector))")
        rows = [{"key": key, "words": words.tsvector(text, tags)} for key, text, tags in entries]
    connection.execute(statement, rows)


def _row(key: int, one: Claim, under: Under) -> dict[str, Any]:
    place = one.place
    return {
        "id": key, "uid": one.id, "article": under.article, "coding": under.coding, "correction": under.correction,
        "type": one.event.type, "mode": one.event.mode or "", "status": one.status,
        "event_start": (one.time.start if one.time else "") or "", "event_end": (one.time.end if one.time else "") or "",
        "published_start": under.published[0], "published_end": under.published[1], "learned": under.learned,
        "place": cell(place.name if place else ""), "place_id": (place.id if place else "") or "", "country": (place.country if place else "") or "",
        "score": one.coder.score, "start": one.quote.start,
    }  # fmt: skip


def _parties(key: int, one: Claim) -> list[dict[str, Any]]:
    sides: list[tuple[str, str | None, str, str | None]]
    sides = [(side, e.id, e.name, None) for side, entities in (("actor", one.actor), ("recipient", one.recipient)) for e in entities]
    sides += [("witness", link.id, link.name, link.kind) for link in one.attribution]
    return [
        {"claim": key, "side": side, "position": at, "actor": actor, "name": cell(name), "folded": cell(fold(name)), "kind": kind}
        for at, (side, actor, name, kind) in enumerate(sides)
    ]
