"""Words and tags: alike for what folds alike, apart for what does not; queries for both databases from one reading."""

from __future__ import annotations

import pytest

from khabar.ledger.words import Term, days, fts5, months, sentence, tag, terms, tsquery, tsvector, within, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("قالت «المدرسةُ»، أمس.", ["قالت", "المدرسه", "امس"], id="signs-and-diacritics"),
        pytest.param("كتـــاب٣", ["كتاب3"], id="tatweel-and-digits"),
        pytest.param("one_two-THREE", ["one", "two", "three"], id="underscores-part-words"),
        pytest.param("… — «»", [], id="no-word"),
        pytest.param("ا" * 500 + " ب", ["ب"], id="a-word-too-long-for-an-index"),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("وقف إطلاق", (Term(("وقف",)), Term(("اطلاق",))), id="words"),
        pytest.param('"وقف إطلاق" النار', (Term(("وقف", "اطلاق")), Term(("النار",))), id="a-phrase-and-a-word"),
        pytest.param("انسح*", (Term(("انسح",), prefix=True),), id="a-beginning"),
        pytest.param("وقف-إطلاق", (Term(("وقف", "اطلاق")),), id="what-a-sign-joins-is-a-phrase"),
        pytest.param('"وقف', (Term(("وقف",)),), id="a-quote-that-never-ends"),
        pytest.param("* ' ; )", (), id="signs-alone"),
    ],
)
def test_terms(query: str, found: tuple[Term, ...]) -> None:
    assert terms(query) == found


def test_queries_of_both_databases() -> None:
    wanted, tags = (Term(("وقف", "اطلاق")), Term(("النا",), prefix=True)), [["x1", "x2"], ["x3"]]
    assert fts5(wanted, tags) == 'words : ("وقف" + "اطلاق") AND words : ("النا"*) AND tags : ("x1" OR "x2") AND tags : ("x3")'
    assert tsquery(wanted, tags) == "('وقف' <-> 'اطلاق') & ('النا':*) & ('#x1' | '#x2') & ('#x3')"
    assert tsvector(["وقف", "وقف"], ["x1"]) == "'وقف':1 'وقف':2 '#x1'"


def test_tags_fold_and_know_their_kind() -> None:
    assert tag("actor", "هيئة المياه") == tag("actor", "هيئه المياه")
    assert len({tag("actor", "x"), tag("recipient", "x"), tag("actor", "y")}) == 3


def test_a_sentence_is_read_without_tags() -> None:
    assert sentence("قال\n <b>الوزير</b> &amp; غيره", "html") == "قال الوزير & غيره"
    assert sentence("قال\n <b>الوزير</b>", "text") == "قال <b>الوزير</b>"


@pytest.mark.parametrize(
    ("start", "end", "meets"),
    [
        pytest.param("2016-05-01", "2016-05-31", {"2016-05"}, id="a-month"),
        pytest.param("2015-12-31", "2016-01-01", {"2015-12", "2016-01"}, id="over-new-year"),
        pytest.param("2010-01-01", "2020-12-31", {"any-stretch"}, id="a-long-stretch"),
        pytest.param("", "2016-05-31", {"any-stretch"}, id="an-open-side"),
        pytest.param("", "", set(), id="no-day"),
    ],
)
def test_stretches_are_found_by_the_months_that_they_touch(start: str, end: str, meets: set[str]) -> None:
    stored = set(days("published", start, end))
    found = {month for month in (f"{year}-{at:02}" for year in range(2009, 2022) for at in range(1, 13)) if stored & set(_asked(month))}
    everything = len(found) == 13 * 12
    assert ({"any-stretch"} if everything else found) == meets
    assert not stored & set(within("happened", "2016-05-01", "2016-05-31"))


def _asked(month: str) -> list[str]:
    return within("published", f"{month}-01", f"{month}-28")


def test_too_many_months_and_years_are_not_asked_for() -> None:
    assert months("2016-01-01", "2017-12-31") == [f"{year}-{month:02}" for year in (2016, 2017) for month in range(1, 13)]
    assert months("2016-01-01", "2018-01-01") is None
    assert len(within("published", "2001-01-01", "2020-12-31")) == 21
    assert within("published", "1600-01-01", "2020-12-31") == within("published", None, "2020-12-31") == []
