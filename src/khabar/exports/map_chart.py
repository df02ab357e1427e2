"""Places of claims as a map: a mark for a town, a district or a province, by its precision; a country alone is shaded, and has no pin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log, pi, radians, tan
from typing import Any

import altair as alt

from khabar.exports import drawing
from khabar.exports.drawing import BLUE, INK, QUIET, VERMILLION, Chart, Entry, Part, Spec
from khabar.exports.lettering import ltr, rtl
from khabar.knowledge.boundaries import Box, countries
from khabar.knowledge.plots import word
from khabar.records.claim import PlacePrecision

WIDE, HIGH = 820, 560
SHAPES: dict[PlacePrecision, tuple[str, str]] = {"town": (VERMILLION, "circle"), "district": (VERMILLION, "diamond"), "province": (BLUE, "square")}
"""Colour and shape of a precision: a province's mark stands at its seat, and is blue and square for it."""
_LAND, _BORDER, _SEA, _SHADED = "#F4F1EA", "#BDB7AA", "#E6EEF2", "#E3C98F"
_ROOM = 0.12
_LEAST = 5.0
"""Degrees: the least side of what is shown."""
_AREA, _SMALLEST = 700.0, 40.0
"""Areas of the largest and of the smallest mark, in square pixels."""
NAMED = 25
"""So many places are named on the map, those of the most claims."""
_APART = (58.0, 15.0)
"""Pixels beside and above each other at which two names do not touch."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A place with the number of its claims. Without coordinates it is no point: its country is shaded, if it has one."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    claims: int


Link = Callable[[Pin], str | None]


def map_chart(pins: Sequence[Pin], link: Link | None = None) -> Chart:
    """The places on the ground of the countries that they span; `link` gives a mark's address."""
    points = [one for one in pins if one.precision in SHAPES and one.lat is not None and one.lon is not None]
    shaded: dict[str | None, Pin] = {
        one.country: one for one in sorted(pins, key=lambda each: each.claims) if one.precision == "country" and one.country
    }
    told = f"{word('count.places')}: {ltr(len(pins))} · {word('count.claims')}: {ltr(sum(one.claims for one in pins))}"
    caption = [f"{word('caption.claims')} · {told}"]
    if not points and not shaded:
        nothing = drawing.words([{"x": WIDE / 2, "y": 30, "text": rtl(word("map.empty"))}], align="center", color=QUIET)
        return drawing.chart(word("map.title"), caption, (), [nothing.properties(width=WIDE, height=60)], WIDE)
    caption.append(word("map.caption.size"))
    if shaded:
        caption.append(word("map.caption.countries"))
    key = [Entry(word(f"map.precision.{kind}"), *look) for kind, look in SHAPES.items() if any(one.precision == kind for one in points)]
    return drawing.chart(word("map.title"), caption, key, [_map(points, shaded, link)], WIDE)


def _map(points: Sequence[Pin], shaded: dict[str | None, Pin], link: Link | None) -> Part:
    box = _shown(points, shaded)
    scale, moved, high = _projection(box)
    view: dict[str, Any] = {"type": "mercator", "scale": scale, "translate": moved, "clipExtent": [[0, 0], [WIDE, high]]}
    layers = [*_ground(box, shaded, link), _points(points, link), *_names(points, scale)]
    return alt.layer(*layers).project(**view).properties(width=WIDE, height=high, view=alt.ViewConfig(fill=_SEA, stroke=_BORDER))


def _shown(points: Sequence[Pin], shaded: dict[str | None, Pin]) -> Box:
    """What the map shows: all points and shaded countries, with room around them."""
    boxes = [(one.lon, one.lat, one.lon, one.lat) for one in points if one.lon is not None and one.lat is not None]
    boxes += (max(one.boxes, key=lambda b: (b[2] - b[0]) * (b[3] - b[1])) for one in countries() if one.id in shaded)
    west, south, east, north = (f(one[at] for one in boxes) for at, f in enumerate((min, min, max, max)))
    wide, tall = _stretched(west, east, -180, 180), _stretched(south, north, -60, 75)
    return wide[0], tall[0], wide[1], tall[1]


def _stretched(low: float, high: float, least: float, most: float) -> tuple[float, float]:
    room = max((high - low) * _ROOM, (_LEAST - (high - low)) / 2, 0.5)
    return max(least, low - room), min(most, high + room)


def _projection(box: Box) -> tuple[float, list[float], int]:
    """Mercator's scale and shift by which a box fills the map, and the map's height: no higher than `HIGH`, centred where it is narrower."""
    west, south, east, north = box
    top, bottom = _mercator(north), _mercator(south)
    scale = min(WIDE / radians(east - west), HIGH / (top - bottom))
    high = round(scale * (top - bottom))
    left = (WIDE - scale * radians(east - west)) / 2
    return round(scale, 3), [round(left - scale * radians(west), 3), round(scale * top, 3)], high


def _mercator(latitude: float) -> float:
    return log(tan(pi / 4 + radians(latitude) / 2))


def _ground(box: Box, shaded: dict[str | None, Pin], link: Link | None) -> list[alt.Chart]:
    """The countries, and above them those that are shaded: these alone have links, for Vega makes one of a link that is missing too."""
    west, south, east, north = box
    slack = (east - west) + (north - south)
    seen = (west - slack, south - slack, east + slack, north + slack)
    plain: list[Spec] = []
    told: list[Spec] = []
    for one in countries():
        polygons = one.within(seen)
        if not polygons:
            continue
        row: Spec = {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": polygons}}
        pin = shaded.get(one.id) if one.id else None
        if pin is None:
            plain.append(row)
        else:
            told.append(drawing.linked(row | {"told": _told(pin)}, link(pin) if link else None))
    ground: alt.Chart = alt.Chart(drawing.data(plain)).mark_geoshape(fill=_LAND, stroke=_BORDER, strokeWidth=0.7)
    if not told:
        return [ground]
    above = alt.Chart(drawing.data(told)).mark_geoshape(fill=_SHADED, stroke=_BORDER, strokeWidth=0.7)
    return [ground, above.encode(tooltip="told:N", href="href:N")]


def _told(one: Pin) -> str:
    return rtl(f"{one.name} · {word('count.claims')}: {ltr(one.claims)}")


def _points(points: Sequence[Pin], link: Link | None) -> alt.Chart:
    unit = _AREA / max((one.claims for one in points), default=1)
    rows: list[Spec] = []
    for one in sorted(points, key=lambda each: (-each.claims, each.name)):
        colour, shape = SHAPES[one.precision]
        row = {"lat": one.lat, "lon": one.lon, "c": colour, "s": shape, "size": max(_SMALLEST, one.claims * unit), "told": _told(one)}
        rows.append(drawing.linked(row, link(one) if link else None))
    marks = alt.Chart(drawing.data(rows)).mark_point(filled=True, opacity=0.8, stroke="white", strokeWidth=0.8)
    drawn: alt.Chart = marks.encode(
        longitude="lon:Q", latitude="lat:Q", color=alt.Color("c:N", scale=None), shape=alt.Shape("s:N", scale=None),
        size=alt.Size("size:Q", scale=None), href="href:N", tooltip="told:N",
    )  # fmt: skip
    return drawn


def _names(points: Sequence[Pin], scale: float) -> list[alt.Chart]:
    """The names of the strongest, on a light ground; one that would lie on another is left to its tooltip."""
    rows: list[Spec] = []
    taken: list[tuple[float, float]] = []
    for one in sorted(points, key=lambda each: (-each.claims, each.name)):
        assert one.lat is not None
        assert one.lon is not None
        x, y = scale * radians(one.lon), scale * _mercator(one.lat)
        if len(rows) < NAMED and all(abs(x - at) > _APART[0] or abs(y - up) > _APART[1] for at, up in taken):
            taken.append((x, y))
            rows.append({"lat": one.lat, "lon": one.lon, "text": rtl(one.name)})
    place: dict[str, Any] = {"longitude": "lon:Q", "latitude": "lat:Q", "text": "text:N"}
    look: dict[str, Any] = {"fontSize": 11, "dy": -15}
    ground = alt.Chart(drawing.data(rows)).mark_text(stroke="white", strokeWidth=3.5, strokeJoin="round", color=INK, **look).encode(**place)
    return [ground, alt.Chart(drawing.data(rows)).mark_text(color=INK, **look).encode(**place)]
