"""PLOVER's contexts of a claim: by the words around it, its mode and its sides."""

from __future__ import annotations

import pytest

from bench import contexts as bench
from khabar.arabic.words import words
from khabar.claims.contexts import Given, Topics
from khabar.knowledge import contexts
from khabar.records.claim import Entity
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote


def topics(*paragraphs: str) -> Topics:
    """Of paragraphs whose sentences end with a full stop."""
    text = "\n".join(paragraphs)
    found, at = [], 0
    for number, paragraph in enumerate(paragraphs):
        for part in paragraph.split(". "):
            start = text.index(part, at)
            at = start + len(part)
            found.append(Sentence(Quote.of(text, start, at), "body", number, ()))
    return Topics(text, "text", found)


def names(given: Given) -> list[str]:
    return [name for name, _ in given]


def entity(identity: str) -> Entity:
    return Entity(identity, "اسم", "اسم", 0, 3, ())


def test_a_strong_term_of_the_sentence_is_enough() -> None:
    assert names(topics("حكمت المحكمة على التاجر").of(0, "SANCTION", None, ())) == ["legal"]


def test_two_weak_terms_make_one_strong() -> None:
    page = topics("وصل الضابط مع مسلحين", "وصل الضابط مع الضيوف")
    assert names(page.of(0, "CONSULT", None, ())) == ["military"]
    assert names(page.of(1, "CONSULT", None, ())) == []


def test_the_paragraph_counts_half_and_the_article_a_quarter() -> None:
    near = topics("طالب الحزب بالكشف. أما المحكمة والقضاء فصمتا")
    far = topics("طالب الحزب بالكشف", "أما المحكمة والقضاء فصمتا")
    assert "legal" in names(near.of(0, "REQUEST", None, ()))
    assert "legal" not in names(far.of(0, "REQUEST", None, ()))
    whole = topics("طالب الحزب بالكشف", "المحكمة والقضاء والنيابة العامة والمدعي العام في القضية")
    assert "legal" in names(whole.of(0, "REQUEST", None, ()))


def test_a_mode_and_a_sector_speak_for_themselves() -> None:
    page = topics("وقع الأمر أمس")
    assert names(page.of(0, "ASSAULT", "aerial", ())) == ["military"]
    assert names(page.of(0, "ASSAULT", "beat", ())) == []
    assert names(page.of(0, "CONSULT", "visit", (entity("african-union"), entity("african-union")))) == []


def test_contexts_stand_in_the_order_of_the_list_with_reasons() -> None:
    given = topics("قصف الجيش محكمة في الولاية").of(0, "ASSAULT", "heavy-weapons", ())
    assert names(given) == ["military", "legal"]
    assert given[0][1] == "context: military, 2.60: «قصف» in the sentence, «جيش» in the sentence, ASSAULT/heavy-weapons"


FOUND = {
    "with particles": ("وبالجيش", "military"),
    "plural": ("الدساتير", "political_institutions"),
    "feminine adjective": ("العسكرية", "military"),
    "phrase": ("في مجلس النواب اليوم", "legislative"),
    "phrase with article and particle": ("وبالقوات المسلحة", "military"),
    "sound plural": ("المهاجرين", "migration"),
}


@pytest.mark.parametrize(("text", "context"), FOUND.values(), ids=FOUND)
def test_a_term_is_found(text: str, context: str) -> None:
    assert context in {t.context for t in contexts.find(cut(text))}


MISSED = {
    "before, not tribal": "قبل أمس",
    "before, not imam": "أمام الباب",
    "two, not ethnic": "اثنين من الباعة",
    "like, not gay": "مثل غيره",
    "half a phrase": "مجلس الإدارة",
    "words of a phrase apart": "مجلس ضم النواب",
}


@pytest.mark.parametrize("text", MISSED.values(), ids=MISSED)
def test_another_word_of_like_letters_is_no_term(text: str) -> None:
    assert [t for t in contexts.find(cut(text)) if t.words not in ("نواب",)] == []


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in words(text)]


def test_there_are_37_contexts_and_the_tables_are_clean() -> None:
    assert len(contexts.names()) == 37
    assert (next(iter(contexts.names())), list(contexts.names())[-1]) == ("military", "trafficking")
    assert contexts.check() == []


@pytest.mark.parametrize("half", bench.HALVES)
def test_each_half_of_the_passages_is_mostly_right(half: str) -> None:
    assert bench.shares(half)[f"{half}: f1"] >= 0.9
    assert {name for _, wanted in bench.passages(half) for name in wanted} == set(contexts.names())
