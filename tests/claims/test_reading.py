"""From the model's mentions to parties: attached particles come off, marks at the edges too, and the rest leads back to the page."""

from __future__ import annotations

import pytest

from khabar.claims.decode import Found
from khabar.claims.reading import Page, _party
from khabar.claims.windows import windows
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
