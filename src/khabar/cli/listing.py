"""What is printed of one kind of record: a table for the eye, JSON Lines for programs, CSV for a spreadsheet or R."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import click
from rich import box
from rich.console import Console
from rich.table import Table

from khabar.records.jsonl import line

FORMS = ("table", "jsonl", "csv")
Item = TypeVar("Item")
_ID, _WIDE = 16, 120
"""Letters of an id; columns of a terminal on which ids stand whole."""


@dataclass(frozen=True)
class Listing(Generic[Item]):
    """`record` gives the fields of a JSON line, `row` the cells of `columns` (stable: new ones come at the end), `cells` those of `shown`."""

    columns: tuple[str, ...]
    shown: tuple[tuple[str, int, bool], ...]
    """Columns of the table: name, share of the width, whether Arabic stands in it. Ids have no share: they stand whole where the terminal is wide."""
    record: Callable[[Item], Mapping[str, Any]]
    row: Callable[[Item], tuple[object, ...]]
    cells: Callable[[Item], tuple[str, ...]]

    def write(self, items: Iterable[Item], form: str | None) -> None:
        {"table": self._table, "jsonl": self._json_lines, "csv": self._csv}[chosen(form)](items)

    def _json_lines(self, items: Iterable[Item]) -> None:
        for one in items:
            sys.stdout.write(line(dict(self.record(one))) + "\n")
        sys.stdout.flush()

    def _csv(self, items: Iterable[Item]) -> None:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(map(self.row, items))
        sys.stdout.flush()

    def _table(self, items: Iterable[Item]) -> None:
        out, grid = console(), Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1))
        for name, ratio, arabic in self.shown:
            width = _ID if not ratio and out.width >= _WIDE else None
            grid.add_column(name, ratio=None if width else ratio or 2, width=width, justify="right" if arabic else "left", overflow="fold")
        for one in items:
            grid.add_row(*self.cells(one))
        out.print(grid)


def chosen(form: str | None) -> str:
    return form or ("table" if sys.stdout.isatty() else "jsonl")


def console() -> Console:
    return Console(highlight=False, markup=False, emoji=False)


def form_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --format."""
    return click.option("--format", "form", type=click.Choice(FORMS), help="Default: a table on a terminal, JSON Lines when piped.")(command)
