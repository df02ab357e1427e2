"""Stored claims as a table, JSON Lines or CSV: what `khabar code` prints, and the ledger's own columns after it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterable

from rich import box
from rich.console import Console
from rich.table import Table

from khabar.cli.output import cells
from khabar.client.claims import LEDGER_COLUMNS, stored_row
from khabar.ledger.jsonl import record
from khabar.ledger.stored import StoredClaim
from khabar.ledger.words import sentence
from khabar.records.jsonl import line

TABLE = (
    ("claim", 2, False), ("who", 3, True), ("what", 2, False), ("whom", 3, True), ("status", 2, False), ("by", 3, True),
    ("when", 2, False), ("if", 2, True), ("published", 2, False), ("outlet", 2, True), ("sentence", 7, True),
)  # fmt: skip
"""Columns of the table: name, share of the width, whether Arabic stands in it. `if` is left out where no claim of the page has a condition."""


_WHOLE = {"claim": 18, "published": 10}
"""Columns that stand whole on a line, to be copied, where the terminal has `_WIDE` columns or more."""
_WIDE = 120


def _json_lines(claims: Iterable[StoredClaim]) -> None:
    for one in claims:
        sys.stdout.write(line(record(one)) + "\n")
    sys.stdout.flush()


def _csv(claims: Iterable[StoredClaim]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(LEDGER_COLUMNS)
    writer.writerows(map(stored_row, claims))
    sys.stdout.flush()


def table(claims: Iterable[StoredClaim]) -> Table:
    """One row a claim; a corrected field stands with what the coder wrote in brackets, a judgement's mark beside the id."""
    page = list(claims)
    grid, wide = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1)), Console().width >= _WIDE
    kept = [at for at, (name, _, _) in enumerate(TABLE) if name != "if" or any(one.claim.condition for one in page)]
    for name, ratio, arabic in (TABLE[at] for at in kept):
        width = _WHOLE.get(name) if wide else None
        grid.add_column(name, ratio=None if width else ratio, width=width, justify="right" if arabic else "left", overflow="fold")
    for one in page:
        shown = _cells(one)
        grid.add_row(*(shown[at] for at in kept))
    return grid


_MARKS = {"accept": " ✓", "reject": " ✗", "correct": " ✎"}


def _cells(one: StoredClaim) -> tuple[str, ...]:
    shown = (*cells(one.claim), one.claim.condition or "")
    if one.coded is not None:
        before = (*cells(one.coded), one.coded.condition or "")
        shown = tuple(now if now == was else f"{now} [{was}]" for now, was in zip(shown, before, strict=True))
    quote = sentence(one.claim.quote.text, one.media)
    mark = _MARKS.get(one.judgement.kind, "") if one.judgement else ""
    day = one.published_start if one.published_start == one.published_end else f"{one.published_start or ''}…{one.published_end or ''}"
    return (one.id + mark, *shown, day or "undated", one.outlet or "—", quote if len(quote) <= 110 else quote[:109] + "…")


def _tables(claims: Iterable[StoredClaim]) -> None:
    Console(highlight=False, markup=False, emoji=False).print(table(claims))


FORMATS: dict[str, Callable[[Iterable[StoredClaim]], None]] = {"table": _tables, "jsonl": _json_lines, "csv": _csv}
