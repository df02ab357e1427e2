"""Records to JSON and back, whole: what `records.jsonl` leaves out for readers (`why`, open times) is kept."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from khabar.records.article import Article, Published
from khabar.records.claim import Claim, Coder, Entity, Event, EventTime, Link, Owner, Place
from khabar.records.number import Number
from khabar.records.spans import Quote, Span

Record = TypeVar("Record")
_LATER: dict[tuple[type, str], object] = {(Place, "precision"): "none", (Claim, "numbers"): (), (Link, "mention"): None}
"""What stands in the place of fields that records got after ledgers were first written: old rows are never rewritten."""


def dumps(value: object) -> str:
    """JSON with Arabic as it is, records as objects; a text with halves of surrogate pairs, which UTF-8 cannot hold, in escapes."""
    line = _PLAIN.encode(value)
    try:
        line.encode()
    except UnicodeEncodeError:
        return _ESCAPED.encode(value)
    return line


def _fields(record: Any) -> dict[str, Any]:
    """A record's fields; several times as fast as `dataclasses.asdict`, which copies what the encoder only reads."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


_PLAIN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_fields)
_ESCAPED = json.JSONEncoder(separators=(",", ":"), default=_fields)


def cell(value: str | None) -> str:
    """A column's text: empty for None, without what a database cannot hold (NUL, halves of surrogate pairs)."""
    return (value or "").replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def article_json(article: Article) -> str:
    return dumps(article)


def article_of(record: str) -> Article:
    fields = json.loads(record)
    spans = {name: tuple(Span(**span) for span in fields[name]) for name in ("body", "subheadings", "comments")}
    quotes = {name: _quote(fields[name]) for name in ("title", "kicker", "byline")}
    published = fields["published"]
    day = _made(Published, published, evidence=_quote(published["evidence"])) if published else None
    return _made(Article, fields, **spans, **quotes, published=day)


def claim_json(claim: Claim) -> str:
    return dumps(claim)


def claim_of(record: str) -> Claim:
    return claim_from(json.loads(record))


def claim_from(fields: dict[str, Any]) -> Claim:
    """A claim from the fields of its record. Raises KeyError, TypeError or ValueError where they are not those of a claim."""
    quote, event, time, place = _quote(fields["quote"]), fields["event"], fields["time"], fields["place"]
    cue = _quote(event["cue"])
    if quote is None or cue is None:
        raise ValueError("a claim has a sentence and a cue")
    return _made(
        Claim,
        fields,
        quote=quote,
        event=_made(Event, event, contexts=tuple(event["contexts"]), cue=cue),
        actor=tuple(map(_entity, fields["actor"])),
        recipient=tuple(map(_entity, fields["recipient"])),
        attribution=tuple(_made(Link, link) for link in fields["attribution"]),
        time=_made(EventTime, time) if time else None,
        place=_made(Place, place) if place else None,
        coder=_made(Coder, fields["coder"]),
        why=tuple(fields["why"]),
        numbers=tuple(map(_number, fields.get("numbers", ()))),
    )


def _quote(fields: dict[str, Any] | None) -> Quote | None:
    return Quote(**fields) if fields else None


def _entity(fields: dict[str, Any]) -> Entity:
    """Written out: most records of a page are entities and their owners."""
    owners = tuple([Owner(owner["id"], owner["name"]) for owner in fields["of"]])
    return Entity(fields["id"], fields["name"], fields["mention"], fields["start"], fields["end"], owners)


def _number(fields: dict[str, Any]) -> Number:
    quotes = {name: _quote(fields[name]) for name in ("words", "unit", "who")}
    if quotes["words"] is None:
        raise ValueError("a number has words")
    return _made(Number, fields, **quotes)


def _made(record: Callable[..., Record], fields: dict[str, Any], **made: Any) -> Record:
    """A record from stored fields, some of them `made` already. Raises KeyError where one is missing that was there from the beginning."""
    values = fields | made if made else fields
    try:
        return record(*_taken(record)(values))
    except KeyError:
        return record(*_taken(record)(_later(record) | values))


@cache
def _taken(record: Callable[..., object]) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    """Takes a record's fields, in the order in which it has them."""
    return itemgetter(*(field.name for field in dataclasses.fields(record)))  # type: ignore[arg-type]


@cache
def _later(record: Callable[..., object]) -> dict[str, object]:
    return {name: value for (owner, name), value in _LATER.items() if owner is record}
