"""Times: our own table of press expressions, and the date expressions of another project's test set.

`python -m bench.times` prints both; `python -m bench times` sets them beside their floors.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from bench.gold import ROOT, fingerprint, shared
from khabar.knowledge import calendar

PRESS = ROOT / "tests" / "knowledge" / "cases" / "times.yaml"
WEDNESDAY = ("2016-05-18", "2016-05-18")
"""The article's day, unless a row says otherwise."""


class Timex(NamedTuple):
    """Shares of the other project's expressions that come out with exactly its days.

    `right`: a range's `to` is the day after its last, as that project has it. `named_ends`: a day or year that the words name as the end
    («من 4 إلى 22 يناير»), or the end of the rest of a period, may be that last day, as readers of the press take it.
    """

    expressions: int
    right: float
    named_ends: float
    plain: int
    plain_right: float


def press() -> tuple[int, float]:
    """How many rows the table holds, and the share whose times all come out exactly: words, days, precision."""
    listed = yaml.safe_load(PRESS.read_text(encoding="utf-8"))
    return len(listed), sum(map(_right, listed)) / len(listed)


def _right(row: dict[str, Any]) -> bool:
    published = row.get("published", WEDNESDAY)
    days = (str(published[0]), str(published[1])) if published else None
    wanted = [(str(words), first and str(first), last and str(last), precision) for words, first, last, precision in row["found"]]
    return [(t.text, t.first, t.last, t.precision) for t in calendar.find(row["text"], days)] == wanted


def timex(gold: Path) -> Timex:
    """The shares over a file of JSON Lines; an expression whose days the file leaves open or unresolved is not counted."""
    ranges, named, plain = [0, 0], 0, [0, 0]
    for text, reference, want in _expressions(gold):
        found = {
            (t.first, t.last)
            for t in calendar.find(text, (reference, reference))
            if t.start < want["start"] + len(want["text"]) and want["start"] < t.end
        }
        end = date.fromisoformat(want["to"])
        if want["type"] == "date":
            plain[0] += 1
            plain[1] += (want["from"], want["to"]) in found
            continue
        right = (want["from"], (end - timedelta(days=1)).isoformat()) in found
        ranges[0] += 1
        ranges[1] += right
        named += right or any((want["from"], last) in found for last in _named_ends(end))
    total = ranges[0] + plain[0]
    return Timex(total, (ranges[1] + plain[1]) / total, (named + plain[1]) / total, plain[0], plain[1] / plain[0])


def _expressions(gold: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for row in gold.read_text(encoding="utf-8").splitlines():
        case = json.loads(row)
        for want in case["found"]:
            if all((want.get(side) or "")[:1].isdigit() for side in ("from", "to")):
                yield case["text"], case["reference"][:10], want


def _named_ends(end: date) -> tuple[str, ...]:
    """The named end itself; where it is a year, the last day of it."""
    return (end.isoformat(), end.replace(month=12, day=31).isoformat()) if (end.month, end.day) == (1, 1) else (end.isoformat(),)


def figures() -> tuple[dict[str, float], str]:
    """The figures that have floors, and the fingerprint of the other project's file."""
    gold = shared() / "gold" / "timex" / "dev.jsonl"
    rows, right = press()
    found = timex(gold)
    return {
        "press_rows": rows,
        "press_right": round(right, 4),
        "timex_right": round(found.right, 4),
        "timex_named_ends": round(found.named_ends, 4),
        "timex_plain": round(found.plain_right, 4),
    }, fingerprint([gold])


def main() -> None:
    rows, right = press()
    print(f"press expressions {rows} right {right:.3f}")
    found = timex(shared() / "gold" / "timex" / "dev.jsonl")
    print(
        f"timex dev {found.expressions} right {found.right:.3f}, with named ends inclusive {found.named_ends:.3f}, "
        f"plain dates {found.plain} right {found.plain_right:.3f}"
    )


if __name__ == "__main__":
    main()
