"""The words of the plots: one for each status, quad class and verdict; sorted, without doubles."""

from __future__ import annotations

import unicodedata

import pytest

from khabar.knowledge import plots, plover
from khabar.knowledge.tables import rows
from khabar.records.prediction import VERDICTS


def test_every_status_quad_class_and_verdict_has_words() -> None:
    needed = {*(f"status.{one}" for one in plover.STATUSES), *(f"quad.{plover.quad(kind)}" for kind in plover.types())}
    assert needed | {f"verdict.{one}" for one in VERDICTS} <= set(plots.words())


def test_the_table_is_sorted_normal_and_without_doubles() -> None:
    keys = [row["key"] for row in rows("plots/words.tsv")]
    assert keys == sorted(set(keys))
    for words in plots.words().values():
        assert unicodedata.is_normalized("NFC", words)
        assert "\u0640" not in words
        assert words == words.strip() != ""


def test_values_are_filled_in() -> None:
    assert plots.word("relation.title", first="أ", second="ب", by="ج") == "العلاقة بين أ وب، ج"
    with pytest.raises(KeyError):
        plots.word("relation.title", first="أ")
