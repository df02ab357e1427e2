"""The times of the press, by a table of cases; and what holds for any text."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.arabic.folding import fold
from khabar.knowledge.calendar import TABLES, find, is_duration, resolve, vocabulary
from khabar.knowledge.tables import rows

WEDNESDAY = ("2016-05-18", "2016-05-18")


class Case(NamedTuple):
    text: str
    published: tuple[str, str] | None
    found: list[tuple[str, str | None, str | None, str]]
    edtf: list[str | None] | None


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def _cases() -> Sequence[object]:
    listed = yaml.safe_load(Path(__file__).with_name("cases").joinpath("times.yaml").read_text(encoding="utf-8"))
    cases = []
    for row in listed:
        assert bool(row["found"]) != ("why" in row), f"{row['id']}: a row without times says why, and only such a row"
        published = row.get("published", WEDNESDAY)
        day = (str(published[0]), str(published[1])) if published else None
        found = [(str(words), _day(first), _day(last), precision) for words, first, last, precision in row["found"]]
        cases.append(pytest.param(Case(row["text"], day, found, row.get("edtf")), id=row["id"]))
    return cases


@pytest.mark.parametrize("case", _cases())
def test_finds_the_times_of_the_case_and_no_others(case: Case) -> None:
    found = find(case.text, case.published)
    assert [(time.text, time.first, time.last, time.precision) for time in found] == case.found
    assert all(case.text[time.start : time.end] == time.text for time in found)
    assert case.edtf is None or [time.edtf for time in found] == case.edtf


@pytest.mark.parametrize(
    ("text", "basis"),
    [("عام 2014", "explicit"), ("في 3 مارس 2015", "explicit"), ("أمس", "relative"), ("نيسان الماضي", "relative"), ("منذ 2011", "explicit")],
)
def test_says_whether_the_words_alone_fix_the_days(text: str, basis: str) -> None:
    assert find(text, WEDNESDAY)[0].basis == basis


def test_resolve_reads_one_expression() -> None:
    found = resolve("مطلع أبريل المقبل", WEDNESDAY)
    assert found is not None
    assert (found.first, found.last) == ("2017-04-01", "2017-04-10")
    assert resolve("المقاتلون", WEDNESDAY) is None


@pytest.mark.parametrize(
    ("words", "lasts"),
    [
        ("أيام", True),
        ("الأيام", True),
        ("ثلاثة أيام", True),
        ("نحو أسبوعين", True),
        ("لمدة 24 ساعة", True),
        ("طوال عام ونصف", True),
        ("قبل أيام", False),
        ("ثلاثة أيام الماضية", False),
        ("أيام العيد", False),
        ("عام 2014", False),
        ("اليوم", False),
        ("ثلاثة", False),
        ("", False),
    ],
)
def test_a_length_of_time_is_told_from_a_time(words: str, lasts: bool) -> None:
    assert is_duration(words) == lasts


_END = r"\d{4}(-\d\d(-\d\d)?)?[~?%]?"
EDTF = re.compile(rf"{_END}|\d{{4}}-2[1-4][~?%]?|(\d{{3}}X|\d\dXX)[~?%]?|({_END}|\.\.)/({_END}|\.\.)")
"""Dates of levels 0 and 1, and intervals of them."""
PIECES = st.sampled_from(
    [form for table in TABLES for row in rows(f"calendar/{table}.tsv") for form in [row["form"], "ال" + row["form"], "و" + row["form"]]]
    + [row["name"] for row in rows("calendar/months.tsv")]
    + ["2014", "٣", "1437هـ", "و", "-", "/", "،", "(", ")", "«", "31", "ألفين", "وخمسة عشر", "الثالث", "ﻻ", "ـ", "\u064b"]
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12).map(" ".join) | st.text(max_size=60), st.sampled_from([None, WEDNESDAY, ("0001-01-01", "9999-12-31")]))
def test_any_text_gives_true_ordered_spans_and_ordered_days(text: str, published: tuple[str, str] | None) -> None:
    found = find(text, published)
    assert all(text[time.start : time.end] == time.text and time.text.strip() for time in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    assert all(time.first is None or time.last is None or time.first <= time.last for time in found)
    assert published is not None or all(time.first is None or time.basis == "explicit" for time in found)
    assert all((time.edtf is None) == (time.first is None and time.last is None) for time in found)
    assert all(EDTF.fullmatch(time.edtf) for time in found if time.edtf)


def test_a_paragraph_takes_milliseconds() -> None:
    text = "قال القائد أمس إن القوات التي وصلت مطلع نيسان الماضي انسحبت من البلدة بعد ثلاثة أيام من القتال العنيف في شمالها. " * 8
    find(text, WEDNESDAY)
    begun = time.process_time()
    find(text, WEDNESDAY)
    assert time.process_time() - begun < 0.05, "150 words take about 1.5 ms; the limit leaves room for slow machines"


@pytest.mark.parametrize("piece", ["من 3 إلى 4 و5 و6 خمسة وعشرون وستة", "و5 و6", "مطلع", "من", "3 مارس الموافق", "الأحد", "قبل منذ بين"])
def test_a_long_run_of_openings_takes_time_in_its_length(piece: str) -> None:
    text = f"{piece} " * 3_000
    begun = time.process_time()
    find(text, WEDNESDAY)
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("table", TABLES)
def test_table_is_sorted_and_has_no_form_twice(table: str) -> None:
    forms = [(row["form"], row["value"]) for row in rows(f"calendar/{table}.tsv")]
    assert forms == sorted(forms)
    folded = [(fold(form), value) for form, value in forms]
    assert len(set(folded)) == len(folded)


def test_months_are_of_their_calendar() -> None:
    for row in rows("calendar/months.tsv"):
        assert row["calendar"] in {"gregorian", "hijri"}
        assert 1 <= int(row["month"]) <= 12
    names = {fold(row["name"]) for row in rows("calendar/months.tsv")}
    assert {fold(row["form"]) for row in rows("calendar/homographs.tsv")} <= names


def test_vocabulary_holds_phrases_word_by_word() -> None:
    assert ("كانون", "ثاني") in vocabulary().phrases
