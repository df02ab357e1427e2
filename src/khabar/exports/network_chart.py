"""The network of a day as a chart: actors as circles, what is claimed between them as lines, conflict orange and cooperation blue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import hypot, sqrt

import altair as alt

from khabar.exports import drawing
from khabar.exports.drawing import BLUE, GREY, INK, QUIET, SMALL, VERMILLION, Chart, Entry, Spec
from khabar.exports.layout import layout
from khabar.exports.lettering import ltr, rtl, signed, width, wrapped
from khabar.knowledge.plots import word
from khabar.records.relation import Edge, Network, Node

DRAWN = 200
"""So many actors are drawn, those of the most witnesses, with the links between them; the caption counts the others."""
NAMED = 60
"""So many actors are named in the chart, those of the most witnesses; the others are named in the tooltips only."""
_LETTERS = 22
_NEUTRAL = 1.0
"""A score nearer to 0 than this is neither conflict nor cooperation."""
_LINE = 14
_DASH = "M-1.2,-0.25H1.2V0.25H-1.2Z"
"""A short line, as a path of SVG."""
_APART = 7.0
"""Pixels between the lines of one pair, one for each quad class."""

Link = Callable[[Node | Edge], str | None]


def network_chart(net: Network, link: Link | None = None) -> Chart:
    """Node by node and edge by edge; `link` gives the address of either."""
    caption = [f"{word('caption.claims')} · {_counts(net)}", word("network.window", day=ltr(net.asof), days=ltr(net.days))]
    title = word("network.title", day=ltr(net.asof))
    if not net.nodes:
        nothing = drawing.words([{"x": 450, "y": 40, "text": rtl(word("network.empty"))}], align="center", color=QUIET)
        return drawing.chart(title, caption, (), [nothing.properties(width=900, height=80)], 900)
    strongest = sorted(net.nodes, key=lambda one: (-one.witnesses, one.id))
    named = set(strongest[:NAMED])
    caption.append(word("caption.width"))
    if len(net.nodes) > DRAWN:
        caption.append(word("caption.strongest", shown=ltr(DRAWN), count=ltr(len(net.nodes))))
    net = _among(net, {one.id for one in strongest[:DRAWN]})
    if len(named) < len(net.nodes):
        caption.append(word("caption.named", shown=ltr(len(named)), count=ltr(len(net.nodes))))
    size = _field(len(net.nodes))
    lines = {one.id: [rtl(part) for part in wrapped(one.name, _LETTERS, 3)] if one in named else [] for one in net.nodes}
    radius = _radii(net.nodes)
    index = {one.id: at for at, one in enumerate(net.nodes)}
    boxes = [_box(lines[one.id], radius[one.id]) for one in net.nodes]
    placed = layout(len(net.nodes), [(index[one.first], index[one.second]) for one in net.edges], boxes, size)
    spots = {key: (float(placed[at, 0]), float(placed[at, 1])) for key, at in index.items()}
    drawn = alt.layer(_edges(net.edges, spots, link), _nodes(net.nodes, spots, radius, link), *_names(net.nodes, spots, radius, lines))
    key = [Entry(word(f"score.{name}"), colour, _DASH) for name, colour in (("cooperation", BLUE), ("neutral", GREY), ("conflict", VERMILLION))]
    return drawing.chart(title, caption, key, [drawn.properties(width=round(size[0]), height=round(size[1]))], round(size[0]))


def _among(net: Network, kept: set[str]) -> Network:
    """The network of some of its actors."""
    nodes = tuple(one for one in net.nodes if one.id in kept)
    return replace(net, nodes=nodes, edges=tuple(one for one in net.edges if one.first in kept and one.second in kept))


def _counts(net: Network) -> str:
    """An occurrence between joint sides is in several links, and counted in each: the caption says so."""
    counts = {
        "actors": len(net.nodes), "links": len(net.edges),
        "links.occurrences": sum(one.occurrences for one in net.edges), "links.witnesses": sum(one.witnesses for one in net.edges),
    }  # fmt: skip
    return " · ".join(f"{word(f'count.{name}')}: {ltr(count)}" for name, count in counts.items())


def _field(count: int) -> tuple[float, float]:
    """Width and height of the field: more room for more actors."""
    wide = min(2000.0, max(900.0, 170.0 * sqrt(count)))
    return wide, max(320.0, wide * min(0.72, 0.28 + 0.06 * count))


def _radii(nodes: Sequence[Node]) -> dict[str, float]:
    most = max(one.witnesses for one in nodes)
    unit = min(7.0, 26.0 / sqrt(most))
    return {one.id: max(4.0, unit * sqrt(one.witnesses)) for one in nodes}


def _box(lines: Sequence[str], radius: float) -> tuple[float, float]:
    """Width and height of a circle with its name below it, centred on the circle, with a little air."""
    wide = max([2 * radius, *(width(one, SMALL + 1) for one in lines)])
    return wide + 10, 2 * (radius + _LINE * len(lines)) + 8


def _place() -> tuple[alt.X, alt.Y]:
    return alt.X("x:Q", scale=None, axis=None), alt.Y("y:Q", scale=None, axis=None)


def _edges(edges: Sequence[Edge], spots: dict[str, tuple[float, float]], link: Link | None) -> alt.Chart:
    between: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for one in edges:
        between[one.first, one.second].append(one)
    most = max((one.witnesses for one in edges), default=1)
    rows = []
    for pair in between.values():
        for at, one in enumerate(pair):
            (x, y), (x2, y2) = _beside(spots[one.first], spots[one.second], (at - (len(pair) - 1) / 2) * _APART)
            colour = GREY if abs(one.score) < _NEUTRAL else BLUE if one.score > 0 else VERMILLION
            told = f"{word(f'quad.{one.quad}')} · {word('count.occurrences')}: {ltr(one.occurrences)}"
            told += f" · {word('count.witnesses')}: {ltr(one.witnesses)} · {word('score')}: {signed(one.score)}"
            row = {"x": x, "y": y, "x2": x2, "y2": y2, "c": colour, "wide": 1.2 + 4.5 * sqrt(one.witnesses / most), "told": rtl(told)}
            rows.append(drawing.linked(row, link(one) if link else None))
    drawn: alt.Chart = (
        alt.Chart(drawing.data(rows))
        .mark_rule(opacity=0.8, strokeCap="round")
        .encode(
            *_place(), x2="x2:Q", y2="y2:Q", color=alt.Color("c:N", scale=None), strokeWidth=alt.StrokeWidth("wide:Q", scale=None),
            href="href:N", tooltip="told:N",
        )
    )  # fmt: skip
    return drawn


def _beside(first: tuple[float, float], second: tuple[float, float], far: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """A line moved sideways by so many pixels."""
    dx, dy = second[0] - first[0], second[1] - first[1]
    length = hypot(dx, dy) or 1.0
    aside = (-dy / length * far, dx / length * far)
    return (first[0] + aside[0], first[1] + aside[1]), (second[0] + aside[0], second[1] + aside[1])


def _nodes(nodes: Sequence[Node], spots: dict[str, tuple[float, float]], radius: dict[str, float], link: Link | None) -> alt.Chart:
    rows = []
    for one in nodes:
        told = f"{one.name} · {word('count.witnesses')}: {ltr(one.witnesses)}"
        row = {"x": spots[one.id][0], "y": spots[one.id][1], "area": 4 * radius[one.id] ** 2, "told": rtl(told)}
        rows.append(drawing.linked(row, link(one) if link else None))
    drawn: alt.Chart = (
        alt.Chart(drawing.data(rows))
        .mark_point(shape="circle", filled=True, color="#404040", opacity=1, stroke="white", strokeWidth=1.5)
        .encode(*_place(), size=alt.Size("area:Q", scale=None), href="href:N", tooltip="told:N")
    )
    return drawn


def _names(
    nodes: Sequence[Node], spots: dict[str, tuple[float, float]], radius: dict[str, float], lines: dict[str, list[str]]
) -> tuple[alt.Chart, alt.Chart]:
    """Each name below its circle, on a white shadow of itself, so that lines below it do not strike it through."""
    rows = [
        {"x": spots[one.id][0], "y": spots[one.id][1] + radius[one.id] + _LINE * (at + 0.55), "text": text}
        for one in nodes
        for at, text in enumerate(lines[one.id])
    ]
    look: Spec = {"align": "center", "fontSize": SMALL + 1}
    return drawing.words(rows, stroke="white", strokeWidth=4, strokeJoin="round", **look), drawing.words(rows, color=INK, **look)
