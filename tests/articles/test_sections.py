"""Headings above a line, boxes that the page closes in words, rows that were broken to a width."""

from __future__ import annotations

import pytest

from khabar.articles.lines import lines_of
from khabar.articles.page import Page, page_of
from khabar.articles.text import classify

PROSE = "وقال رئيس اللجنة إن القرية رفضت عرض المقاول، مؤكدا أن السكان سيعودون إلى الاعتصام إذا لم تدفع التعويضات قبل نهاية الشهر الحالي."
SHOP = "وأضاف أن البلدية وعدت بإعادة فتح السوق القديم بعد العيد، لكن التجار طالبوا بضمانات مكتوبة قبل أن يعودوا إلى محالهم."


def _page(*rows: str) -> Page:
    return page_of(lines_of("\n".join(rows)))


BOXES = [
    pytest.param([PROSE, "قصص مقترحة", "سوق البلدة في صور", "قصص مقترحة نهاية", SHOP], [1, 2, 3], id="closed by its own name"),
    pytest.param([PROSE, "تخطى البودكاست وواصل القراءة", "البودكاست", "حكايات", "البودكاست نهاية", SHOP], [1, 2, 3, 4], id="skipped by name"),
    pytest.param([PROSE, "تخطى مقطع الفيديو", "شرح", "نهاية مقطع الفيديو", SHOP], [1, 2, 3], id="end before the name"),
    pytest.param([PROSE, "list of 2 items", "list 1 of 2", "خبر عن السوق", "end of list", SHOP], [1, 2, 3, 4], id="in English"),
    pytest.param([PROSE, "الحرب", SHOP, "نهاية الحرب", PROSE], [], id="two subheadings of a story"),
    pytest.param([PROSE, "list of demands", SHOP], [], id="opened and never closed"),
    pytest.param([PROSE, SHOP, "البودكاست نهاية"], [], id="closed and never opened"),
]


@pytest.mark.parametrize(("rows", "inside"), BOXES)
def test_a_box_is_what_stands_between_its_words(rows: list[str], inside: list[int]) -> None:
    assert [at for at, within in enumerate(_page(*rows).enclosed) if within] == inside


HEADINGS = [
    pytest.param([PROSE, "تعليقات (3)", "كلام جميل"], "reader", id="a heading with its count"),
    pytest.param([PROSE, "2 تعليق", "كلام جميل"], "reader", id="a count and the noun"),
    pytest.param([PROSE, "تعليقات (0)", "كلام جميل"], "", id="a heading of none"),
    pytest.param([PROSE, "اترك تعليقا", "سامي", "5 مارس 2019", "كلام جميل"], "reader", id="a form with dated comments under it"),
    pytest.param([PROSE, "اترك تعليقا", "الاسم", "كلام جميل"], "", id="a form and no comments"),
    pytest.param([PROSE, "إقرأ المزيد", "سوق البلدة يفتح أبوابه"], "cut", id="a link that goes on"),
    pytest.param([PROSE, "إقرأ المزيد", "سوق البلدة يفتح أبوابه", "خبر ثان", "خبر ثالث"], "", id="but not for long"),
]


@pytest.mark.parametrize(("rows", "kind"), HEADINGS)
def test_a_heading_holds_on_the_last_line(rows: list[str], kind: str) -> None:
    assert _page(*rows).sections[-1][0] == kind


def test_above_the_article_a_list_of_pages_weighs_half() -> None:
    rows = ["الأكثر قراءة", "سوق البلدة يفتح أبوابه"]
    assert (_page(*rows).sections[1], _page(PROSE, *rows).sections[2]) == (("related", 0.5), ("related", 1.0))


WRAPPED = ["طالبت نقابة عمال النسيج إدارة المصنع بصرف الأجور المتأخرة عن", "شهرين، وهددت بالإضراب إذا لم تستجب الإدارة قبل نهاية الأسبوع،"]
ROWS = [
    pytest.param([*WRAPPED, "بينما نفت الإدارة وجود أي تأخير."], 1, id="a paragraph broken to a width"),
    pytest.param([*WRAPPED, "ونفت الإدارة ذلك.", *WRAPPED, "وعاد العمال."], 2, id="two paragraphs, each to its last row"),
    pytest.param(["عنوان قصير", *WRAPPED, "ونفت الإدارة ذلك."], 2, id="a headline is not of the paragraph"),
    pytest.param(["مقتل أربعة جنود في كمين جنوب السد", "هدنة هشة في الجبل بعد قتال أسبوع", "النفط يتراجع وسط مخاوف التجار."], 3, id="even headlines"),
    pytest.param([PROSE[:100] + ".", SHOP[:100] + ".", PROSE[:90] + "."], 3, id="a sentence a row"),
    pytest.param([WRAPPED[0], "", WRAPPED[1], "", "ونفت الإدارة ذلك."], 3, id="empty rows part paragraphs"),
]


@pytest.mark.parametrize(("rows", "count"), ROWS)
def test_rows_are_made_whole_only_where_a_width_broke_them(rows: list[str], count: int) -> None:
    assert len(lines_of("\n".join(rows))) == count


def test_bullets_that_sum_up_the_text_are_body_and_others_are_not() -> None:
    told, other = ["• اللجنة تتهم المقاول بالخداع", "• البلدية تعد بفتح السوق القديم"], ["• طقس غائم على الساحل", "• أسعار الذهب تتراجع"]
    text = "واتهمت اللجنة المقاول بخداع السكان، وقالت إن البلدية وعدت بفتح السوق القديم قبل العيد."
    for bullets, labels in ((told, {"body"}), (other, {"furniture"})):
        page = classify("\n".join(["اللجنة تتهم المقاول وتعود إلى الاعتصام", "الأحد 3 مارس 2019", *bullets, text, PROSE, SHOP]))
        assert {line.label for line in page[2:4]} == labels
