"""The reliability of a claim's score: what it promises against the share that is right. In English and from the left, as the documentation is."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt

from bench.confidence.measure import Scored, bins, error
from khabar.exports import drawing
from khabar.exports.drawing import BLUE, GREY, INK, QUIET, Chart, Spec

SIDE = 300
TITLES = {"passages": "Held-out passages, cross-validated", "pages": "Seed and news pages, never fitted on"}


def reliability(sets: Mapping[str, Scored]) -> Chart:
    """One panel for each set of `TITLES`, one mark for each bin of neighbouring scores; on the diagonal the score keeps its promise."""
    title = alt.TitleParams(
        text=["Claims whose sides and type are right, by score"],
        subtitle=["Each mark: a tenth of the set's claims. On the dashed line the score keeps its promise."],
    )  # fmt: skip
    drawn: Chart = (
        alt.vconcat(alt.hconcat(*(_panel(sets[name], told) for name, told in TITLES.items()), spacing=30), title=title)
        .properties(padding=18, description=title.text[0])
        .configure(font=drawing.FONT, background="white")
        .configure_title(anchor="start", color=INK, fontSize=drawing.LARGE, subtitleColor=QUIET, subtitleFontSize=drawing.NORMAL, offset=12)
        .configure_axis(labelColor=INK, titleColor=INK, titleFontWeight="normal", gridColor="#EEEEEE", domainColor=GREY, tickColor=GREY)
        .configure_view(stroke=drawing.FAINT)
    )  # fmt: skip
    return drawn


def _panel(of: Scored, told: str) -> alt.LayerChart:
    rows: list[Spec] = [{"promised": round(b.promised, 3), "right": round(b.right, 3), "told": f"{b.count} claims"} for b in bins(of)]
    scale = alt.Scale(domain=[0, 1], nice=False)
    x, y = alt.X("promised:Q", scale=scale, title="promised"), alt.Y("right:Q", scale=scale, title="right")
    kept = (
        alt.Chart(drawing.data([{"promised": 0, "right": 0}, {"promised": 1, "right": 1}])).mark_line(color=GREY, strokeDash=[5, 4]).encode(x=x, y=y)
    )
    marks = alt.Chart(drawing.data(rows)).mark_line(color=BLUE, point={"filled": True, "size": 60, "color": BLUE}).encode(x=x, y=y, tooltip="told:N")
    head = alt.TitleParams(text=[told, f"{len(of.right):,} claims, error {error(of):.3f}"], fontSize=13, anchor="start")
    layered: alt.LayerChart = alt.layer(kept, marks).properties(width=SIDE, height=SIDE, title=head)
    return layered
