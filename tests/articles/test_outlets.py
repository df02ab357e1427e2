"""Names that a page gives itself without a phrase that says so."""

from __future__ import annotations

import pytest

from khabar.arabic.folding import fold
from khabar.articles.lines import Line, line_of
from khabar.articles.outlets import at_head, beside_title, core, mentions, of_filing, same
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
        pytest.param("وكالة صدى للأنباء", "حمل تطبيقنا", None, id="comes-nowhere-again"),
    ],
)
def test_the_name_at_the_head(head: str, below: str, name: str | None) -> None:
    assert at_head([_line(head)], [_line(below)], fold(f"{head}\n{below}")) == name


@pytest.mark.parametrize(
    ("line", "name"), [("صدى الوادي - خاص", "صدى الوادي"), ("صدى الوادي – بيروت", "صدى الوادي"), ("بيروت - خاص", None), ("صدى الوادي", None)]
)
def test_the_name_of_a_filing(line: str, name: str | None) -> None:
    assert of_filing([_line(line)], fold(f"{line}\nصدى الوادي بيروت")) == name


def test_names_are_the_same_without_the_nouns_of_their_bearers() -> None:
    assert core("وكالة أنباء الضحى") == core("صحيفة الضحى") == fold("الضحى")
    assert same("الضحى", "شبكة الضحى الإخبارية")
    assert not same("الضحى", "البيدر")


def test_a_name_is_counted_with_its_clitics() -> None:
    assert mentions("الضحى", fold("الضحى والضحى للضحى بالضحى ضحى الأضحى")) == 4
