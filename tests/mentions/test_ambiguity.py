"""Words that are names in one sentence and common words in another."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from khabar.mentions import find
from khabar.mentions.finding import surroundings
from khabar.mentions.keys import key, key_words
from khabar.mentions.lexicon import lexicon
from khabar.records.spans import Span


def _sentences(of: str | list[str]) -> list[str]:
    return [of] if isinstance(of, str) else of


_CASES = yaml.safe_load((Path(__file__).parent / "cases" / "ambiguous.yaml").read_text(encoding="utf-8"))


_IS = [(case, sentence) for case in _CASES for sentence in _sentences(case["is"])]
_NOT = [(case, sentence) for case in _CASES for sentence in _sentences(case["not"])]


def _named(sentence: str, day: str | None = None) -> set[str | None]:
    return {mention.actor for mention in find(sentence, [Span(0, len(sentence))], day)}


def _ids(cases: list[tuple[dict[str, str], str]]) -> list[str]:
    return [f"{case['id']}-{number}" for number, (case, _) in enumerate(cases)]


@pytest.mark.parametrize(("case", "sentence"), _IS, ids=_ids(_IS))
def test_the_surroundings_speak_for_the_name(case: dict[str, str], sentence: str) -> None:
    places = [m for m in find(sentence, [Span(0, len(sentence))], case.get("on")) if key(case["word"]) in key(m.quote.text)]
    assert case["id"] in _named(sentence, case.get("on")) or {m.kind for m in places} == {"GPE"}


@pytest.mark.parametrize(("case", "sentence"), _NOT, ids=_ids(_NOT))
def test_the_surroundings_speak_against_the_name(case: dict[str, str], sentence: str) -> None:
    assert case["id"] not in _named(sentence, case.get("on"))


def test_the_table_is_large_enough() -> None:
    assert len({case["word"] for case in _CASES}) >= 60


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        pytest.param("اتفق حزب العدالة والتنمية مع أحزاب في الرباط بحسب صحف المغرب", "pjd-morocco", id="country-morocco"),
        pytest.param("فاز حزب العدالة والتنمية في تركيا بحسب صحف أنقرة", "akp", id="country-turkey"),
        pytest.param("بثت جماعة جيش الإسلام في غزة شريطا عن القطاع في فلسطين", "jaish-al-islam-gaza", id="country-palestine"),
        pytest.param("اجتمع المجلس الرئاسي في طرابلس بحضور وفود من ليبيا", "libya-presidential-council", id="council-libya"),
        pytest.param("اجتمع المجلس الرئاسي في عدن لبحث ملفات اليمن", "yemen-presidential-leadership-council", id="council-yemen"),
        pytest.param("اجتمع المجلس الرئاسي", None, id="nothing-decides"),
    ],
)
def test_a_shared_name_goes_to_the_country_of_the_article(sentence: str, actor: str | None) -> None:
    assert actor in _named(sentence)


def test_every_ambiguous_word_is_one_that_the_lexicon_can_find() -> None:
    words = key_words("قال إن القاعدة")
    around = surroundings(words, None)
    assert [hit.known.is_ambiguous for hit in around.hits_starting[2]] == [True]
    assert key("القاعدة") in lexicon().entries
