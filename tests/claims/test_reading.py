"""From the model's mentions to parties: attached particles come off, marks at the edges too, and the rest leads back to the page.

What the judge is shown, and when an event was.
"""

from __future__ import annotations

import pytest

from khabar.claims.decode import Found, Judged
from khabar.claims.reading import Page, _party, _time, shown
from khabar.claims.windows import windows
from khabar.knowledge import calendar
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote, Span, assert_span

CASES: dict[str, tuple[str, int, tuple[str, str] | None]] = {
    "nothing attached": ("الحكومة السودانية", 0, ("الحكومة السودانية", "الحكومة السودانية")),
    "a particle": ("بالحكومة السودانية", 1, ("الحكومة السودانية", "الحكومة السودانية")),
    "two particles": ("وبالحكومة", 2, ("الحكومة", "الحكومة")),
    "«ل» and the article": ("للحكومة السودانية", 0, ("حكومة السودانية", "الحكومة السودانية")),
    "«و», «ل» and the article": ("وللحكومة", 1, ("حكومة", "الحكومة")),
    "«ل» and a name in lam": ("للبنان", 1, ("لبنان", "لبنان")),
    "«و», «ل» and a name in lam": ("ولليبيا", 0, ("ليبيا", "ليبيا")),
    "«ل» and an adjective in lam": ("لليبيين", 0, ("ليبيين", "ليبيين")),
    "«ل» and a noun in lam": ("للجنة الصليب الأحمر", 1, ("لجنة الصليب الأحمر", "لجنة الصليب الأحمر")),
    "more particles than the word has letters": ("به", 3, ("به", "به")),
    "marks at the edges": ("«حركة الفجر»،", 0, ("حركة الفجر", "حركة الفجر")),
    "marks alone": ("«»", 0, None),
}


@pytest.mark.parametrize(("written", "clitic", "expected"), CASES.values(), ids=CASES)
def test_a_mention_becomes_a_party(written: str, clitic: int, expected: tuple[str, str] | None) -> None:
    text = f"قصفت الطائرات {written}"
    sentence = Sentence(Quote(0, len(text), text), "body", 0, ())
    (window,) = windows(text, "text", [sentence], [])
    found = _party(Page(text, [sentence], [], None), window, Found(Span(2, len(window.words)), "ORG", clitic, False, 0.9))
    assert (found and (found.quote.text, found.words)) == expected
    if found:
        assert_span(text, found.quote)
        assert text[: found.quote.start].endswith(found.lead)


# --- what the judge is shown

SHOWN: dict[str, tuple[list[int], int, tuple[int, int]]] = {
    "all that fits": ([20, 20, 20], 1, (0, 60)),
    "earlier sentences before later ones": ([30, 30, 30], 1, (0, 60)),
    "a later one where the earlier is too long": ([60, 30, 30], 1, (60, 120)),
    "a long sentence alone": ([20, 90, 20], 1, (20, 110)),
    "the first with those after it": ([30, 30, 30], 0, (0, 60)),
}


@pytest.mark.parametrize(("lengths", "sentence", "expected"), SHOWN.values(), ids=SHOWN)
def test_a_sentence_is_shown_with_its_neighbours(lengths: list[int], sentence: int, expected: tuple[int, int]) -> None:
    placed = [Span(sum(lengths[:n]), sum(lengths[: n + 1])) for n in range(len(lengths))]
    assert shown(placed, sentence) == Span(*expected)


# --- when


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("يناير", "بين الأول من يناير و30 يونيو الماضيين"),
        ("أمس", "أمس"),
        ("قتل", None),
    ],
)
def test_the_calendars_reading_is_taken_whole(mention: str, expected: str | None) -> None:
    text = "أعلنت البعثة أمس أن طالبان قتل عناصرها مدنيين بين الأول من يناير و30 يونيو الماضيين في كابل"
    sentence = Sentence(Quote(0, len(text), text), "body", 0, ())
    (window,) = windows(text, "text", [sentence], [])
    word = next(n for n, w in enumerate(window.words) if text[w.start : w.end] == mention)
    found = [Found(Span(word, word + 1), "TIME", 0, False, 0.9)]
    judged = Judged(Span(0, 1), 1.0, "ASSAULT", None, "occurred", {"time": ((0, 0.9),)}, None, 1.0, 1.0)
    time = _time(judged, found, window, calendar.find(text, ("2015-07-21", "2015-07-21")))
    assert (time and time.text) == expected
