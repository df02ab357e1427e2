"""The three forms of output: a table for the eye, JSON Lines for programs, CSV for a spreadsheet or R."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable

import click
from rich import box
from rich.console import Console
from rich.table import Table

from khabar.arabic.markup import clean
from khabar.client.claims import COLUMNS, row
from khabar.pipeline import Coded
from khabar.records.capture import Notice
from khabar.records.claim import Claim, EventTime
from khabar.records.jsonl import article_record, claim_record, line


def told(notice: Notice) -> None:
    """What is to be known of input that was read, on standard error."""
    click.echo(f"khabar: {notice}", err=True)


def sink(form: str) -> Callable[[Coded], None]:
    return FORMATS[form]()


def _json_lines() -> Callable[[Coded], None]:
    def write(coded: Coded) -> None:
        for record in (article_record(coded.article), *map(claim_record, coded.claims)):
            sys.stdout.write(line(record) + "\n")
        sys.stdout.flush()

    return write


def _csv() -> Callable[[Coded], None]:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)

    def write(coded: Coded) -> None:
        writer.writerows(map(row, coded.claims))
        sys.stdout.flush()

    return write


def _tables() -> Callable[[Coded], None]:
    console = Console(highlight=False, markup=False, emoji=False)

    def write(coded: Coded) -> None:
        article = coded.article
        day = article.published.start if article.published else "undated"
        console.print(f"\n{article.title.text if article.title else article.capture}", style="bold")
        console.print(f"{article.capture} · {article.outlet or 'outlet unknown'} · {day}", style="dim")
        if coded.claims:
            console.print(table(coded))
        else:
            console.print("no claims")

    return write


def table(coded: Coded) -> Table:
    """Who → what → whom, how surely, on whose word, when, and the sentence; Arabic cells right-aligned."""
    grid = Table(box=box.SIMPLE_HEAD, expand=True, show_lines=False, padding=(0, 1))
    for name, ratio, arabic in (
        ("who", 3, True),
        ("what", 2, False),
        ("whom", 3, True),
        ("status", 2, False),
        ("by", 3, True),
        ("when", 2, False),
        ("sentence", 8, True),
    ):
        grid.add_column(name, ratio=ratio, justify="right" if arabic else "left", overflow="fold")
    for claim in coded.claims:
        quote = " ".join(clean(coded.capture.text, claim.quote.span, coded.capture.media).text.split())
        grid.add_row(*cells(claim), quote if len(quote) <= 110 else quote[:109] + "…")
    return grid


def cells(claim: Claim) -> tuple[str, ...]:
    """Who, what, whom, status, by, when, as a table shows them."""
    speakers = [link.name for link in claim.attribution if link.kind != "outlet"]
    return (
        "، ".join(e.name for e in claim.actor) or "—", claim.event.type, "، ".join(e.name for e in claim.recipient) or "—",
        claim.status, " ← ".join(speakers) or "—", _when(claim.time),
    )  # fmt: skip


def _when(time: EventTime | None) -> str:
    """The day, the two ends of a period, or the words while the day is not known."""
    if time is None:
        return ""
    if not time.start or not time.end:
        return time.text
    return time.start if time.start == time.end else f"{time.start}…{time.end}"


FORMATS: dict[str, Callable[[], Callable[[Coded], None]]] = {"table": _tables, "jsonl": _json_lines, "csv": _csv}
