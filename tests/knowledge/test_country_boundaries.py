"""The outlines of countries: closed rings, known codes, and which polygons a box may hold."""

from __future__ import annotations

import pytest

from khabar.knowledge.boundaries import countries

ARAB = (
    "ARE", "BHR", "COM", "DJI", "DZA", "EGY", "IRQ", "JOR", "KWT", "LBN", "LBY", "MAR", "MRT", "OMN",
    "PSE", "QAT", "SAU", "SDN", "SOM", "SYR", "TUN", "YEM",
)  # fmt: skip


def test_every_ring_is_closed_and_on_the_earth() -> None:
    rings = [ring for one in countries() for polygon in one.polygons for ring in polygon]
    assert len(rings) > 1_000
    assert all(ring[0] == ring[-1] and len(ring) >= 4 for ring in rings)
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for ring in rings for x, y in ring)


def test_every_arab_country_is_there_once() -> None:
    found = [one.id for one in countries() if one.id in ARAB]
    assert sorted(found) == sorted(ARAB)


@pytest.mark.parametrize(
    ("country", "box", "held"),
    [
        pytest.param("IRQ", (44.0, 33.0, 45.0, 34.0), True, id="baghdad-is-in-iraq"),
        pytest.param("EGY", (44.0, 33.0, 45.0, 34.0), False, id="and-not-in-egypt"),
        pytest.param("YEM", (53.0, 12.0, 55.0, 13.0), True, id="an-island-of-yemen"),
    ],
)
def test_a_box_holds_the_polygons_that_may_lie_in_it(country: str, box: tuple[float, float, float, float], held: bool) -> None:
    one = next(each for each in countries() if each.id == country)
    assert bool(one.within(box)) == held
    assert len(one.within(box)) < max(2, len(one.polygons))
