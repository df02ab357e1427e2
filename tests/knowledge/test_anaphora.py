"""Words that stand for an actor named before."""

from __future__ import annotations

import pytest

from khabar.arabic.folding import fold
from khabar.knowledge import actors, anaphora
from khabar.knowledge.tables import rows

CASES = {
    "two of any kind": ("الطرفان", "two", "any"),
    "two, genitive": ("الطرفين", "two", "any"),
    "two organisations": ("التنظيمين", "two", "organisation"),
    "two states": ("البلدان", "two", "state"),
    "two persons": ("الرجلان", "two", "person"),
    "two, as a pronoun": ("بينهما", "two", "any"),
    "one of any kind": ("الأخير", "one", "any"),
    "one organisation": ("التنظيم", "one", "organisation"),
}


@pytest.mark.parametrize(("word", "number", "group"), CASES.values(), ids=CASES)
def test_a_word_stands_for_so_many_of_a_kind(word: str, number: str, group: str) -> None:
    found = anaphora.load()[fold(word)]
    assert (found.word, found.number, found.group) == (word, number, group)


@pytest.mark.parametrize("word", ["القاعدة", "الرئيس", "بين", "طرف", "الاثنين"], ids=["a name", "an office", "between", "indefinite", "Monday"])
def test_a_word_that_names_or_means_something_else_is_none(word: str) -> None:
    assert fold(word) not in anaphora.load()


def test_the_table_is_sorted_and_without_repeats() -> None:
    words = [row["word"] for row in rows("anaphora/words.tsv")]
    assert len(anaphora.load()) == len(words)
    assert words == sorted(words)


def test_every_group_and_type_is_known() -> None:
    known = {actor.type for actor in actors.load()}
    for found in anaphora.load().values():
        assert found.group in {"organisation", "person", "state", "any"}, found.word
        assert set(found.types) <= known, found.word


OWN = {
    "we": ("نحن", "first", "self", ()),
    "his country": ("بلاده", "third", "state", ()),
    "our government": ("حكومتنا", "first", "government", ()),
    "their movement": ("حركتهم", "third", "organisation", ("party", "armed-group")),
}


@pytest.mark.parametrize(("word", "person", "what", "types"), OWN.values(), ids=OWN)
def test_a_word_is_somebodys_own(word: str, person: str, what: str, types: tuple[str, ...]) -> None:
    found = anaphora.own()[fold(word)]
    assert (found.person, found.what, found.types) == (person, what, types)


def test_the_table_of_what_is_ones_own_is_sorted_and_names_known_types() -> None:
    words = [row["word"] for row in rows("anaphora/own.tsv")]
    assert words == sorted(words)
    assert len(anaphora.own()) == len(words)
    assert {own.what for own in anaphora.own().values()} == {"self", "state", "government", "organisation"}
    known = {actor.type for actor in actors.load()} | {"ministry"}
    assert {kind for own in anaphora.own().values() for kind in own.types} <= known
    assert all(bool(own.types) == (own.what == "organisation") for own in anaphora.own().values())
