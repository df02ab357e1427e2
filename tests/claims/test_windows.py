"""Windows: every sentence worth reading is fresh in exactly one, and every character of a window leads back to the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.arabic.words import words
from khabar.claims import skim
from khabar.claims.windows import MOST_CONTEXT, MOST_WORDS, Window, prefiltered, windows, worth_reading
from khabar.records.capture import Media
from khabar.records.mention import Mention
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote, Span, assert_span

CUE = "قصفت الطائرات مواقع المقاتلين"
PLAIN = "الطقس جميل في هذا المساء"


def sentences_of(text: str, pieces: Sequence[str], paragraphs: Sequence[int] | None = None) -> list[Sentence]:
    """The pieces, in their order in `text`, each a sentence; all in one paragraph unless said."""
    found, at = [], 0
    for number, piece in enumerate(pieces):
        at = text.index(piece, at)
        found.append(Sentence(Quote.of(text, at, at + len(piece)), "body", paragraphs[number] if paragraphs else 0, ()))
        at += len(piece)
    return found


def plain(pieces: Sequence[str], mentions: Sequence[Mention] = (), paragraphs: Sequence[int] | None = None) -> list[Window]:
    text = " ".join(pieces)
    return windows(text, "text", sentences_of(text, pieces, paragraphs), mentions)


def numbers(window: Window) -> list[int]:
    return [s.number for s in window.sentences]


def fresh(found: Sequence[Window]) -> list[int]:
    return [s.number for window in found for s in window.sentences[window.fresh :]]


def long(words: int) -> str:
    """A sentence of so many words that holds a cue."""
    return " ".join([CUE, *["مرة"] * (words - len(CUE.split()))])


# --- which sentences stand together


def test_short_sentences_share_a_window() -> None:
    (window,) = plain([CUE] * 5)
    assert (numbers(window), window.fresh) == ([0, 1, 2, 3, 4], 0)


def test_a_full_window_is_followed_by_another_with_the_last_sentence_as_context() -> None:
    first, second = plain([long(40)] * 4)
    assert (numbers(first), first.fresh) == ([0, 1, 2], 0)
    assert (numbers(second), second.fresh) == ([2, 3], 1)


CONTEXT = {
    "short enough": ([long(80), long(MOST_CONTEXT - 5), long(70)], True),
    "too long to repeat": ([long(70), long(MOST_CONTEXT + 1), long(60)], False),
    "leaves no room": ([long(80), long(40), long(MOST_WORDS - 10)], False),
    "not its neighbour": ([long(90), PLAIN, long(60)], False),
}


@pytest.mark.parametrize(("pieces", "repeated"), CONTEXT.values(), ids=CONTEXT)
def test_context_is_the_neighbour_before_if_it_is_short(pieces: list[str], repeated: bool) -> None:
    last = plain(pieces)[-1]
    assert numbers(last) == ([1, 2] if repeated else [2])
    assert last.fresh == int(repeated)


def test_a_sentence_longer_than_a_window_is_read_alone() -> None:
    found = plain([CUE, long(MOST_WORDS + 30), CUE])
    assert [numbers(window) for window in found if 1 in numbers(window)[window.fresh :]] == [[1]]
    assert fresh(found) == [0, 1, 2]


def test_no_sentences_no_windows() -> None:
    assert windows("", "text", [], []) == []


@settings(max_examples=40)
@given(st.lists(st.integers(4, 150), max_size=12))
def test_each_sentence_is_fresh_in_exactly_one_window(lengths: list[int]) -> None:
    found = plain([long(n) for n in lengths])
    assert fresh(found) == list(range(len(lengths)))
    for window in found:
        assert window.fresh <= 1
        assert len(window.text.split()) <= MOST_WORDS or len(window.sentences) == 1
        assert numbers(window) == list(range(numbers(window)[0], numbers(window)[-1] + 1))


# --- the prefilter

WORTH = {
    "a cue": (CUE, False, True),
    "a speaker's verb": ("وأضاف أن ذلك جميل", False, True),
    "a known name": (PLAIN, True, True),
    "none of them": (PLAIN, False, False),
    "a mark alone": ("،", False, False),
    "nothing": ("", False, False),
}


@pytest.mark.parametrize(("text", "names", "worth"), WORTH.values(), ids=WORTH)
def test_what_the_model_is_shown(text: str, names: bool, worth: bool) -> None:
    assert worth_reading([text[w.start : w.end] for w in words(text)], named=names) is worth


def test_a_spared_sentence_is_in_no_window() -> None:
    found = plain([CUE, PLAIN, CUE])
    assert fresh(found) == [0, 2]


def test_a_known_name_brings_only_its_own_sentence() -> None:
    text = f"{PLAIN} {PLAIN} {PLAIN}"
    at = len(PLAIN) + 1
    found = plain([PLAIN] * 3, [Mention(Quote.of(text, at, at + 5), "GPE", None, "")])
    assert fresh(found) == [1]


LOOKS = {"قصف": 2.0, "لعب": -2.0}


@pytest.mark.parametrize(
    ("texts", "read"),
    [
        (["قصف الجيش البلدة", "لعب الفريق"], [True, False]),
        (["قال الوزير هنا", "قصف الجيش البلدة"], [True, True]),
        (["قال الوزير هنا", "لعب الفريق", "قصف الجيش البلدة"], [False, False, True]),
        (["لعب الفريق", "قصف الجيش البلدة"], [False, True]),
    ],
    ids=["the look decides", "before a sentence that is read the speaker is read", "but not two before", "nor one without a verb of saying"],
)
def test_the_first_look_spares_sentences(monkeypatch: pytest.MonkeyPatch, texts: list[str], read: list[bool]) -> None:
    class Look:
        def score(self, found: Sequence[str]) -> float:
            return LOOKS.get(found[0], -1.0)

    monkeypatch.setattr(skim, "load", Look)
    assert prefiltered(texts, range(len(texts)), 0.0) == read


# --- the way back

PAGES: dict[str, tuple[str, Media, list[str]]] = {
    "plain": (f"{CUE}.  {CUE} أمس.", "text", [f"{CUE}.", f"{CUE} أمس."]),
    "plain with a line break inside": ("قصفت\nالطائرات مواقع المقاتلين", "text", ["قصفت\nالطائرات مواقع المقاتلين"]),
    "plain that looks like tags": ("قصفت <b>الطائرات</b> &amp; مواقع", "text", ["قصفت <b>الطائرات</b> &amp; مواقع"]),
    "tags inside": (
        "<p>قصفت <b>الطائرات</b> مواقع <a href='x'>المقاتلين</a>.</p>",
        "html",
        ["قصفت <b>الطائرات</b> مواقع <a href='x'>المقاتلين</a>."],
    ),
    "entities": ("<p>قصفت&nbsp;الطائرات &quot;مواقع&quot; &#1575;لمقاتلين</p>", "html", ["قصفت&nbsp;الطائرات &quot;مواقع&quot; &#1575;لمقاتلين"]),
    "white space run": ("<p>قصفت \n\t الطائرات\u00a0 مواقع</p>", "html", ["قصفت \n\t الطائرات\u00a0 مواقع"]),
    "a comment and a break": ("<p>قصفت<!-- إعلان --> الطائرات<br>مواقع</p>", "html", ["قصفت<!-- إعلان --> الطائرات<br>مواقع"]),
}


def shown(source: str, media: Media) -> str:
    """What a reader sees of a stretch."""
    if media == "text":
        return source
    for written, character in (("&nbsp;", " "), ("&quot;", '"'), ("&#1575;", "ا"), ("<br>", " ")):
        source = source.replace(written, character)
    return re.sub(r"\s+", " ", re.sub(r"<!--.*?-->|</?[ab][^>]*>", "", source))


@pytest.mark.parametrize(("page", "media", "pieces"), PAGES.values(), ids=PAGES)
def test_every_word_of_a_window_leads_back_to_itself(page: str, media: Media, pieces: list[str]) -> None:
    (window,) = windows(page, media, sentences_of(page, pieces), [])
    assert window.words
    for word in window.words:
        quote = window.quote(page, word.start, word.end)
        assert_span(page, quote)
        assert shown(quote.text, media) == window.text[word.start : word.end]


@pytest.mark.parametrize(("page", "media", "pieces"), PAGES.values(), ids=PAGES)
def test_a_window_has_an_offset_for_each_character(page: str, media: Media, pieces: list[str]) -> None:
    (window,) = windows(page, media, sentences_of(page, pieces), [])
    assert len(window.starts) == len(window.ends) == len(window.text)
    assert all(a <= b for a, b in zip(window.starts, window.ends, strict=True))
    assert list(window.starts) == sorted(window.starts)
    for piece, placed in zip(pieces, window.sentences, strict=True):
        span = window.capture_span(placed.characters.start, placed.characters.end)
        assert page[span.start : span.end] == piece
        inside = window.text[placed.characters.start : placed.characters.end]
        assert shown(piece, media) == (inside.replace("\n", " ") if media == "html" else inside)


def test_a_quote_over_a_tag_keeps_the_tag() -> None:
    page = "<p>قصفت <b>الطائرات</b> مواقع</p>"
    (window,) = windows(page, "html", sentences_of(page, [page[3:-4]]), [])
    at = window.text.index("الطائرات مواقع")
    assert window.quote(page, at, at + len("الطائرات مواقع")).text == "الطائرات</b> مواقع"


def test_sentences_are_joined_by_a_space_and_paragraphs_by_a_line_break() -> None:
    (window,) = plain([f"{CUE} أولا", f"{CUE} ثانيا", f"{CUE} ثالثا"], paragraphs=[0, 0, 1])
    assert window.text == f"{CUE} أولا {CUE} ثانيا\n{CUE} ثالثا"


def test_each_word_belongs_to_its_sentence() -> None:
    (window,) = plain([CUE, CUE])
    assert [window.sentence_of(word) for word in range(len(window.words))] == [0] * 4 + [1] * 4


INSIDE: dict[str, tuple[str, list[str]]] = {
    "a word": ("الطائرات", ["الطائرات"]),
    "over a tag": ("مواقع</b> المقاتلين", ["مواقع المقاتلين"]),
    "across two sentences": ("المقاتلين. ونفت", ["المقاتلين.", "ونفت"]),
    "before the sentences": ("<p>", []),
    "inside an entity": ("quot", []),
}


@pytest.mark.parametrize(("source", "expected"), INSIDE.values(), ids=INSIDE)
def test_spans_of_the_page_as_a_window_shows_them(source: str, expected: list[str]) -> None:
    page = "<p>قصفت الطائرات <b>مواقع</b> المقاتلين. ونفت &quot;الوزارة&quot; ذلك</p>"
    pieces = ["قصفت الطائرات <b>مواقع</b> المقاتلين.", "ونفت &quot;الوزارة&quot; ذلك"]
    (window,) = windows(page, "html", sentences_of(page, pieces), [])
    at = page.index(source)
    assert [window.text[s.start : s.end] for s in window.inside([Span(at, at + len(source))])] == expected
