"""Months of claims as a chart: a bar a month, its parts the quad classes, conflict below the line and cooperation above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt

from khabar.exports import drawing
from khabar.exports.drawing import GREY, QUIET, Chart, Entry, Part, Spec
from khabar.exports.lettering import ltr, rtl
from khabar.exports.relation_chart import QUADS
from khabar.exports.ticks import stretched, ticks
from khabar.knowledge import plover
from khabar.knowledge.plots import word
from khabar.records.occurrence import Told

WIDE, HIGH = 820, 190


@dataclass(frozen=True, slots=True)
class Month:
    """So many claims of a quad class are of events in a month, ISO «2017-03»: the event's own, else that of publication."""

    month: str
    quad: str
    claims: int


Link = Callable[[Month], str | None]


def months(found: Iterable[Told]) -> tuple[Month, ...]:
    """The claims by month and quad class, in order; those of which no day is known are left out."""
    counts: Counter[tuple[str, str]] = Counter()
    for told in found:
        day = _day(told)
        if day:
            counts[day[:7], plover.quad(told.claim.event.type)] += 1
    return tuple(Month(*key, counts[key]) for key in sorted(counts))


def _day(told: Told) -> str | None:
    time, published = told.claim.time, told.published
    if time and (time.start or time.end):
        return time.start or time.end
    return (published.start or published.end) if published else None


def timeline_chart(name: str, series: Sequence[Month], link: Link | None = None) -> Chart:
    """The months of one name; `link` gives a bar's address."""
    title = word("timeline.title", name=name)
    caption = [f"{word('caption.claims')} · {word('count.claims')}: {ltr(sum(one.claims for one in series))}"]
    if not series:
        nothing = drawing.words([{"x": WIDE / 2, "y": 30, "text": rtl(word("timeline.empty"))}], align="center", color=QUIET)
        return drawing.chart(title, caption, (), [nothing.properties(width=WIDE, height=60)], WIDE)
    caption.append(word("timeline.caption"))
    key = [Entry(word(f"quad.{quad}"), QUADS[quad][0], "square") for quad in QUADS if any(one.quad == quad for one in series)]
    return drawing.chart(title, caption, key, [_bars(series, link)], WIDE)


def _bars(series: Sequence[Month], link: Link | None) -> Part:
    first, last = stretched([date.fromisoformat(f"{one.month}-15") for one in series], 120)
    days, form = ticks(first, last)
    axis = alt.Axis(values=[day.isoformat() for day in days], format=form, grid=False, title=rtl(word("time")), titleAnchor="end", labelFlush=False)
    time = alt.X("at:T", scale=alt.Scale(type="utc", domain=[first.isoformat(), last.isoformat()], nice=False), axis=axis)
    count = alt.Y(
        "low:Q", axis=alt.Axis(orient="right", title=None, tickMinStep=1, labelExpr="format(abs(datum.value), 'd')"), scale=alt.Scale(nice=True)
    )
    wide = max(3.0, min(26.0, WIDE * 30.4 / max(1, (last - first).days) - 2))
    bars = alt.Chart(drawing.data(_rows(series, link))).mark_bar(size=wide).encode(
        x=time, y=count, y2="high:Q", color=alt.Color("c:N", scale=None), href="href:N", tooltip="told:N",
    )  # fmt: skip
    zero = alt.Chart(drawing.data([{"low": 0}])).mark_rule(color=GREY).encode(y=count)
    return alt.layer(bars, zero).properties(width=WIDE, height=HIGH)


def _rows(series: Sequence[Month], link: Link | None) -> list[Spec]:
    """Parts of bars: what is said nearer to the line, what is done beyond it."""
    reached: Counter[tuple[str, bool]] = Counter()
    rows: list[Spec] = []
    for one in sorted(series, key=lambda each: (each.month, list(QUADS).index(each.quad))):
        up = one.quad.endswith("cooperation")
        low = reached[one.month, up]
        reached[one.month, up] += one.claims
        sign = 1 if up else -1
        told = f"{ltr(one.month)} · {word(f'quad.{one.quad}')} · {word('count.claims')}: {ltr(one.claims)}"
        row = {"at": f"{one.month}-15", "low": sign * low, "high": sign * (low + one.claims), "c": QUADS[one.quad][0], "told": rtl(told)}
        rows.append(drawing.linked(row, link(one) if link else None))
    return rows
