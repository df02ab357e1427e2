"""`khabar contradictions`: claims of one occurrence that cannot both hold, with both sentences."""

from __future__ import annotations

from itertools import islice
from typing import Any

import click

from khabar.cli.claims import asked, between, filters
from khabar.cli.ledger import database, instant
from khabar.cli.listing import Listing, form_option
from khabar.client.contradictions import COLUMNS, FORM, Pair, pairs, side
from khabar.client.occurrences import answering
from khabar.corroboration.standing import standing

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
    answers = pairs(held, answering(found, query))
    if rest["count"]:
        click.echo(sum(1 for _ in answers))
        return
    LISTING.write(islice(answers, rest["limit"]), rest["form"])


def _cells(one: Pair) -> tuple[str, ...]:
    return (one.occurrence.id, one.conflict.kind, one.conflict.why, *(_cell(side(one, told)) for told in one.told))


def _cell(told: tuple[str | None, ...]) -> str:
    claim, status, by, outlet, published, quote = told
    return f"{claim} · {status}\n{by or '—'} · {outlet or 'outlet unknown'} · {published or 'undated'}\n{quote}"


LISTING = Listing(COLUMNS, SHOWN, FORM.record, FORM.row, _cells)
