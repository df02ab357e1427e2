"""Names that a page gives itself without a phrase that says so."""

from __future__ import annotations

import pytest

from khabar.arabic.folding import fold
from khabar.articles.lines import Line, line_of
from khabar.articles.mastheads import name_of
from khabar.articles.outlets import at_head, beside_title, core, described, mentions, of_filing, same, spoken_to
from khabar.records.spans import Span

TITLE = "وزير الري يزور بلدة في الجنوب"


def _line(text: str) -> Line:
    return line_of(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("written", "elsewhere", "name"),
    [
        pytest.param(f"صدى الوادي | {TITLE}", "© صدى الوادي", "صدى الوادي", id="before-a-bar"),
        pytest.param(f"صدى الوادي - {TITLE}", "وقال لصدى الوادي إنه سعيد", "صدى الوادي", id="before-a-dash"),
        pytest.param(f"{TITLE} – صدى الوادي", "© صدى الوادي", "صدى الوادي", id="after-a-dash"),
        pytest.param(f"{TITLE} | محليات الجنوب | صدى الوادي", "© صدى الوادي", "صدى الوادي", id="outermost"),
        pytest.param(f"صدى الوادي | {TITLE}", "لا اسم هنا", None, id="nowhere-else"),
        pytest.param(f"{TITLE} : الأهالي يحتجون", f"{TITLE} : الأهالي يحتجون", None, id="the-same-line-again"),
        pytest.param(f"الرئيسية | {TITLE}", "الرئيسية", None, id="a-step-of-the-menu"),
        pytest.param(f"الصفحة / محليات / {TITLE}", "محليات", None, id="a-path"),
        pytest.param(TITLE, "صدى الوادي", None, id="the-title-alone"),
        pytest.param("صدى الوادي | خبر آخر من البلدة", "© صدى الوادي", None, id="another-title"),
    ],
)
def test_the_name_beside_the_title(written: str, elsewhere: str, name: str | None) -> None:
    assert beside_title(written, TITLE, fold(f"{written}\n{TITLE}\n{elsewhere}")) == name


@pytest.mark.parametrize(
    ("head", "below", "name"),
    [
        pytest.param("صدى الوادي", "© صدى الوادي 2015 - 2024", "صدى الوادي", id="holds-the-rights"),
        pytest.param("صدى الوادي", "صدى الوادي موقع مستقل يتابع أخبار القرى", "صدى الوادي", id="says-what-it-is"),
        pytest.param("وكالة صدى للأنباء", "حمل تطبيق صدى", "وكالة صدى للأنباء", id="agency-whose-name-comes-again"),
        pytest.param("يومية صدى - وهران", "حمل تطبيق صدى", "يومية صدى", id="with-its-city"),
        pytest.param("أخبار القرى", "أخبار القرى", None, id="a-section-twice"),
        pytest.param("وكالة صدى للأنباء", "حمل تطبيقنا", "وكالة صدى للأنباء", id="opens-the-page"),
        pytest.param("صدى الوادي", "حمل تطبيقنا", None, id="comes-nowhere-again"),
    ],
)
def test_the_name_at_the_head(head: str, below: str, name: str | None) -> None:
    assert at_head([_line(head)], [_line(below)], fold(f"{head}\n{below}")) == name


@pytest.mark.parametrize(
    ("line", "name"), [("صدى الوادي - خاص", "صدى الوادي"), ("صدى الوادي – بيروت", "صدى الوادي"), ("بيروت - خاص", None), ("صدى الوادي", None)]
)
def test_the_name_of_a_filing(line: str, name: str | None) -> None:
    assert of_filing([_line(line)], fold(f"{line}\nصدى الوادي بيروت")) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("بيروت / سامي فرح / صدى الوادي", "صدى الوادي", id="city-reporter-name"),
        pytest.param("بيروت / سامي فرح", None, id="whom-the-page-has-nowhere-else"),
        pytest.param("صدى الوادي / سامي فرح", None, id="no-city"),
    ],
)
def test_the_name_after_a_city(line: str, name: str | None) -> None:
    assert of_filing([_line(line)], fold(f"{line}\nوقال لصدى الوادي")) == name


@pytest.mark.parametrize(
    ("head", "others", "name"),
    [
        pytest.param("منتديات الصدى > القسم العام", ["بحث"], "منتديات الصدى", id="first-step-of-the-path"),
        pytest.param("الصدى", ["بريد الصدى", "ملفات الصدى"], "الصدى", id="its-sections-have-it"),
        pytest.param("الصدى", ["بريد الصدى", "ملفات القراء"], None, id="one-section-has-it"),
        pytest.param("قالت مصادر", ["موقع الصدى"], None, id="not-the-first-line"),
    ],
)
def test_the_first_line_names_the_page(head: str, others: list[str], name: str | None) -> None:
    lines = [_line(head), *map(_line, others)]
    assert at_head(lines, [], fold("\n".join([head, *others]))) == name


@pytest.mark.parametrize(
    ("line", "page", "name"),
    [
        pytest.param("صدى الوادي جريدة إلكترونية محلية", "صدى الوادي وعاينت صدى الوادي", "صدى الوادي", id="comes-again"),
        pytest.param("صدى الوادي جريدة إلكترونية محلية", "لا اسم", None, id="comes-nowhere"),
        pytest.param("إن جريدة الوادي ترحب بالقراء", "إن الوزير قال إن", None, id="a-sentence"),
    ],
)
def test_the_name_that_the_site_gives_of_itself(line: str, page: str, name: str | None) -> None:
    assert described([_line(line)], fold(f"{line} {page}")) == name


@pytest.mark.parametrize(
    ("said", "furniture", "name"),
    [
        pytest.param('وقال النائب لـ"الصدى" إنه رفض', "© الصدى 2014", "الصدى", id="the-furniture-has-it"),
        pytest.param('وسلم الرسالة لـ"أبو سعد" مساء', "© 2014", None, id="a-person"),
        pytest.param('وقال النائب لـ"رويترز" إنه رفض', "رويترز", None, id="an-agency"),
    ],
)
def test_to_whom_the_article_speaks(said: str, furniture: str, name: str | None) -> None:
    assert spoken_to(said, [_line(furniture)]) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("جريدة الضفاف", "جريدة الضفاف"),
        ("جريدة الضفاف - بيروت", "جريدة الضفاف"),
        ("صحيفة النيل الجديد (الخرطوم)", "صحيفة النيل الجديد"),
        ("بغداد: وكالة الرافد للأنباء", "وكالة الرافد للأنباء"),
        ("الخرطوم - قناة الوادي", "قناة الوادي"),
        ("موقع صدى الإخباري", "موقع صدى الإخباري"),
        ("قناة الوادي", None),
        ("موقع الانفجار", None),
        ("شبكة الكهرباء", None),
        ("صحيفة بريطانية", None),
        ("صحيفة تنفي الخبر", None),
        ("وكالة الرافد للأنباء تغلق مكتبها", None),
        ("جريدة الضفاف: الرئيس يستقيل", None),
        ("بيروت", None),
        ("صحيفة", None),
        ("", None),
    ],
)
def test_a_line_that_is_an_outlets_name_and_a_city(line: str, name: str | None) -> None:
    assert name_of(line) == name


def test_names_are_the_same_without_the_nouns_of_their_bearers() -> None:
    assert core("وكالة أنباء الضحى") == core("صحيفة الضحى") == fold("الضحى")
    assert same("الضحى", "شبكة الضحى الإخبارية")
    assert not same("الضحى", "البيدر")


def test_a_name_is_counted_with_its_clitics() -> None:
    assert mentions("الضحى", fold("الضحى والضحى للضحى بالضحى ضحى الأضحى")) == 4
