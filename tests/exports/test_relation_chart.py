"""The chart of a relation: a mark for each point, a track for each status, changes in words; and the three forms of any chart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from drawn import links, png_size, size, texts

from khabar.exports import drawing
from khabar.exports.drawing import Chart
from khabar.exports.relation_chart import relation_chart
from khabar.records.claim import Status
from khabar.records.relation import ChangePoint, Point

PAIR = ("لواء الضفتين", "كتائب وادي الزيتون")


def point(start: str, status: Status, quad: str, score: float, witnesses: int = 1) -> Point:
    key = f"{start}{status}{quad}"
    return Point(start, status, quad, (f"o-{key}",), witnesses, score, (f"a-{key}", f"b-{key}"))


POINTS = [
    point("2015-01-01", "occurred", "verbal-cooperation", 4.0, 3),
    point("2015-02-01", "occurred", "material-conflict", -10.0, 2),
    point("2015-02-01", "denied", "material-conflict", -10.0),
    point("2016-05-01", "occurred", "verbal-conflict", -2.0),
]
CHANGES: dict[str, list[ChangePoint]] = {"occurred": [ChangePoint("2015-02-01", 4.0, -7.3, "")]}


def drawn(points: list[Point], changes: dict[str, list[ChangePoint]] | None = None) -> Chart:
    return relation_chart(PAIR, points, changes or {}, link=lambda one: f"/claims?start={one.start}&status={one.status}&quad={one.quad}")


@pytest.fixture(scope="module")
def svg() -> str:
    return drawing.svg(drawn(POINTS, CHANGES))


def test_every_point_is_one_mark_with_its_link(svg: str) -> None:
    assert sorted(links(svg)) == sorted(f"/claims?start={one.start}&status={one.status}&quad={one.quad}" for one in POINTS)


def test_the_words_say_what_is_shown_and_how_much(svg: str) -> None:
    found = texts(svg)
    for words in (
        "العلاقة بين لواء الضفتين وكتائب وادي الزيتون، بالأشهر",
        "أقوال منسوبة إلى قائليها، لا حقائق مثبتة · الأقوال: 8 · الوقائع: 4 · المصادر المستقلة: 7",
        "قيل إنه وقع · المصادر المستقلة: 6",
        "منفي · المصادر المستقلة: 1",
        "المتوسط من +4.0 إلى −7.3",
        "+10 تعاون",
        "−10 صراع",
        "صراع فعلي",
    ):
        assert words in found


def test_statuses_and_quad_classes_without_a_point_are_not_named(svg: str) -> None:
    assert not {"مقترح", "تعاون فعلي"} & {word.partition(" ·")[0] for word in texts(svg)}


@pytest.mark.parametrize("points", [[], POINTS[:1]], ids=["none", "one"])
def test_few_points_are_drawn_too(points: list[Point]) -> None:
    made = drawing.svg(drawn(points))
    assert len(links(made)) == len(points)
    assert ("لا أقوال بين الطرفين" in texts(made)) == (not points)


def test_long_names_break_and_widen_nothing() -> None:
    long = relation_chart((" ".join(["اللجنة العليا"] * 9), " ".join(["المجلس المحلي"] * 9)), POINTS, {})
    assert size(drawing.svg(long))[0] <= size(drawing.svg(drawn(POINTS)))[0] + 1


def test_png_has_twice_the_size_of_the_svg(svg: str) -> None:
    wide, high = size(svg)
    made = png_size(drawing.png(drawn(POINTS, CHANGES)))
    assert made == pytest.approx((2 * wide, 2 * high), abs=2)


def test_html_loads_nothing_and_holds_the_data() -> None:
    page = drawing.html(drawn(POINTS, CHANGES))
    assert not re.search(r"\b(?:src|href|data|action)\s*=|@import|url\(", re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL))
    assert "default-src 'none'" in page
    assert '<html lang="ar" dir="rtl">' in page
    assert "<title>العلاقة بين لواء الضفتين وكتائب وادي الزيتون، بالأشهر</title>" in page
    assert page.count("/claims?start=") == len(POINTS)
    assert page.count("</script>") == page.count("<script>") == 2
    assert not re.search(r"(?:fetch|import|XMLHttpRequest)\s*\(\s*[\"']https?:", page)


def test_data_cannot_leave_the_script_of_the_page() -> None:
    page = drawing.html(relation_chart(("</script><b>", "x"), POINTS, {}))
    assert "<b>" not in page
    assert "<title>العلاقة بين &lt;/script&gt;&lt;b&gt; وx، بالأشهر</title>" in page


def test_the_same_series_is_drawn_the_same(svg: str) -> None:
    assert drawing.svg(drawn(POINTS, CHANGES)) == svg


@pytest.mark.parametrize(("name", "head"), [("a.svg", b"<svg"), ("a.PNG", b"\x89PNG"), ("a.html", b"<!doctype")])
def test_the_ending_names_the_form(tmp_path: Path, name: str, head: bytes) -> None:
    drawing.save(drawn(POINTS[:1]), tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(head)


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"a\.pdf ends in none of \.svg, \.png, \.html"):
        drawing.save(drawn(POINTS), tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []
