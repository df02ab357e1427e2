"""Places by their Arabic names, by the words beside them and by what the article names."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest

from bench.places import answer, cases, right
from khabar.knowledge import gazetteer, places, places_files, places_lint
from khabar.knowledge.places import NOWHERE, Near
from khabar.knowledge.places_files import Row
from khabar.records.claim import Place

KNOWN = {
    "state": ("مصر", "egypt", "EGY", "country"),
    "state with another yeh": ("سوريا", "syria", "SYR", "country"),
    "town": ("حلب", "geonames:170063", "SYR", "town"),
    "town after its generic noun": ("مدينة حلب", "geonames:170063", "SYR", "town"),
    "capital with its name": ("العاصمة دمشق", "geonames:170654", "SYR", "town"),
    "two generic nouns": ("ريف محافظة حلب", "syria.aleppo-province", "SYR", "province"),
    "diacritics": ("حَلَب", "geonames:170063", "SYR", "town"),
    "quotation marks": ("«حلب»", "geonames:170063", "SYR", "town"),
}


@pytest.mark.parametrize(("words", "identity", "country", "precision"), KNOWN.values(), ids=KNOWN)
def test_a_known_place_has_id_country_and_precision(words: str, identity: str, country: str, precision: str) -> None:
    found = places.find(words).place
    assert (found.name, found.id, found.country, found.precision) == (words, identity, country, precision)


def test_a_town_has_coordinates_and_a_state_none() -> None:
    town, state = places.find("حلب").place, places.find("مصر").place
    assert town.lat == pytest.approx(36.2, abs=0.1)
    assert town.lon == pytest.approx(37.16, abs=0.1)
    assert (state.lat, state.lon) == (None, None)


def test_the_pin_of_a_province_is_its_seat() -> None:
    province, seat = places.find("محافظة نينوى").place, places.find("الموصل").place
    assert (province.lat, province.lon) == (pytest.approx(seat.lat, abs=0.01), pytest.approx(seat.lon, abs=0.01))


UNKNOWN = {
    "an invented village": "قرية الزعفران البيضاء",
    "a generic noun alone": "المدينة القديمة",
    "not a place": "مائدة المفاوضات",
    "a common word that a town bears too": "القاعدة",
    "a quarter is not the town of its name": "حي القدس",
    "a hospital is not the town of its name": "مستشفى بغداد",
    "a bridge of a state's adjective is not the state": "الجسر الياباني",
    "the border of two states": "الحدود السورية التركية",
    "a border's side is not a province": "الحدود الشرقية",
    "nothing": "",
    "white space": "  ",
    "marks alone": "«»",
}


@pytest.mark.parametrize("words", UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_place_keeps_its_words_alone(words: str) -> None:
    found = places.find(words).place
    assert (found.name, found.id, found.country, found.lat, found.lon, found.precision) == (words, None, None, None, None, "none")


HELD = {
    "a village in a province": ("قرية الزعفران في إدلب", "syria.idlib-province", "province"),
    "a village in a district": ("قرية الزعفران في قضاء سنجار", "iraq.sinjar-district", "district"),
    "a village by a town": ("قرية الزعفران في منبج", "geonames:167357", "district"),
    "a hospital in a town": ("مستشفى الزعفران في إدلب", "geonames:169389", "town"),
    "a quarter in a town, with a particle": ("حي الزعفران بمدينة حمص", "geonames:169577", "town"),
    "a known town in a province": ("سراقب في إدلب", "geonames:164816", "town"),
    "a known town that lies elsewhere": ("مدينة بغداد في محافظة حلب", "syria.aleppo-province", "province"),
}


@pytest.mark.parametrize(("words", "identity", "precision"), HELD.values(), ids=HELD)
def test_what_is_not_known_is_where_its_holder_is(words: str, identity: str, precision: str) -> None:
    found = places.find(words).place
    assert (found.id, found.precision) == (identity, precision)


def test_a_sea_is_known_but_has_no_pin() -> None:
    found = places.find("البحر الأحمر").place
    assert (found.id, found.country, found.lat, found.precision) == ("sea.red-sea", None, None, "none")


LIBYA, LEBANON = Near(("LBY",)), Near(("LBN",))
CONTEXTS: dict[str, tuple[str, Near, str | None]] = {
    "nothing: the larger": ("طرابلس", NOWHERE, "LBY"),
    "the state of the sentence": ("طرابلس", LEBANON, "LBN"),
    "the state of the sentence before that of the article": ("طرابلس", Near(("LBN",), ("LBY",)), "LBN"),
    "the state of the article": ("طرابلس", Near((), ("LBN",)), "LBN"),
    "the adjective beside it before all": ("طرابلس الليبية", LEBANON, "LBY"),
    "another place of the article": ("القصير", Near(places=(places.find("سفاجا").place,)), "EGY"),
    "another place of another country": ("القصير", Near(places=(places.find("حمص").place,)), "SYR"),
    "a state that is far from all of that name": ("طرابلس", Near(("JPN",)), "LBY"),
}


@pytest.mark.parametrize(("words", "near", "country"), CONTEXTS.values(), ids=CONTEXTS)
def test_context_decides_between_places_of_one_name(words: str, near: Near, country: str | None) -> None:
    assert places.find(words, near).place.country == country


CAPITALS: dict[str, tuple[str, Near, str | None]] = {
    "of the state of the sentence": ("العاصمة", Near(("YEM",)), "YEM"),
    "of two states is none": ("العاصمة", Near(("YEM", "SAU")), None),
    "of a state of the article alone is none": ("العاصمة", Near((), ("YEM",)), None),
    "of the adjective": ("العاصمة المصرية", Near(("YEM",)), "EGY"),
    "of a state that follows": ("عاصمة اليمن", NOWHERE, "YEM"),
    "that has its state's name": ("العاصمة الكويتية", NOWHERE, "KWT"),
}


@pytest.mark.parametrize(("words", "near", "country"), CAPITALS.values(), ids=CAPITALS)
def test_the_capital(words: str, near: Near, country: str | None) -> None:
    found = places.find(words, near).place
    assert (found.country, found.precision) == (country, "town" if country else "none")


RULES: dict[str, tuple[str, Near, str]] = {
    "one of its name": ("منبج", NOWHERE, "«منبج»: «منبج» is geonames:167357, the only one of that name"),
    "a noun": ("محافظة نينوى", NOWHERE, "«محافظة نينوى»: «محافظه» asks for province; «نينوي» is iraq.nineveh-province, the only one of that name"),
    "a state named": ("طرابلس", LEBANON, "the one in a state that the sentence names"),
    "not known": ("قرية الزعفران", NOWHERE, "«قرية الزعفران» is no place that is known"),
    "what holds it": ("قرية الزعفران في إدلب", NOWHERE, "«الزعفران» is not known; it is in «ادلب»"),
}


@pytest.mark.parametrize(("words", "near", "rule"), RULES.values(), ids=RULES)
def test_every_answer_says_its_rule(words: str, near: Near, rule: str) -> None:
    assert rule in places.find(words, near).rule


STATES: dict[str, tuple[str, Sequence[str]]] = {
    "name, adjective and capital, with clitics": ("قال الجيش السوري لروسيا وبغداد", ["SYR", "RUS", "IRQ"]),
    "once": ("مصر ومصر والقاهرة", ["EGY"]),
    "none": ("قال الجيش إن المعركة انتهت", []),
}


@pytest.mark.parametrize(("text", "countries"), STATES.values(), ids=STATES)
def test_states_of_a_text(text: str, countries: Sequence[str]) -> None:
    assert list(places.states(text)) == countries


def test_only_undoubted_places_of_a_text_are_context() -> None:
    named = places.named("قصف على ريف دمشق وخان شيخون بعد بيان القاعدة عن طرابلس والباب")
    assert [place.id for place in named] == ["syria.rural-damascus-province", "geonames:168325"]


@pytest.mark.parametrize("case", [c for c in cases() if not c.get("held")], ids=lambda case: str(case["id"]))
def test_the_open_cases(case: dict[str, object]) -> None:
    assert right(case), answer(case)


# --- the tables


def test_the_tables_have_no_faults() -> None:
    assert places.check() == []


def test_they_are_broad() -> None:
    kinds = [row.kind for row in places_files.rows()]
    assert kinds.count("province") >= 600
    assert len(kinds) - kinds.count("province") >= 1000


def test_a_town_that_geonames_has_keeps_its_number() -> None:
    numbers = {one.id for name in ("كفرنبل", "خان شيخون") for one in gazetteer.known(name)}
    assert all(number.startswith("geonames:") for number in numbers)


GOOD = Row("places/towns.tsv:2", "syria.tall-ahlam", ("تل أحلام",), "town", "SYR", "", "syria.idlib-province", "", "35.90", "36.60", "common")
PROVINCE = dataclasses.replace(GOOD, at="places/provinces.tsv:2", id="syria.idlib-province", names=("إدلب",), kind="province", parent="", iso="SY-ID")
BAD: dict[str, tuple[dict[str, object], str]] = {
    "kind of another file": ({"kind": "camp"}, "kind camp does not belong here"),
    "no id": ({"id": "Tall Ahlam"}, "Tall Ahlam is no id"),
    "a state that is not its country's": ({"id": "iraq.tall-ahlam"}, "iraq.tall-ahlam begins with no state of SYR"),
    "no such province": ({"parent": "syria.nowhere-province"}, "syria.nowhere-province is no province of SYR"),
    "latitude alone": ({"lon": ""}, "coordinates are two numbers"),
    "too many decimals": ({"lat": "35.9012"}, "coordinates are two numbers"),
    "outside its country": ({"lat": "31.00"}, "31.00, 36.60 is outside SYR"),
    "two names that fold to one": ({"names": ("تل أحلام", "تل احلام")}, "two names are one after folding"),
    "no source": ({"source": ""}, "name or source is missing"),
    "no number": ({"geonames": "x12"}, "x12 is no GeoNames number"),
}


def faults(rows: Sequence[Row]) -> list[str]:
    checks = (places_lint.schema_faults, places_lint.reference_faults, places_lint.bound_faults, places_lint.repeat_faults)
    return [fault for check in checks for fault in check(rows)]


@pytest.mark.parametrize(("change", "fault"), BAD.values(), ids=BAD)
def test_the_linter_names_a_bad_row(change: dict[str, object], fault: str) -> None:
    assert faults([PROVINCE, GOOD]) == []
    found = faults([PROVINCE, dataclasses.replace(GOOD, **change)])  # type: ignore[arg-type]
    assert any(one.startswith("places/towns.tsv:2") and fault in one for one in found), found


def test_the_linter_names_a_name_that_stands_twice() -> None:
    again = dataclasses.replace(GOOD, at="places/towns.tsv:3", id="syria.tall-ahlam-2")
    assert faults([PROVINCE, GOOD, again]) == ["places/towns.tsv:3: «تل أحلام» is places/towns.tsv:2 after folding"]


def test_a_place_is_the_same_whatever_was_asked_before() -> None:
    first = places.find("طرابلس")
    places.find("طرابلس", LEBANON)
    assert places.find("طرابلس") == first
    assert isinstance(first.place, Place)
