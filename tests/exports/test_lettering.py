"""Lines of Arabic: direction, width, breaks."""

from __future__ import annotations

import pytest

from khabar.exports.lettering import cut, ltr, plain, rtl, width, wrapped


def test_a_line_carries_its_direction_and_gives_it_up() -> None:
    line = rtl(f"حتى {ltr('2015-03')}")
    assert (line[0], line[-1], line[5]) == ("\u2067", "\u2069", "\u2066")
    assert plain(line) == "حتى 2015-03"


@pytest.mark.parametrize(
    ("text", "letters", "shown"),
    [
        pytest.param("هدنة  في\nالوادي", 20, "هدنة في الوادي", id="short-with-odd-spaces"),
        pytest.param("هدنة في الوادي", 14, "هدنة في الوادي", id="just-fits"),
        pytest.param("هدنة في الوادي", 13, "هدنة في…", id="cut-after-a-word"),
        pytest.param("والاستخباراتية", 6, "والاس…", id="one-long-word"),
        pytest.param("", 6, "", id="nothing"),
    ],
)
def test_what_is_cut_says_so(text: str, letters: int, shown: str) -> None:
    assert cut(text, letters) == shown


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("لواء الضفتين", ["لواء الضفتين"], id="one-line"),
        pytest.param("اللجنة الأهلية لصيادي الميناء", ["اللجنة الأهلية", "لصيادي الميناء"], id="two-lines"),
        pytest.param("اللجنة الأهلية العليا لصيادي الميناء القديم", ["اللجنة الأهلية", "العليا لصيادي…"], id="two-lines-and-cut"),
        pytest.param("", [""], id="nothing"),
    ],
)
def test_names_break_between_words(text: str, lines: list[str]) -> None:
    assert wrapped(text, 15) == lines


def test_marks_and_signs_take_no_room() -> None:
    assert width("مُدَرِّس", 10) == width("مدرس", 10) == width(rtl("مدرس"), 10) > 0
