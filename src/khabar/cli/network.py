"""`khabar network`: who is said to deal with whom on a day, as rows, as GraphML and as a plot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from khabar.cli.ledger import database, instant, reader
from khabar.cli.listing import Listing, form_option
from khabar.cli.plotted import day_option, plot_option, save
from khabar.cli.values import STATUS
from khabar.cli.written import writes
from khabar.client.ledger import day_of
from khabar.client.relations import LINK_COLUMNS as COLUMNS
from khabar.client.relations import LINKS, called
from khabar.client.relations import network as network_of
from khabar.corroboration.network import graphml as written
from khabar.corroboration.standing import standing
from khabar.records.relation import Edge, Network

SHOWN = (("first", 4, True), ("second", 4, True), ("quad", 4, False), ("occurrences", 2, False), ("witnesses", 2, False), ("score", 2, False))


@click.command()
@day_option
@click.option("--days", type=click.IntRange(1), default=90, show_default=True, help="Of events in so many days up to that day.")
@click.option("--status", type=STATUS, default="occurred", show_default=True, help="By claims of this status.")
@click.option("--graphml", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Also write it as GraphML.")
@plot_option
@form_option
@instant
@database
def network(**options: Any) -> None:
    """Print the network of claimed relations on a day: a row for each pair of actors of the who's who and quad class.

    It is made of the claims that were published up to the day. Actors stand as they are named: a minister is not his state here.
    """
    found = reader(options["db"], options["as_of"]).pin()
    held = standing(found)
    net = network_of(held, day_of(options["on"], found), options["days"], options["status"])
    if options["graphml"]:
        _write(net, options["graphml"])
    if options["plot"]:
        _plot(net, options["plot"])
    LISTING.write(net.edges, options["form"])


def _write(net: Network, path: Path) -> None:
    with writes(path):
        path.write_text(written(net), encoding="utf-8")
    click.echo(f"khabar: {len(net.nodes)} actors and {len(net.edges)} links written to {path}", err=True)


def _plot(net: Network, path: Path) -> None:
    from khabar.exports.network_chart import network_chart  # noqa: PLC0415 - only a plot needs it, and it is slow to load

    save(network_chart(net), path)


def _cells(one: Edge) -> tuple[str, ...]:
    return (called(one.first), called(one.second), one.quad, f"{one.occurrences}", f"{one.witnesses}", f"{one.score:+.1f}")


LISTING = Listing(COLUMNS, SHOWN, LINKS.record, LINKS.row, _cells)
