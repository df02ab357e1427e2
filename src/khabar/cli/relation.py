"""`khabar relation`: what is claimed between two actors, by month or week, weighted by witnesses and not by pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from khabar.arabic.folding import fold
from khabar.cli.claims import name
from khabar.cli.ledger import database, instant, reader
from khabar.cli.listing import Listing, form_option
from khabar.cli.plotted import day_of, day_option, plot_option, save
from khabar.corroboration.relations import as_known, change_points, deeds, series, unlisted
from khabar.corroboration.standing import Standing, standing
from khabar.knowledge import actors, plover
from khabar.records.claim import Status
from khabar.records.relation import ChangePoint, Period, Point, Scope

COLUMNS = (
    "first", "second", "start", "by", "status", "quad", "occurrences", "witnesses", "score", "claims", "before", "after", "occurrence_ids",
    "claim_ids",
)  # fmt: skip
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
@click.option("--status", "statuses", multiple=True, type=click.Choice(plover.STATUSES), help="Only these statuses.")
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
    keys = (name(found, first), name(found, second))
    pair = (_key(held, keys[0]), _key(held, keys[1]))
    known = as_known(held.occurrences, held.told, day_of(options["on"], found)) if options["on"] else held.occurrences
    scope = Scope(options["roll_up"], merged=options["descent"], split=options["descent"])
    points = series(pair, deeds(known, held.told, held.copies), scope, options["by"])
    points = tuple(one for one in points if not options["statuses"] or one.status in options["statuses"])
    changes = {status: change_points(points, status) for status in dict.fromkeys(one.status for one in points)}
    names = (_name(keys[0]), _name(keys[1]))
    if options["plot"]:
        _plot(names, points, changes, options["by"], options["plot"])
    if not points:
        click.echo(f"khabar: nothing is claimed between {names[0]} and {names[1]}", err=True)
    LISTING.write([Row(names, options["by"], one, _change(one, changes)) for one in points], options["form"])


@dataclass(frozen=True, slots=True)
class Row:
    """A point of the series of two names, and the change of its status that its period opens, if it does."""

    names: tuple[str, str]
    by: Period
    point: Point
    change: ChangePoint | None


def _key(held: Standing, written: str) -> str:
    """The id under which an actor counts, or its name beside ids; actors that reviewers merged are one."""
    face = held.rulings.faces.get(fold(written))
    key = (face.id or face.name) if face else written
    return key if actors.load().get(key) else unlisted(key)


def _name(key: str) -> str:
    known = actors.load().get(key)
    return known.canonical if known else key


def _change(one: Point, changes: dict[Status, tuple[ChangePoint, ...]]) -> ChangePoint | None:
    return next((change for change in changes[one.status] if change.start == one.start), None)


def _plot(names: tuple[str, str], points: tuple[Point, ...], changes: dict[Status, tuple[ChangePoint, ...]], by: Period, path: Path) -> None:
    from khabar.exports.relation_chart import relation_chart  # noqa: PLC0415 - only a plot needs it, and it is slow to load

    save(relation_chart(names, points, {str(status): found for status, found in changes.items()}, by), path)


def record(one: Row) -> dict[str, Any]:
    point, change = one.point, one.change
    return {
        "kind": "relation", "first": one.names[0], "second": one.names[1], "start": point.start, "by": one.by, "status": point.status,
        "quad": point.quad, "occurrences": list(point.occurrences), "witnesses": point.witnesses, "score": point.score,
        "claims": list(point.claims), "change": {"before": change.before, "after": change.after, "why": change.why} if change else None,
    }  # fmt: skip


def _row(one: Row) -> tuple[object, ...]:
    point, change = one.point, one.change
    return (
        *one.names, point.start, one.by, point.status, point.quad, len(point.occurrences), point.witnesses, point.score, len(point.claims),
        change.before if change else None, change.after if change else None, "; ".join(point.occurrences), "; ".join(point.claims),
    )  # fmt: skip


def _cells(one: Row) -> tuple[str, ...]:
    point, change = one.point, one.change
    shift = f"{change.before:+.1f} → {change.after:+.1f}" if change else ""
    return (
        point.start, point.status, point.quad, f"{len(point.occurrences)}", f"{point.witnesses}", f"{point.score:+.1f}", f"{len(point.claims)}", shift
    )  # fmt: skip


LISTING = Listing(COLUMNS, SHOWN, record, _row, _cells)
