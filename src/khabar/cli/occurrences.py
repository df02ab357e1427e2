"""`khabar occurrences`: one row an occurrence, with how many witnesses it has and how many conflicts."""

from __future__ import annotations

from typing import Any

import click

from khabar.cli.claims import asked, between, filters
from khabar.cli.ledger import database, instant
from khabar.cli.listing import Listing, form_option
from khabar.client.occurrences import COLUMNS, FORM, answering, chosen, ordered, statuses, witnesses
from khabar.corroboration.standing import standing
from khabar.corroboration.summary import Summary, summary

SHOWN = (
    ("occurrence", 0, False), ("day", 2, False), ("what", 3, False), ("who", 4, True), ("whom", 4, True), ("statuses", 3, False),
    ("articles", 2, False), ("witnesses", 3, False), ("conflicts", 2, False),
)  # fmt: skip


@click.command()
@filters
@between
@click.option("--disputed", is_flag=True, help="Sorted by the number of conflicts, and only those that have any.")
@click.option("--oldest-first", is_flag=True, help="Instead of the newest.")
@click.option("--limit", type=click.IntRange(1), help="So many occurrences.")
@click.option("--count", is_flag=True, help="Print only how many there are.")
@form_option
@instant
@database
def occurrences(**options: Any) -> None:
    """Print the occurrences of which a claim answers all options, one row each, by their day.

    An occurrence is all claims that speak of one happening. Its witnesses are independent: reprints are folded into what they reprint.
    """
    newest_first = not options.pop("oldest_first")
    found, query, rest = asked(options)
    found = found.pin()
    held = standing(found)
    rows = ordered((summary(held, one) for one in chosen(held, answering(found, query))), disputed=rest["disputed"], newest_first=newest_first)
    if rest["count"]:
        click.echo(len(rows))
    else:
        LISTING.write(rows[: rest["limit"]], rest["form"])


def _cells(one: Summary) -> tuple[str, ...]:
    articles = f"{one.articles}" + (f" ({one.copies} copies)" if one.copies else "")
    return (
        one.id, one.day or "undated", " ".join(one.types), "، ".join(one.actors) or "—", "، ".join(one.recipients) or "—", statuses(one, "\n"),
        articles, witnesses(one, "\n"), f"{one.conflicts or '—'}",
    )  # fmt: skip


LISTING = Listing(COLUMNS, SHOWN, FORM.record, FORM.row, _cells)
