"""Places by their Arabic names."""

from __future__ import annotations

import pytest

from khabar.knowledge import places

KNOWN = {
    "state": ("مصر", "egypt", "EGY"),
    "state with another yeh": ("سوريا", "syria", "SYR"),
    "town": ("حلب", "geonames:170063", "SYR"),
    "town after its generic noun": ("مدينة حلب", "geonames:170063", "SYR"),
    "generic noun with article": ("العاصمة دمشق", "geonames:170654", "SYR"),
    "two generic nouns": ("ريف محافظة حلب", "geonames:170063", "SYR"),
    "diacritics": ("حَلَب", "geonames:170063", "SYR"),
}


@pytest.mark.parametrize(("words", "identity", "country"), KNOWN.values(), ids=KNOWN)
def test_a_known_place_has_id_and_country(words: str, identity: str, country: str) -> None:
    found = places.find(words)
    assert (found.name, found.id, found.country) == (words, identity, country)


def test_a_town_has_coordinates_and_a_state_none() -> None:
    town, state = places.find("حلب"), places.find("مصر")
    assert town.lat == pytest.approx(36.2, abs=0.1)
    assert town.lon == pytest.approx(37.16, abs=0.1)
    assert (state.lat, state.lon) == (None, None)


UNKNOWN = {
    "an invented village": "قرية الزعفران البيضاء",
    "a generic noun alone": "المدينة القديمة",
    "not a place": "مائدة المفاوضات",
    "nothing": "",
    "white space": "  ",
}


@pytest.mark.parametrize("words", UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_place_keeps_its_words_alone(words: str) -> None:
    found = places.find(words)
    assert (found.name, found.id, found.country, found.lat, found.lon) == (words, None, None, None, None)
