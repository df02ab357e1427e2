"""`khabar occurrences`: one row an occurrence, with how many witnesses it has and how many conflicts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import click

from khabar.cli.claims import asked, between, filters
from khabar.cli.ledger import database, instant
from khabar.cli.listing import Listing, form_option
from khabar.corroboration.standing import Standing, standing
from khabar.corroboration.summary import Summary, summary
from khabar.ledger.query import Query
from khabar.records.occurrence import Occurrence

COLUMNS = (
    "occurrence", "day", "types", "actors", "recipients", "statuses", "claims", "articles", "copies", "witnesses", "conflicts", "earliest_claim",
    "earliest_article", "earliest_outlet", "earliest_published",
)  # fmt: skip
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
    answers = None if anything(query) else {one.id for one in found.every(query)}
    rows = _sorted((summary(held, one) for one in chosen(held, answers)), disputed=rest["disputed"], newest_first=newest_first)
    if rest["count"]:
        click.echo(len(rows))
    else:
        LISTING.write(rows[: rest["limit"]], rest["form"])


def anything(query: Query) -> bool:
    """Whether every claim answers."""
    return query == Query(order=query.order, newest_first=query.newest_first)


def chosen(held: Standing, claims: Collection[str] | None) -> tuple[Occurrence, ...]:
    """The occurrences of which one of some claims is; all for None."""
    if claims is None:
        return held.occurrences
    wanted = {held.occurrence_of[claim].id for claim in claims if claim in held.occurrence_of}
    return tuple(one for one in held.occurrences if one.id in wanted)


def _sorted(found: Iterable[Summary], *, disputed: bool, newest_first: bool) -> list[Summary]:
    """By day, the undated last; the disputed ones by conflicts, and no others."""
    kept = [one for one in found if one.conflicts or not disputed]
    kept.sort(key=lambda one: one.id)
    kept.sort(key=lambda one: one.day or "", reverse=newest_first)
    kept.sort(key=lambda one: (-one.conflicts if disputed else 0, one.day is None))
    return kept


def record(one: Summary) -> dict[str, Any]:
    """The row as fields; of the witnesses only how many there are."""
    return {
        "kind": "occurrence", "id": one.id, "day": one.day, "types": one.types, "actors": one.actors, "recipients": one.recipients,
        "statuses": [{"status": status, "claims": count} for status, count in one.statuses],
        "claims": one.claims, "articles": one.articles, "copies": one.copies,
        "witnesses": [{"status": found.status, "least": found.least, "most": found.most} for found in one.witnesses],
        "conflicts": one.conflicts,
        "earliest": {
            "claim": one.earliest.claim.id, "article": one.earliest.article, "outlet": one.earliest.outlet,
            "published": one.earliest.published.start if one.earliest.published else None,
        },
    }  # fmt: skip


def _row(one: Summary) -> tuple[object, ...]:
    told = one.earliest
    return (
        one.id, one.day, "; ".join(one.types), "; ".join(one.actors), "; ".join(one.recipients), statuses(one, "; "), one.claims, one.articles,
        one.copies, witnesses(one, "; "), one.conflicts, told.claim.id, told.article, told.outlet,
        told.published.start if told.published else None,
    )  # fmt: skip


def statuses(one: Summary, between: str) -> str:
    return between.join(f"{status} {count}" for status, count in one.statuses)


def witnesses(one: Summary, between: str) -> str:
    """How many independent witnesses each status has; a range where unnamed sources leave it unknown."""
    return between.join(f"{found.status} {found.least}" + ("" if found.known else f"–{found.most}") for found in one.witnesses)


def _cells(one: Summary) -> tuple[str, ...]:
    articles = f"{one.articles}" + (f" ({one.copies} copies)" if one.copies else "")
    return (
        one.id, one.day or "undated", " ".join(one.types), "، ".join(one.actors) or "—", "، ".join(one.recipients) or "—", statuses(one, "\n"),
        articles, witnesses(one, "\n"), f"{one.conflicts or '—'}",
    )  # fmt: skip


LISTING = Listing(COLUMNS, SHOWN, record, _row, _cells)
