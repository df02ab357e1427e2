"""An occurrence in one row: its day, types, sides and statuses, how many articles and independent witnesses it has, and who told of it first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from khabar.corroboration.days import first_day, iso
from khabar.corroboration.standing import Standing
from khabar.corroboration.witnesses import ORDER
from khabar.records.claim import Entity, Status
from khabar.records.occurrence import Occurrence, Told
from khabar.records.witness import Witnesses


@dataclass(frozen=True, slots=True)
class Summary:
    """`day` is the ISO day that most claims name, else the first of publication; null where nothing is dated. Lists have the commonest first."""

    id: str
    day: str | None
    types: tuple[str, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    statuses: tuple[tuple[Status, int], ...]
    """With the number of claims."""
    claims: int
    articles: int
    copies: int
    """Of the articles, those that reprint another."""
    witnesses: tuple[Witnesses, ...]
    """By status, the leading one first: those who say that it occurred, then those who deny it, and so on."""
    conflicts: int
    earliest: Told
    """The founding claim: published first, of those the least id."""


def summary(held: Standing, one: Occurrence) -> Summary:
    claims = held.claims(one)
    day = first_day(claims)
    articles = {told.article for told in claims}
    statuses = Counter(told.claim.status for told in claims)
    return Summary(
        id=one.id,
        day=iso(day) if day is not None else None,
        types=_commonest(told.claim.event.type for told in claims),
        actors=_names(entity for told in claims for entity in told.claim.actor),
        recipients=_names(entity for told in claims for entity in told.claim.recipient),
        statuses=tuple((status, statuses[status]) for status in ORDER if statuses[status]),
        claims=len(claims),
        articles=len(articles),
        copies=sum(article in held.copies for article in articles),
        witnesses=held.witnesses(one),
        conflicts=held.conflicts(one),
        earliest=claims[0],
    )


def _names(entities: Iterable[Entity]) -> tuple[str, ...]:
    return _commonest(entity.name for entity in entities)


def _commonest(values: Iterable[str]) -> tuple[str, ...]:
    """Each once, the commonest first, of equals by their letters."""
    counts = Counter(values)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))
