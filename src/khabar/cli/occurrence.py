"""`khabar occurrence`: one happening as it is told, with its witnesses, its conflicts, and why its claims are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import click
from rich import box
from rich.table import Table

from khabar.cli import stored
from khabar.cli.ledger import database, instant, reader
from khabar.cli.listing import Listing, chosen, console, form_option
from khabar.cli.output import cells
from khabar.client import occurrences
from khabar.client.names import missing
from khabar.client.occurrences import WHY as WHY_FORM
from khabar.client.occurrences import Whole, statuses, witnesses
from khabar.corroboration.standing import Standing, standing
from khabar.corroboration.summary import Summary, summary
from khabar.corroboration.witnesses import tree
from khabar.knowledge.occurrences import weights
from khabar.ledger.stored import StoredClaim
from khabar.ledger.words import sentence
from khabar.records.contradiction import Contradiction
from khabar.records.jsonl import line
from khabar.records.occurrence import Occurrence


@click.command()
@click.argument("occurrence", metavar="ID")
@click.option("--why", nargs=2, metavar="CLAIM CLAIM", help="Print why two claims are, or are not, of one occurrence: the table of their features.")
@form_option
@instant
@database
def occurrence(occurrence: str, why: tuple[str, str] | None, form: str | None, as_of: str | None, db: str) -> None:
    """Print an occurrence, by its ID or a claim's: all claims, those who deny it beside the others, its witnesses and its conflicts."""
    found = reader(db, as_of).pin()
    held = standing(found)
    one = named(held, occurrence)
    if why is not None:
        _why(held, why, form)
        return
    whole = Whole(one, held, found)
    claims = list(whole.claims)
    form = chosen(form)
    if form == "csv":
        stored.FORMATS["csv"](claims)
    elif form == "jsonl":
        for fields in (whole.to_dict(), *whole.conflicts()):
            click.echo(line(fields))
        stored.FORMATS["jsonl"](claims)
    else:
        _print(held, one, claims)


def named(held: Standing, written: str) -> Occurrence:
    """The occurrence of an id, its own or a claim's; else UnknownError with the nearest id."""
    found = occurrences.named(held, written)
    if found is None:
        raise missing("occurrence", written, [*(one.id for one in held.occurrences), *held.occurrence_of])
    return found


def _print(held: Standing, one: Occurrence, claims: Sequence[StoredClaim]) -> None:
    short, out = summary(held, one), console()
    out.print("\n".join(_heading(short)))
    out.print(_sides(claims))
    out.print("witnesses")
    out.print("\n".join(f"  {at}" for at in tree(held.witnesses(one))))
    by_id = {claim.id: claim for claim in claims}
    conflicts = held.contradictions(one)
    for conflict in conflicts:
        out.print("\n".join(_conflict(conflict, by_id)))
    if len(conflicts) < short.conflicts:
        out.print(f"the first {len(conflicts):,} of {short.conflicts:,} contradictions")


def _heading(one: Summary) -> Iterator[str]:
    yield f"{one.id} · {one.day or 'undated'} · {' '.join(one.types)} · {statuses(one, ', ')}"
    yield f"{'، '.join(one.actors) or '—'} / {'، '.join(one.recipients) or '—'}"
    yield f"{one.claims} claims in {one.articles} articles, {one.copies} of them copies; independent witnesses: {witnesses(one, ', ')}"
    told = one.earliest
    when = told.published.start if told.published else "undated"
    yield f"earliest report: {told.outlet or 'outlet unknown'}, {when}, article {told.article}, claim {told.claim.id}"


def _sides(claims: Sequence[StoredClaim]) -> Table:
    """Those who deny beside all others."""
    grid = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1), show_lines=True)
    for name in ("told", "denied"):
        grid.add_column(name, ratio=1, overflow="fold")
    denied = [_told(one) for one in claims if one.claim.status == "denied"]
    others = [_told(one) for one in claims if one.claim.status != "denied"]
    for left, right in zip_longest(others, denied, fillvalue=""):
        grid.add_row(left, right)
    return grid


def _told(one: StoredClaim) -> str:
    who, what, whom, status, by, when = cells(one.claim)
    day = one.published_start or "undated"
    lines = [f"{one.id} · {status} · {what} · {who} / {whom}", f"by {by} · {one.outlet or 'outlet unknown'} · published {day}"]
    lines += [f"when {when}"] if when else []
    lines += [f"if {one.claim.condition}"] if one.claim.condition else []
    return "\n".join([*lines, sentence(one.claim.quote.text, one.media)])


def _conflict(conflict: Contradiction, claims: dict[str, StoredClaim]) -> Iterator[str]:
    yield f"conflict of {conflict.kind}: {conflict.why}"
    for claim in (conflict.first, conflict.second):
        yield f"  {claim} «{sentence(claims[claim].claim.quote.text, claims[claim].media)}»"


def _why(held: Standing, pair: tuple[str, str], form: str | None) -> None:
    for claim in pair:
        if claim not in held.told:
            raise missing("claim", claim, held.told)
    found = held.explain(*pair)
    WHY.write(found.features, form)
    ties, together = held.rulings.ties, held.occurrence_of[pair[0]] == held.occurrence_of[pair[1]]
    judged = "; a reviewer's word" if ties.apart(*pair) or ties.root(pair[0]) == ties.root(pair[1]) else ""
    bar = weights()["bar"]
    click.echo(f"khabar: likeness {found.score:.3f}, the bar is {bar:.3f}; {'one occurrence' if together else 'two occurrences'}{judged}", err=True)


WHY = Listing(
    WHY_FORM.columns,
    (("feature", 2, False), ("value", 1, False), ("weight", 1, False), ("odds", 1, False), ("why", 6, False)),
    WHY_FORM.record,
    WHY_FORM.row,
    lambda one: tuple(f"{value:.2f}" if isinstance(value, float) else str(value) for value in WHY_FORM.row(one)),
)
