"""The invented captures: their marks are read as written, and the figures count what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.captures import cases, measure
from bench.captures.cases import Case
from bench.captures.measure import Found
from khabar.records.article import Article, Published
from khabar.records.capture import Dropped
from khabar.records.spans import Quote, Span

TEXT = r"""# published: 2019-05-01/2019-05-03
# outlet: الصدى | صحيفة الصدى
F| الصدى
T| عنوان\u00a0قصير
B| قال الوزير إنه رفض.
O| (وكالات)
C| كلام جميل
"""
HTML = "# published: null\n<p>⟦B قال <b>الوزير</b> إنه رفض.⟧</p>"


@pytest.fixture
def case(tmp_path: Path, request: pytest.FixtureRequest) -> Case:
    source, suffix = request.param
    path = tmp_path / f"page.{suffix}"
    path.write_text(source, encoding="utf-8")
    return cases._case(path)


def _article(case: Case, body: tuple[Span, ...], title: Span, published: tuple[str, str] | None, outlet: str | None = None) -> Article:
    day = Published(*published, "line", None) if published else None
    return Article(case.name, "0", "ar", Quote.of(case.text, title.start, title.end), None, body, (), (), outlet, None, None, day, None)


@pytest.mark.parametrize("case", [(TEXT, "txt")], indirect=True)
def test_marks_of_lines_are_taken_off(case: Case) -> None:
    assert case.text == "الصدى\nعنوان\u00a0قصير\nقال الوزير إنه رفض.\n(وكالات)\nكلام جميل\n"
    assert [case.text[s.start : s.end] for s in case.spans("TB")] == ["عنوان\u00a0قصير", "قال الوزير إنه رفض."]
    assert not case.held


@pytest.mark.parametrize("case", [(HTML, "html")], indirect=True)
def test_brackets_of_html_are_taken_off(case: Case) -> None:
    assert case.text == "<p>قال <b>الوزير</b> إنه رفض.</p>"
    assert [case.text[s.start : s.end] for s in case.spans("B")] == ["قال <b>الوزير</b> إنه رفض."]


@pytest.mark.parametrize("case", [("# newline: crlf\nB| أ\nF| ب\n", "txt"), ("# join: yes\n# round: 2\nB| أ\nF| ب\n", "txt")], indirect=True)
def test_a_page_is_stored_as_its_head_says(case: Case) -> None:
    assert case.data.decode() == ("أب" if case.held else "أ\r\nب\r\n")


@pytest.mark.parametrize("case", [(TEXT, "txt")], indirect=True)
@pytest.mark.parametrize(
    ("body", "title", "published", "outlet", "figures"),
    [
        pytest.param("BO", "T", ("2019-05-02", "2019-05-02"), "الصدى", {"body": 1, "title": 1, "published": 1, "outlet": 1}, id="all right"),
        pytest.param("B", "F", None, None, {"body": 1, "title": 0, "published": 0, "outlet": 0}, id="undated and unnamed"),
        pytest.param("F", "T", ("2019-05-04", "2019-05-04"), "العهد", {"body": 0, "title": 1, "published": 0, "outlet": 0}, id="another day"),
    ],
)
def test_figures_count_what_the_gold_says(
    case: Case, body: str, title: str, published: tuple[str, str] | None, outlet: str | None, figures: dict[str, float]
) -> None:
    answer = _article(case, tuple(case.spans(body)), case.spans(title)[0], published, outlet)
    counted = dict(measure._figures(case, answer))
    assert {name: counted[name] for name in figures} == figures
    assert counted["comments"] == 0


@pytest.mark.parametrize("case", [(TEXT, "txt")], indirect=True)
def test_what_is_dropped_has_nothing_right(case: Case) -> None:
    assert set(Found(case, Dropped("page", "no-article", "-"), dict(measure._figures(case, Dropped("page", "no-article", "-")))).faults) == {
        *("kept", "body", "title", "published", "outlet", "comments")
    }


def test_every_case_says_its_day_or_its_drop_and_marks_its_body() -> None:
    for one in cases.cases():
        assert ("expect" in one.said) != ("published" in one.said and bool(one.spans("B")) and bool(one.spans("T"))), one.name
        assert not re.search(r"[⟦⟧]|^[FTKBSYDCO]\| ", one.text, re.M), one.name
