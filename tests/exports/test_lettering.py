"""Lines of Arabic: direction, width, breaks."""

from __future__ import annotations

import pytest

from khabar.exports.lettering import around, cut, ltr, plain, rtl, width, wrapped


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
        pytest.param("هدنة، في الوادي", 8, "هدنة…", id="cut-after-a-comma"),
        pytest.param("والاستخباراتية", 6, "والاس…", id="one-long-word"),
        pytest.param("", 6, "", id="nothing"),
    ],
)
def test_what_is_cut_says_so(text: str, letters: int, shown: str) -> None:
    assert cut(text, letters) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param("صمود", "…الباحث صمود الهدنة…", id="from-before-the-words"),
        pytest.param("لم يصدر", "لم يصدر بيان عن…", id="at-the-beginning"),
        pytest.param("سقوط", "لم يصدر بيان عن…", id="not-there"),
    ],
)
def test_a_long_sentence_is_shown_about_its_cue(words: str, shown: str) -> None:
    text = "لم يصدر بيان عن اللواء، فيما رجح الباحث صمود الهدنة أسبوعا"
    assert around(text, words, 20, 8) == shown
    assert around(text, words, 100, 8) == text


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
