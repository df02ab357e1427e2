"""`khabar relation`: what is claimed between two actors, by month or week, weighted by witnesses and not by pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from khabar.cli.ledger import database, instant, reader
from khabar.cli.listing import Listing, form_option
from khabar.cli.plotted import day_option, plot_option, save
from khabar.cli.values import STATUS
from khabar.client.relations import COLUMNS, FORM, Row, Series, Wanted
from khabar.client.relations import relation as relation_of
from khabar.corroboration.standing import standing
from khabar.ledger.naming import named
from khabar.records.relation import Scope

SHOWN = (
    ("start", 3, False), ("status", 3, False), ("quad", 5, False), ("occurrences", 3, False), ("witnesses", 3, False), ("score", 2, False),
    ("claims", 2, False), ("change", 4, False),
)  # fmt: skip


@click.command()
@click.argument("first")
@click.argument("second")
@click.option("--by", type=click.Choice(["month", "week"]), default="month", show_default=True, help="The periods; weeks begin on Monday.")
@click.option("--roll-up/--exact", default=True, show_default=True, help="With those who act for them, or the two themselves.")
@click.option("--descent", is_flag=True, help="Also what merged into them, and what split from them.")
@click.option("--status", "status", multiple=True, type=STATUS, help="Only these statuses.")
@plot_option
@day_option
@form_option
@instant
@database
def relation(first: str, second: str, **options: Any) -> None:
    """Print the relation of two actors, FIRST and SECOND, in either direction: a row for each period, status and quad class.

    An occurrence counts by its independent witnesses. What is said to have occurred stands apart from what is denied, proposed, predicted,
    possible or conditional. Where the mean score of a status shifts, the row says so.
    """
    found = reader(options["db"], options["as_of"]).pin()
    held = standing(found)
    keys = (named(found, first), named(found, second))
    scope = Scope(options["roll_up"], merged=options["descent"], split=options["descent"])
    told = relation_of(held, keys, Wanted(scope, options["by"], options["status"], options["on"]))
    if options["plot"]:
        _plot(told, options["plot"])
    if not told.points:
        click.echo(f"khabar: nothing is claimed between {told.names[0]} and {told.names[1]}", err=True)
    LISTING.write(told.rows(), options["form"])


def _plot(told: Series, path: Path) -> None:
    from khabar.exports.relation_chart import relation_chart  # noqa: PLC0415 - only a plot needs it, and it is slow to load

    save(relation_chart(told.names, told.points, {str(status): found for status, found in told.changes.items()}, told.by), path)


def _cells(one: Row) -> tuple[str, ...]:
    point, change = one.point, one.change
    shift = f"{change.before:+.1f} → {change.after:+.1f}" if change else ""
    return (
        point.start, point.status, point.quad, f"{len(point.occurrences)}", f"{point.witnesses}", f"{point.score:+.1f}", f"{len(point.claims)}", shift
    )  # fmt: skip


LISTING = Listing(COLUMNS, SHOWN, FORM.record, FORM.row, _cells)
