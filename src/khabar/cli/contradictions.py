"""`khabar contradictions`: claims of one occurrence that cannot both hold, with both sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import click

from khabar.cli.claims import asked, between, filters
from khabar.cli.ledger import database, instant
from khabar.cli.listing import Listing, form_option
from khabar.cli.occurrences import anything, chosen
from khabar.corroboration.standing import Standing, standing
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.words import sentence
from khabar.records.contradiction import Contradiction
from khabar.records.occurrence import Occurrence, Told

_SIDE = ("claim", "status", "by", "outlet", "published", "quote")
COLUMNS = ("occurrence", "conflict", "why", *(f"{side}_{name}" for side in ("first", "second") for name in _SIDE))
SHOWN = (("occurrence", 0, False), ("conflict", 1, False), ("why", 3, False), ("first", 5, True), ("second", 5, True))


@click.command()
@filters
@between
@click.option("--limit", type=click.IntRange(1), help="So many contradictions.")
@click.option("--count", is_flag=True, help="Print only how many there are.")
@form_option
@instant
@database
def contradictions(**options: Any) -> None:
    """Print the pairs of claims of one occurrence that cannot both hold, of which one answers all options. Khabar never says which holds."""
    found, query, rest = asked(options)
    found = found.pin()
    held = standing(found)
    answers = pairs(held, found, query)
    if rest["count"]:
        click.echo(sum(1 for _ in answers))
        return
    LISTING.write(islice(answers, rest["limit"]), rest["form"])


@dataclass(frozen=True, slots=True)
class Pair:
    conflict: Contradiction
    occurrence: Occurrence
    held: Standing

    @property
    def told(self) -> tuple[Told, Told]:
        return self.held.told[self.conflict.first], self.held.told[self.conflict.second]


def pairs(held: Standing, found: Reader, query: Query) -> Iterator[Pair]:
    """Contradictions of which a claim answers, by occurrence."""
    answers = None if anything(query) else {one.id for one in found.every(query)}
    for one in chosen(held, answers):
        for conflict in held.contradictions(one):
            if answers is None or not answers.isdisjoint((conflict.first, conflict.second)):
                yield Pair(conflict, one, held)


def record(one: Pair) -> dict[str, Any]:
    sides = {side: dict(zip(_SIDE, _side(one, told), strict=True)) for side, told in zip(("first", "second"), one.told, strict=True)}
    return {"kind": "contradiction", "occurrence": one.occurrence.id, "conflict": one.conflict.kind, "why": one.conflict.why, **sides}


def _side(one: Pair, told: Told) -> tuple[str | None, ...]:
    return (
        told.claim.id, told.claim.status, " ← ".join(link.name for link in told.claim.attribution if link.kind != "outlet") or None, told.outlet,
        told.published.start if told.published else None, sentence(told.claim.quote.text, one.held.articles[told.article].media),
    )  # fmt: skip


def _row(one: Pair) -> tuple[object, ...]:
    first, second = one.told
    return (one.occurrence.id, one.conflict.kind, one.conflict.why, *_side(one, first), *_side(one, second))


def _cells(one: Pair) -> tuple[str, ...]:
    return (one.occurrence.id, one.conflict.kind, one.conflict.why, *(_cell(_side(one, told)) for told in one.told))


def _cell(side: tuple[str | None, ...]) -> str:
    claim, status, by, outlet, published, quote = side
    return f"{claim} · {status}\n{by or '—'} · {outlet or 'outlet unknown'} · {published or 'undated'}\n{quote}"


LISTING = Listing(COLUMNS, SHOWN, record, _row, _cells)
