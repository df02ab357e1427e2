"""`khabar claims`, `khabar dyad`, `khabar actor`: claims of the ledger by what they say, of two actors, of one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import click

from khabar.cli.ledger import database, instant, reader
from khabar.cli.stored import FORMATS
from khabar.cli.values import COUNTRY, DAYS, MODE, STATUS, TYPE, WORDS
from khabar.client.asking import Filters, query
from khabar.ledger.naming import named
from khabar.ledger.query import Order, Query
from khabar.ledger.reader import PAGE, Reader

_MANY = {
    "actor": ("--actor", "NAME", "Who does it: a name, or an id of the who's who."),
    "recipient": ("--recipient", "NAME", "To whom it is done."),
    "party": ("--party", "NAME", "Who stands on either side."),
    "speaker": ("--speaker", "NAME", "On whose word: a witness other than the outlet."),
    "outlet": ("--outlet", "NAME", "Who published it."),
    "place": ("--place", "NAME", "Where: the words of the page, or a place's id."),
    "country": ("--country", "CODE", "Where: ISO 3166-1 alpha-3."),
    "mode": ("--mode", "TYPE/MODE", "PLOVER mode, as ASSAULT/aerial."),
    "article": ("--article", "ID", "Of this article."),
}
"""Options that may be given several times, for any of their values."""
_CHECKED = {"country": COUNTRY, "mode": MODE}

Command = Callable[..., Any]


def filters(command: Command) -> Command:
    """The options that choose claims."""
    for field, (option, metavar, told) in reversed(_MANY.items()):
        command = click.option(option, field, multiple=True, metavar=metavar, type=_CHECKED.get(field), help=told)(command)
    for decorate in (
        click.option("--type", "type", multiple=True, type=TYPE, help="PLOVER type."),
        click.option("--status", "status", multiple=True, type=STATUS, help="Status."),
        click.option("--text", metavar="WORDS", type=WORDS, help='Words that stand in the sentence, "phrases", and beginnings*.'),
        click.option("--happened", metavar="DAYS", type=DAYS, help="Event's time: 2016, 2016-05, 2016-05-03, 2016..2017, 2016-05.. ."),
        click.option("--published", metavar="DAYS", type=DAYS, help="Time of publication, likewise."),
        click.option("--min-confidence", default=0.0, type=click.FloatRange(0, 1), help="Lowest score of the coder."),
        click.option("--exact", is_flag=True, help="Actors themselves, without those who act for them."),
        click.option("--line", is_flag=True, help="Actors with those that merged into them, and those that they merged into."),
        click.option("--all", "rejected", is_flag=True, help="Also claims that a reviewer rejected."),
    ):
        command = decorate(command)
    return command


def between(command: Command) -> Command:
    """The option --between, of commands that do not name two actors anyhow."""
    return click.option("--between", nargs=2, metavar="NAME NAME", help="Of these two, one on each side or both on one.")(command)


def shown(command: Command) -> Command:
    """The options that say how claims are printed, and of which ledger."""
    for decorate in (
        click.option("--order", type=click.Choice(["learned", "published", "event"]), help="Sorted by which of the three times."),
        click.option("--oldest-first", is_flag=True, help="Instead of the newest."),
        click.option("--limit", type=click.IntRange(1), help=f"So many claims; {PAGE} in a table, else all."),
        click.option("--cursor", help="Go on after the page that named this cursor."),
        click.option("--count", is_flag=True, help="Print only how many there are."),
        click.option("--format", "form", type=click.Choice(list(FORMATS)), help="Default: a table on a terminal, JSON Lines when piped."),
        instant,
        database,
    ):
        command = decorate(command)
    return command


@click.command()
@filters
@between
@shown
def claims(**options: Any) -> None:
    """Print the claims of the ledger that answer all options; with several values of one option, any of them."""
    _print(*asked(options))


@click.command()
@click.argument("first")
@click.argument("second")
@filters
@shown
def dyad(first: str, second: str, **options: Any) -> None:
    """Print the claims between two actors, FIRST and SECOND, in either direction: by the event's time, the oldest first, unless told otherwise."""
    options["order"] = options["order"] or "event"
    options["oldest_first"] = options["oldest_first"] or options["order"] == "event"
    found, wanted, rest = asked(options)
    _print(found, replace(wanted, dyad=(named(found, first), named(found, second))), rest)


@click.command()
@click.argument("who")
@filters
@shown
def actor(who: str, **options: Any) -> None:
    """Print the claims in which WHO, a name or an id, stands on either side."""
    found, wanted, rest = asked(options)
    _print(found, replace(wanted, parties=(*wanted.parties, named(found, who))), rest)


def asked(options: dict[str, Any]) -> tuple[Reader, Query, dict[str, Any]]:
    """The reader, the query, and the options that are left."""
    found = reader(options.pop("db"), options.pop("as_of"))
    wanted = cast(Filters, {field: options.pop(field) for field in Filters.__annotations__ if field in options})
    order = cast(Order, options.pop("order", None) or "learned")
    return found, query(found, wanted, order, newest_first=not options.pop("oldest_first", False)), options


def _print(found: Reader, wanted: Query, options: dict[str, Any]) -> None:
    if options["count"]:
        click.echo(found.count(wanted))
        return
    form = options["form"] or ("table" if sys.stdout.isatty() else "jsonl")
    limit = options["limit"] or (PAGE if form == "table" else None)
    if limit is None:
        FORMATS[form](found.every(wanted, cursor=options["cursor"]))
        return
    page = found.claims(wanted, limit, options["cursor"])
    FORMATS[form](page.claims)
    if page.next:
        click.echo(f"khabar: there are more; go on with --cursor {page.next}", err=True)
