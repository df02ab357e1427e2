"""The chart of months: a part of a bar for each quad class of a month, conflict below the line."""

from __future__ import annotations

import pytest
from drawn import links, texts

from khabar.exports import drawing
from khabar.exports.timeline_chart import Month, _rows, timeline_chart

SERIES = (Month("2015-01", "material-conflict", 3), Month("2015-01", "verbal-conflict", 2), Month("2015-03", "verbal-cooperation", 1))


def test_every_part_of_a_bar_is_one_mark_with_its_link() -> None:
    made = drawing.svg(timeline_chart("لواء الضفتين", SERIES, lambda one: f"/{one.month}/{one.quad}"))
    assert sorted(links(made)) == sorted(f"/{one.month}/{one.quad}" for one in SERIES)
    assert "ما قيل عن لواء الضفتين شهرا بعد شهر" in texts(made)
    assert any("الأقوال: 6" in one for one in texts(made))


@pytest.mark.parametrize(
    ("quad", "low", "high"),
    [
        pytest.param("verbal-conflict", 0, -2, id="what-is-said-is-nearer-the-line"),
        pytest.param("material-conflict", -2, -5, id="what-is-done-is-beyond-it"),
        pytest.param("verbal-cooperation", 0, 1, id="cooperation-is-above"),
    ],
)
def test_parts_stand_on_each_other(quad: str, low: int, high: int) -> None:
    one = next(row for row in _rows(SERIES, lambda each: each.quad) if row["href"] == quad)
    assert (one["low"], one["high"]) == (low, high)


def test_nothing_dated_says_so() -> None:
    assert "لا أقوال مؤرخة" in texts(drawing.svg(timeline_chart("لواء الضفتين", ())))
