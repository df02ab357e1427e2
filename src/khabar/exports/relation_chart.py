"""The relation of two actors as a chart: time against score, a track for each status, a mark for each point of the series.

Time runs from left to right: days are written in digits, which run so in Arabic too, and the figure lines up with those of other programs. The
words, the key and the axis of the score begin at the right, where an Arabic reader begins.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import altair as alt

from khabar.exports import drawing
from khabar.exports.drawing import BLUE, GREY, INK, ORANGE, QUIET, SKY, VERMILLION, Chart, Entry, Part, Spec
from khabar.exports.lettering import ltr, rtl, signed
from khabar.exports.ticks import stretched, ticks
from khabar.knowledge.plots import word
from khabar.knowledge.plover import STATUSES
from khabar.records.relation import ChangePoint, Period, Point

WIDE, HIGH, SIDE = 820, 165, 54
"""Pixels of a track, and of the words at its right."""
QUADS = {
    "verbal-cooperation": (SKY, "circle"),
    "material-cooperation": (BLUE, "square"),
    "verbal-conflict": (ORANGE, "circle"),
    "material-conflict": (VERMILLION, "square"),
}
"""Colour and shape of a quad class: cooperation is blue, conflict orange; what is said is round, what is done is square."""
_ROOM = 1300.0
"""Area of the largest mark, in square pixels."""
_LEAST, _MOST = 34.0, 70.0
_SCORE = alt.Scale(domain=[-11, 15.5], nice=False)
"""Room above 10 for the notes on changes."""

Link = Callable[[Point], str | None]


def relation_chart(
    pair: tuple[str, str], points: Sequence[Point], changes: Mapping[str, Sequence[ChangePoint]], by: Period = "month", link: Link | None = None
) -> Chart:
    """The series of a pair of names; `changes` of each status are drawn into its track; `link` gives a mark's address."""
    title = word("relation.title", first=pair[0], second=pair[1], by=word(f"period.{by}"))
    counts = {
        "claims": len({claim for one in points for claim in one.claims}),
        "occurrences": len({key for one in points for key in one.occurrences}),
        "witnesses": sum(one.witnesses for one in points),
    }
    told = " · ".join(f"{word(f'count.{name}')}: {ltr(count)}" for name, count in counts.items())
    caption = [f"{word('caption.claims')} · {told}"]
    if not points:
        return drawing.chart(title, caption, (), [_nothing()], WIDE)
    caption.append(word("caption.size") + (f" · {word('caption.change')}" if any(changes.values()) else ""))
    key = [Entry(word(f"quad.{quad}"), *look) for quad, look in QUADS.items() if any(one.quad == quad for one in points)]
    shown = [status for status in STATUSES if any(one.status == status for one in points)]
    span = stretched([date.fromisoformat(one.start) for one in points], 45 if by == "month" else 20)
    unit = min(_MOST, _ROOM / max(one.witnesses for one in points))
    tracks = []
    for status in shown:
        of = [one for one in points if one.status == status]
        tracks.append(_track(of, changes.get(status) or (), span, _rows(of, unit, link), last=status == shown[-1]))
    return drawing.chart(title, caption, key, tracks, WIDE + SIDE)


def _nothing() -> Part:
    text = drawing.words([{"x": WIDE / 2, "y": 30, "text": rtl(word("relation.empty"))}], align="center", color=QUIET)
    return text.properties(width=WIDE, height=60)


def _rows(points: Sequence[Point], unit: float, link: Link | None) -> list[Spec]:
    """The points of a status as data: the largest first, so that small marks are not covered."""
    rows = []
    for one in sorted(points, key=lambda p: (-p.witnesses, p.start, p.quad)):
        colour, shape = QUADS[one.quad]
        told = f"{ltr(one.start)} · {word(f'quad.{one.quad}')} · {word('count.claims')}: {ltr(len(one.claims))}"
        told += f" · {word('count.witnesses')}: {ltr(one.witnesses)} · {word('score')}: {signed(one.score)}"
        size = max(_LEAST, unit * one.witnesses)
        row = {"start": one.start, "score": one.score, "c": colour, "s": shape, "size": size, "told": rtl(told)}
        rows.append(drawing.linked(row, link(one) if link else None))
    return rows


def _track(points: Sequence[Point], changes: Sequence[ChangePoint], span: tuple[date, date], rows: Sequence[Spec], *, last: bool) -> Part:
    days, form = ticks(*span)
    axis = alt.Axis(
        values=[day.isoformat() for day in days], format=form, labels=last, ticks=last, grid=True,
        title=rtl(word("time")) if last else None, titleAnchor="end", labelFlush=False,
    )  # fmt: skip
    scale = alt.Scale(type="utc", domain=[day.isoformat() for day in span], nice=False)
    time = alt.X("start:T", scale=scale, axis=axis)
    side = alt.Axis(orient="right", values=[-10, -5, 0, 5, 10], title=None, labelExpr=_side())
    score = alt.Y("score:Q", scale=_SCORE, axis=side)
    marks = (
        alt.Chart(drawing.data(rows))
        .mark_point(filled=True, opacity=0.85, stroke="white", strokeWidth=0.7)
        .encode(
            x=time, y=score, color=alt.Color("c:N", scale=None), shape=alt.Shape("s:N", scale=None),
            size=alt.Size("size:Q", scale=None), href="href:N", tooltip="told:N",
        )
    )  # fmt: skip
    zero = alt.Chart(drawing.data([{"score": 0}])).mark_rule(color=GREY).encode(y=score)
    weight = sum(one.witnesses for one in points)
    head = rtl(f"{word(f'status.{points[0].status}')} · {word('count.witnesses')}: {ltr(weight)}")
    title = alt.TitleParams(text=head, anchor="end", align="right", fontSize=13, offset=4)
    return alt.layer(zero, *_changed(changes, span, time, score), marks).properties(width=WIDE, height=HIGH, title=title)


def _side() -> str:
    """The words beside the numbers of the axis, as a Vega expression."""
    high, low = (rtl(f"{ltr(value)} {word(key)}") for value, key in (("+10", "score.cooperation"), ("−10", "score.conflict")))
    return f"datum.value == 10 ? '{high}' : datum.value == -10 ? '{low}' : datum.value == 0 ? '0' : format(datum.value, '+d')"


def _changed(changes: Sequence[ChangePoint], span: tuple[date, date], time: alt.X, score: alt.Y) -> list[alt.Chart]:
    """A rule where the mean shifts, with both means in words, and the means as lines from change to change."""
    if not changes:
        return []
    starts = [span[0].isoformat(), *(one.start for one in changes), span[1].isoformat()]
    means = [changes[0].before, *(one.after for one in changes)]
    steps = [{"start": a, "end": b, "score": mean} for a, b, mean in zip(starts, starts[1:], means, strict=False)]
    notes = [
        {"start": one.start, "y": 9 + 15 * (at % 2), "text": rtl(word("change", before=signed(one.before), after=signed(one.after)))}
        for at, one in enumerate(changes)
    ]
    rule = alt.Chart(drawing.data(notes)).mark_rule(color=INK, strokeDash=[5, 3], strokeWidth=1.2).encode(x=time)
    mean = alt.Chart(drawing.data(steps)).mark_rule(color=QUIET, strokeWidth=2.5, opacity=0.45).encode(x=time, x2="end:T", y=score)
    text = (
        alt.Chart(drawing.data(notes))
        .mark_text(align="right", dx=-5, color=INK, fontSize=drawing.SMALL, baseline="middle")
        .encode(x=time, y=alt.Y("y:Q", scale=None), text="text:N")
    )
    return [rule, mean, text]
