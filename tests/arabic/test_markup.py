"""Source with tags, read without a tree: what stands where, and clean words with a way back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.arabic.markup import attributes, clean, shown, tokens
from khabar.records.spans import Span


def everything(source: str) -> Span:
    return Span(0, len(source))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("قال الوزير", "قال الوزير"),
        ("<p>قال&nbsp;<b>الوزير</b></p>", "قال الوزير"),
        ("قال\n    الوزير\t إن", "قال الوزير إن"),
        ("قال<br/>الوزير", "قال\nالوزير"),
        ("<p>قال</p>\n<p>الوزير</p>", "قال\nالوزير"),
        ("&laquo;نعم&raquo; &amp;amp; &#1602;&#x627;&#x644; &bogus; &", "«نعم» &amp; قال &bogus; &"),
        ("قا<!-- > <b> -->ل<script>if (a<b) x()</script>", "قال"),
        ("<a title=\"5 > 3\" href='x>y'>قال</a>", "قال"),
        ("5 < 6 و 7 > 3", "5 < 6 و 7 > 3"),
        ("مُحَمَّـد", "مُحَمَّـد"),
        ("قال <b> الوزير</b> &nbsp; <br> إن\u00a0<p> ", "قال الوزير\nإن"),
        ("&#10;قال &#32; <i>&nbsp;</i>الوزير", "قال الوزير"),
        ("", ""),
        ("<br><br>", ""),
    ],
    ids=[
        "plain",
        "inline",
        "white-space",
        "break",
        "blocks",
        "entities",
        "comment",
        "quoted-attribute",
        "signs",
        "diacritics",
        "doubled-space",
        "space-as-entity",
        "empty",
        "tags",
    ],
)
def test_clean_words(source: str, expected: str) -> None:
    assert clean(source, everything(source)).text == shown(source, everything(source)) == expected


def test_the_way_back_covers_entities_and_leaves_tags_around_out() -> None:
    source = "<p>قال <b>&laquo;نعم&raquo;</b> ثم</p>"
    found = clean(source, everything(source))
    start = found.text.index("«")
    assert source[slice(*found.original(start, start + 5))] == "&laquo;نعم&raquo;"
    assert source[slice(*found.original(0, 3))] == "قال"
    assert found.original(2, 2) == (5, 5)
    assert found.within(*found.original(start, start + 5)) == (start, start + 5)


def test_plain_text_is_left_as_it_is() -> None:
    source = "س &amp; <b>  ص"
    found = clean(source, Span(2, len(source)), "text")
    assert found.text == shown(source, Span(2, len(source)), "text") == source[2:]
    assert found.original(0, 5) == (2, 7)


def test_attributes_are_decoded_and_the_first_counts() -> None:
    assert attributes(" class=\"a &amp; b\" CLASS=c hidden data-x='1' href=/p") == {"class": "a & b", "hidden": "", "data-x": "1", "href": "/p"}


PIECES = st.sampled_from(
    ["<p>", "</p>", "<b x='>'>", "<br>", "&nbsp;", "&#x627;", "&lt;", "<!--", "-->", "<script>", "</script>", "<", ">", '"', "'", "&", "\n"]
)
SOURCES = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=30).map("".join)


@settings(deadline=None)
@given(SOURCES)
def test_tokens_are_in_order_and_apart(source: str) -> None:
    found = list(tokens(source))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= token.start <= token.end <= len(source) for token in found)


@settings(deadline=None)
@given(SOURCES, st.data())
def test_every_stretch_of_clean_words_has_its_place(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    span = Span(start, data.draw(st.integers(start, len(source))))
    found = clean(source, span)
    assert shown(source, span) == found.text
    assert len(found.text) == len(found.offsets) == len(found.ends)
    assert list(found.offsets) == sorted(found.offsets)
    assert all(span.start <= a < b <= span.end for a, b in zip(found.offsets, found.ends, strict=True))
    for at, character in enumerate(found.text):
        a, b = found.original(at, at + 1)
        assert source[a:b] == character or character.isspace() or source[a] == "&"
