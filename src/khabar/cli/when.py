"""`khabar when`: the time expressions of a text, and the days that they mean."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

import click
from rich.console import Console
from rich.table import Table

from khabar.knowledge import calendar
from khabar.knowledge.calendar import TimeFound
from khabar.records.capture import Fault

_MEND = 'a line is an object with "text" and, if known, "reference", the day on which it was written, such as 2015-06-02'


class Day(click.ParamType[str]):
    """An ISO day, YYYY-MM-DD."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"{value} is no day; write it as 2015-06-02", param, ctx)


@click.command()
@click.argument("text")
@click.option("--on", type=Day(), help="The day on which TEXT was written, as 2015-06-02; without it what is relative stays open.")
def when(text: str, on: str | None) -> None:
    """Find the times in TEXT and print the days that they mean.

    TEXT may be a file of JSON Lines (its name ends in .jsonl; - is standard input), each line with "text" and "reference", its day:
    then one line is printed for each, in their order. Exit code 1 if a line could not be read.
    """
    if text == "-" or text.endswith(".jsonl"):
        sys.exit(_lines(text, on))
    found = calendar.find(text, (on, on) if on else None)
    if sys.stdout.isatty():
        Console().print(_table(found))
    else:
        click.echo(_line(text, found))


def _lines(name: str, on: str | None) -> int:
    try:
        with _opened(name) as file:
            faults = 0
            for number, row in enumerate(file, 1):
                case = _case(row, on) if row.strip() else None
                if isinstance(case, str):
                    faults += 1
                    click.echo(f"khabar: {Fault(name, f'line {number}', case, _MEND)}", err=True)
                elif case is not None:
                    words, day = case
                    click.echo(_line(words, calendar.find(words, (day, day) if day else None)))
    except OSError as error:
        click.echo(f"khabar: {Fault(name, '', error.strerror or str(error), 'name a file that can be read')}", err=True)
        return 1
    return 1 if faults else 0


def _opened(name: str) -> IO[str]:
    return sys.stdin if name == "-" else Path(name).open(encoding="utf-8", errors="surrogateescape")


def _case(row: str, on: str | None) -> tuple[str, str | None] | str:
    """A line's text and day, or what is wrong with it."""
    try:
        record = json.loads(row)
    except ValueError as error:
        return f"not JSON: {error}"
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return "no text"
    day = record.get("reference") or on
    try:
        return record["text"], date.fromisoformat(day).isoformat() if day else None
    except (TypeError, ValueError):
        return f"{day!r} is no day"


def _line(text: str, found: tuple[TimeFound, ...]) -> str:
    return json.dumps({"text": text, "found": list(_records(found))}, ensure_ascii=False)


def _records(found: tuple[TimeFound, ...]) -> Iterator[dict[str, object]]:
    for one in found:
        yield {
            "text": one.text, "start": one.start, "end": one.end, "from": one.first, "to": one.last, "precision": one.precision, "basis": one.basis,
            "edtf": one.edtf,
        }  # fmt: skip


def _table(found: tuple[TimeFound, ...]) -> Table:
    table = Table("words", "from", "to", "precision", "basis", "edtf")
    for one in found:
        table.add_row(one.text, one.first or "", one.last or "", one.precision, one.basis, one.edtf or "")
    return table
