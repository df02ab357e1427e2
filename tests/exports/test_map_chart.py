"""The map: a mark for what is no larger than a province, a shade for a country, nothing for a place that is not known."""

from __future__ import annotations

import pytest
from drawn import links, size, texts

from khabar.exports import drawing
from khabar.exports.map_chart import HIGH, NAMED, Pin, map_chart

TOWN = Pin("الرطبة", "IRQ", 33.04, 40.28, "town", 7)
DISTRICT = Pin("ريف الميادين", "SYR", 35.02, 40.45, "district", 2)
PROVINCE = Pin("حضرموت", "YEM", 16.0, 49.0, "province", 3)
COUNTRY = Pin("ليبيا", "LBY", None, None, "country", 4)
UNKNOWN = Pin("المعبر", None, None, None, "none", 6)


def link(one: Pin) -> str:
    return f"/claims?place={one.claims}"


@pytest.mark.parametrize(
    ("pins", "linked"),
    [
        pytest.param([TOWN, DISTRICT, PROVINCE], [7, 3, 2], id="each-precision-has-its-mark"),
        pytest.param([TOWN, COUNTRY], [4, 7], id="a-country-is-shaded-and-its-shade-is-the-link"),
        pytest.param([TOWN, UNKNOWN], [7], id="what-is-not-known-has-no-mark"),
        pytest.param([COUNTRY], [4], id="a-country-alone"),
    ],
)
def test_every_mark_leads_to_its_claims(pins: list[Pin], linked: list[int]) -> None:
    assert links(drawing.svg(map_chart(pins, link))) == [f"/claims?place={claims}" for claims in linked]


def test_a_country_has_a_shade_and_no_pin() -> None:
    made = drawing.svg(map_chart([TOWN, COUNTRY]))
    assert made.count('aria-roledescription="point"') == 2  # the town's, and the key's sign for it
    assert "ليبيا" not in texts(made)
    assert any("تظليل البلد" in one for one in texts(made))


def test_no_place_says_so() -> None:
    assert "لا أقوال معروفة المكان" in texts(drawing.svg(map_chart([UNKNOWN])))


def test_a_map_of_one_town_shows_what_is_around_it_and_is_no_higher_than_it_may_be() -> None:
    made = drawing.svg(map_chart([TOWN]))
    assert "الرطبة" in texts(made)
    assert size(made)[1] < HIGH + 250


def test_names_that_would_lie_on_each_other_are_left_to_their_tooltips() -> None:
    crowd = [Pin(f"بلدة {at}", "IRQ", 33.0 + at / 1000, 40.0, "town", 50 - at) for at in range(NAMED + 5)]
    assert [one for one in texts(drawing.svg(map_chart([*crowd, PROVINCE]))) if one.startswith("بلدة")] == ["بلدة 0"] * 2
