"""Whom the words of a mention name, and for whom unnamed people act."""

from __future__ import annotations

import pytest

from khabar.mentions import resolve

_DAY = "2015-09-13"


@pytest.mark.parametrize(
    ("words", "ids", "of"),
    [
        pytest.param("داعش", ["islamic-state"], [], id="name"),
        pytest.param("القاعدة", ["al-qaeda"], [], id="ambiguous-word-alone"),
        pytest.param("للحوثيين", ["houthis"], [], id="with-lam"),
        pytest.param('تنظيم "داعش" الإرهابي', ["islamic-state"], [], id="type-noun-and-epithet"),
        pytest.param("زعيم تنظيم القاعدة أيمن الظواهري", ["ayman-al-zawahiri"], ["al-qaeda"], id="role-and-person"),
        pytest.param("زعيم القاعدة", ["ayman-al-zawahiri"], ["al-qaeda"], id="role-alone"),
        pytest.param("قيادي في القاعدة", [], ["al-qaeda"], id="officer-unnamed"),
        pytest.param("المتحدث باسم حماس وليد العمودي", [], ["hamas"], id="officer-unknown"),
        pytest.param("الرئيس السوري بشار الأسد", ["bashar-al-assad"], ["syria"], id="office-and-person"),
        pytest.param("الرئيس السوري", ["bashar-al-assad"], ["syria"], id="office-held-that-day"),
        pytest.param("وزير الدفاع السوداني فلان الفلاني", [], ["sudan"], id="office-and-unknown-person"),
        pytest.param("عناصر داعش", [], ["islamic-state"], id="members"),
        pytest.param("مقاتلي تنظيم «داعش»", [], ["islamic-state"], id="members-with-type-noun"),
        pytest.param("تنظيمي داعش والقاعدة", ["islamic-state", "al-qaeda"], [], id="list-of-two"),
        pytest.param("روسيا وإيران وتركيا", ["russia", "iran", "turkey"], [], id="list-of-three"),
        pytest.param("مسؤولون أميركيون", [], ["united-states"], id="adjective"),
        pytest.param("مواطنا سودانيا", [], ["sudan"], id="adjective-in-the-accusative"),
        pytest.param("الأميركية", [], ["united-states"], id="adjective-alone"),
        pytest.param("الحكومة العراقية", ["iraq.government"], ["iraq"], id="composed"),
        pytest.param("أفراد الشرطة التركية", [], ["turkey.police", "turkey"], id="members-of-a-composed-force"),
        pytest.param("نظام الرئيس السوري بشار الأسد", ["syria.government"], ["syria"], id="regime"),
        pytest.param("المتحدث باسم الخارجية المصرية بدر عبد العاطي", ["badr-abdelatty"], ["egypt"], id="of-by-the-words"),
    ],
)
def test_words_of_a_mention(words: str, ids: list[str], of: list[str]) -> None:
    found = resolve(words, None, _DAY)
    assert found is not None
    assert (list(found.ids), list(found.of)) == (ids, of)
    assert found.rule


@pytest.mark.parametrize("words", ["شهود عيان", "الطرفان", "مسلحون مجهولون", "", "«»", "خالد الكسواني"])
def test_words_that_name_nobody_known(words: str) -> None:
    assert resolve(words, None, _DAY) is None


@pytest.mark.parametrize(
    ("published", "ids"),
    [
        pytest.param("2005-03-01", ("osama-bin-laden",), id="first"),
        pytest.param("2015-03-01", ("ayman-al-zawahiri",), id="second"),
        pytest.param(None, (), id="unknown-day"),
    ],
)
def test_the_day_decides_who_led(published: str | None, ids: tuple[str, ...]) -> None:
    found = resolve("زعيم تنظيم القاعدة", "PER", published)
    assert found is not None
    assert (found.ids, found.of) == (ids, ("al-qaeda",))


def test_an_office_without_an_owner_belongs_to_the_state_of_the_article() -> None:
    assert resolve("وزارة الداخلية") is None
    found = resolve("وزارة الداخلية", home="jordan")
    assert found is not None
    assert found.ids == ("jordan.interior-ministry",)


def test_an_office_and_the_name_after_its_comma_are_one_person() -> None:
    known = resolve("نائب الرئيس العراقي، إياد علاوي", "PER", "2015-03-01")
    assert known is not None
    assert known.ids == ("iyad-allawi",)
    unknown = resolve("وزير الخارجية المصري، مدحت الجوهري", "PER", "2015-03-01")
    assert unknown is not None
    assert (unknown.ids, unknown.of) == ((), ("egypt",))


def test_a_surname_in_a_quoted_name_is_nobody() -> None:
    assert resolve("«مرسى النوارس»", "ORG") is None
