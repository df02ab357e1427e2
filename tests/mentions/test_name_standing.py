"""Nouns that stand for a group named before, or for a body of the only state that a text names."""

from __future__ import annotations

import pytest

from khabar.mentions import find
from khabar.records.spans import Span


def _found(text: str, published: str | None = None, *, nouns: bool = True) -> list[tuple[str, str | None]]:
    return [(mention.quote.text, mention.actor) for mention in find(text, [Span(0, len(text))], published, nouns=nouns)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        pytest.param("نفت حماس الخبر وقالت الحركة إنها باقية", ("الحركة", "hamas"), id="noun-of-its-name"),
        pytest.param("سيطر داعش على البلدة وأعدم التنظيم أسيرين", ("التنظيم", "islamic-state"), id="noun-of-its-type"),
        pytest.param("نفت حماس الخبر وقال الحزب إنه باق", ("حماس", "hamas"), id="noun-of-another-type"),
        pytest.param("نفت حماس الخبر وقالت الحركة النسائية إنها باقية", ("حماس", "hamas"), id="noun-with-an-adjective"),
        pytest.param("أقر البرلمان المصري القانون ورفضته الحكومة أمس", ("الحكومة", "egypt.government"), id="body-of-the-only-state"),
        pytest.param("أقر البرلمان المصري القانون ورفضته إيران وقالت الحكومة أمس", ("إيران", "iran"), id="two-states"),
        pytest.param("أقر البرلمان المصري القانون ورفضته الحكومة الانتقالية", ("البرلمان المصري", "egypt.parliament"), id="another-government"),
    ],
)
def test_nouns_that_stand_for_somebody(text: str, last: tuple[str, str]) -> None:
    assert _found(text)[-1] == last


def test_they_are_left_out_when_not_asked_for() -> None:
    assert _found("نفت حماس الخبر وقالت الحركة إنها باقية", nouns=False) == [("حماس", "hamas")]
