"""Predictions as a chart: a row each, a line from the day on which it was said to its horizon, and a sign for what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt

from khabar.exports import drawing
from khabar.exports.drawing import BLUE, FAINT, GREEN, GREY, INK, NORMAL, PURPLE, QUIET, SMALL, VERMILLION, Chart, Entry, Part, Spec
from khabar.exports.lettering import around, cut, ltr, rtl
from khabar.exports.ticks import stretched, ticks
from khabar.knowledge.plots import word
from khabar.records.prediction import VERDICTS, Prediction

WIDE, WORDS, HIGH = 560, 380, 40
"""Pixels: the axis of time, the words at its right, a row."""
ROWS = 100
"""So many predictions are drawn, the last ones said; the caption counts the others."""
LOOKS = {
    "open": (BLUE, "triangle-right"),
    "came-about": (GREEN, "circle"),
    "did-not": (VERMILLION, "cross"),
    "unclear": (PURPLE, "diamond"),
    "undecided": (GREY, "square"),
}
"""Colour and shape of a verdict."""
_LETTERS = 74


@dataclass(frozen=True, slots=True)
class Foretold:
    """A prediction with what a reader needs of its claim: the speaker's name, null for the outlet itself, the sentence, and the cue in it."""

    prediction: Prediction
    speaker: str | None
    sentence: str
    cue: str = ""


Link = Callable[[Prediction], str | None]


def prediction_chart(found: Sequence[Foretold], asof: str, speaker: str | None = None, link: Link | None = None) -> Chart:
    """The predictions as they stood on an ISO day, in the order of saying; `speaker` is the name in the title where all are of one."""
    title = word("prediction.title.speaker", speaker=speaker, day=ltr(asof)) if speaker else word("prediction.title", day=ltr(asof))
    counts = Counter(one.prediction.verdict for one in found)
    told = [f"{word('count.predictions')}: {ltr(len(found))}", *(f"{word(f'verdict.{v}')}: {ltr(counts[v])}" for v in VERDICTS if counts[v])]
    caption = [word("caption.claims"), " · ".join(told)]
    wide = WIDE + WORDS
    if not found:
        nothing = drawing.words([{"x": wide / 2, "y": 30, "text": rtl(word("prediction.empty"))}], align="center", color=QUIET)
        return drawing.chart(title, caption, (), [nothing.properties(width=wide, height=60)], wide)
    shown = sorted(found, key=lambda one: (one.prediction.said or "", one.prediction.claim))[-ROWS:]
    caption.append(word("prediction.key"))
    if len(shown) < len(found):
        caption.append(word("caption.cut", shown=ltr(len(shown)), count=ltr(len(found))))
    key = [Entry(word(f"verdict.{verdict}"), *LOOKS[verdict]) for verdict in VERDICTS if counts[verdict]]
    return drawing.chart(title, caption, key, [_rows(shown, date.fromisoformat(asof), link)], wide)


def _rows(shown: Sequence[Foretold], asof: date, link: Link | None) -> Part:
    days = [date.fromisoformat(day) for one in shown for day in (one.prediction.said, one.prediction.horizon) if day]
    span = stretched([*days, asof])
    rows = [_row(one, HIGH * (at + 0.5), asof, link) for at, one in enumerate(shown)]
    values, form = ticks(*span)
    axis = alt.Axis(values=[day.isoformat() for day in values], format=form, title=rtl(word("time")), titleAnchor="end")
    scale = alt.Scale(type="utc", domain=[day.isoformat() for day in span], nice=False)
    place = {"x": alt.X("start:T", scale=scale, axis=axis), "y": alt.Y("y:Q", scale=None, axis=None)}
    lines = alt.Chart(drawing.data(rows)).mark_rule(strokeWidth=2.5, opacity=0.7).encode(
        **place, x2="end:T", color=alt.Color("c:N", scale=None), strokeDash=alt.StrokeDash("dash:N", scale=None)
    )  # fmt: skip
    said = alt.Chart(drawing.data([row for row in rows if row["said"]])).mark_tick(thickness=2.5, size=12, orient="vertical").encode(
        **place, color=alt.Color("c:N", scale=None)
    )  # fmt: skip
    ends = alt.Chart(drawing.data(rows)).mark_point(filled=True, size=130, opacity=1).encode(
        x=alt.X("end:T", scale=scale, axis=axis), y=place["y"], color=alt.Color("c:N", scale=None), shape=alt.Shape("s:N", scale=None),
        href="href:N", tooltip="told:N",
    )  # fmt: skip
    today = alt.Chart(drawing.data([{"start": asof.isoformat()}])).mark_rule(color=INK, strokeDash=[5, 3]).encode(x=place["x"])
    parted = alt.Chart(drawing.data([{"y": HIGH * at} for at in range(1, len(rows))])).mark_rule(color=FAINT).encode(y=place["y"])
    return alt.layer(parted, today, lines, said, ends, *_words(shown, rows)).properties(width=WIDE, height=HIGH * len(rows))


def _row(one: Foretold, y: float, asof: date, link: Link | None) -> Spec:
    """Of a prediction without a horizon the line is dashed, and goes to the day of judging; one without a day begins at its end."""
    made = one.prediction
    end = made.horizon or max(asof.isoformat(), made.said or "")
    colour, shape = LOOKS[made.verdict]
    told = f"{word('prediction.said')}: {ltr(made.said) if made.said else word('prediction.undated')}"
    told += f" · {word('prediction.end')}: {ltr(made.horizon) if made.horizon else word('prediction.open.end')} · {word(f'verdict.{made.verdict}')}"
    row = {
        "start": made.said or end, "end": end, "y": y, "c": colour, "s": shape, "dash": [2, 4] if made.horizon is None else [1, 0],
        "said": bool(made.said), "told": rtl(told),
    }  # fmt: skip
    return drawing.linked(row, link(made) if link else None)


def _words(shown: Sequence[Foretold], rows: Sequence[Spec]) -> list[alt.Chart]:
    """Who says it and the words of the sentence about the cue, at the right of the row."""
    right = WIDE + WORDS
    heads, quotes = [], []
    for one, row in zip(shown, rows, strict=True):
        made = one.prediction
        name = cut(one.speaker or word("prediction.outlet"), 40)
        head = [name, *([word("prediction.negative")] if made.negative else []), ltr(made.said) if made.said else word("prediction.undated")]
        heads.append({"x": right, "y": row["y"] - 9, "text": rtl(" · ".join(head))})
        quotes.append({"x": right, "y": row["y"] + 9, "text": rtl(around(one.sentence, one.cue, _LETTERS))})
    return [drawing.words(heads, align="right", fontSize=NORMAL), drawing.words(quotes, align="right", fontSize=SMALL, color=QUIET)]
