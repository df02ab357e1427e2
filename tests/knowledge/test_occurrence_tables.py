"""Tables of tolls and occurrences: sorted, without repeats, in one form, and of types that there are."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import get_args

import pytest

from khabar.arabic.folding import fold
from khabar.knowledge import occurrences, plover, tolls
from khabar.knowledge.tables import rows
from khabar.records.number import NUMBER_KINDS

WORDS = {
    "tolls/civilians.tsv": ("lemma", "form", "present"),
    "tolls/flights.tsv": ("lemma", "form", "present"),
    "tolls/kinds.tsv": ("kind",),
    "tolls/nobody.tsv": ("phrase",),
    "tolls/others.tsv": ("lemma", "form", "present"),
    "tolls/phrases.tsv": ("role", "phrase"),
    "tolls/results.tsv": ("lemma", "form", "present"),
    "tolls/words.tsv": ("lemma", "form", "role"),
    "tolls/hedges.tsv": ("phrase", "side"),
    "tolls/vague.tsv": ("phrase",),
    "occurrences/acts.tsv": ("lemma", "form", "present"),
    "occurrences/stances.tsv": ("lemma", "form"),
    "occurrences/rounds.tsv": ("word",),
    "occurrences/ahead.tsv": ("word",),
    "occurrences/results.tsv": ("act",),
    "occurrences/kin.tsv": ("type", "other"),
    "occurrences/deeds.tsv": ("told",),
}


@pytest.mark.parametrize("table", WORDS)
def test_tables_are_sorted_and_without_repeats(table: str) -> None:
    keys = [tuple(row[column] for column in WORDS[table]) for row in rows(table)]
    assert keys == sorted(keys)
    assert len({tuple(map(fold, key)) for key in keys}) == len(keys)


@pytest.mark.parametrize("table", WORDS)
def test_cells_are_in_one_form(table: str) -> None:
    for row in rows(table):
        for cell in row.values():
            assert unicodedata.is_normalized("NFC", cell)
            assert "\u0640" not in cell
            assert cell == cell.strip()


def test_kin_are_types_and_no_type_is_kin_to_itself() -> None:
    for first, second in occurrences.kinship():
        assert first in plover.types()
        assert second in plover.types()
        assert first != second
        assert 0 < occurrences.kin(first, second) == occurrences.kin(second, first) < 1


def test_deeds_are_told_by_modes_and_acts_that_there_are_each_by_several() -> None:
    modes = {f"{kind}/{mode}" for kind, several in plover.modes().items() for mode in several}
    table = list(rows("occurrences/deeds.tsv"))
    assert {row["told"] for row in table} < modes | {row["act"] for row in rows("occurrences/acts.tsv")}
    assert min(Counter(row["deed"] for row in table).values()) > 1


def test_results_are_acts() -> None:
    assert occurrences.results() < {row["act"] for row in rows("occurrences/acts.tsv")}


@pytest.mark.parametrize(
    ("word", "acts"),
    [("وسيطرت", {"take"}), ("القصف", {"shell"}), ("بالإفراج", {"release"}), ("يسقط", {"take"}), ("وتوقع", set()), ("المدينة", set())],
)
def test_acts(word: str, acts: set[str]) -> None:
    assert occurrences.acts(fold(word)) == acts


@pytest.mark.parametrize(
    ("word", "denies", "rules_out"), [("ونفت", True, False), ("تكذيب", True, False), ("واستبعد", False, True), ("لم", False, False)]
)
def test_stances(word: str, denies: bool, rules_out: bool) -> None:
    assert (occurrences.denies(fold(word)), occurrences.rules_out(fold(word))) == (denies, rules_out)


@pytest.mark.parametrize(("word", "again"), [("ثان", True), ("مجددا", True), ("وتجدد", True), ("قديم", False)])
def test_words_of_another_round(word: str, again: bool) -> None:
    assert occurrences.tells_of_another(fold(word)) is again


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("قتيلا", {"killed"}),
        ("الجرحى", {"wounded"}),
        ("فلسطينيين", {None}),
        ("منازل", {None}),
        ("أسرت", {"arrested"}),
        ("خطف", {"abducted"}),
        ("الهجرة", set()),
        ("الأحد", set()),
        ("غارات", set()),
    ],
)
def test_words_of_tolls(word: str, kinds: set[str]) -> None:
    assert {w.kind for w in tolls.read(fold(word))} == kinds


def test_kinds_are_those_of_the_record_and_their_types_are_types() -> None:
    assert set(tolls.kinds()) == set(NUMBER_KINDS)
    for kind in tolls.kinds().values():
        for group in kind.types:
            assert group <= set(plover.types())


def test_words_have_a_kind_where_their_role_says_what_befell() -> None:
    for row in rows("tolls/words.tsv"):
        assert row["role"] in get_args(tolls.Role)
        assert (row["kind"] in NUMBER_KINDS) if row["role"] in ("deed", "victim") else row["kind"] == ""


def test_every_type_has_a_quad_class_and_a_score_of_its_sign() -> None:
    scale = {row["type"]: row for row in rows("plover/scale.tsv")}
    assert tuple(scale) == plover.types()
    for kind in plover.types():
        assert plover.quad(kind) in {f"{how}-{what}" for how in ("verbal", "material") for what in ("cooperation", "conflict")}
        assert (plover.score(kind) > 0) == plover.quad(kind).endswith("cooperation")
        assert -10 <= plover.score(kind) <= 10
        assert scale[kind]["source"]
