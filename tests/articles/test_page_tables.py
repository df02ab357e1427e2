"""The tables of page furniture are clean, and agree with one another and with the features."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import pytest

from khabar.arabic.folding import fold
from khabar.articles.features import features
from khabar.articles.text import classify
from khabar.knowledge import pages
from khabar.knowledge.tables import rows

LABELS = {"title", "kicker", "body", "subheading", "byline", "dateline", "comment", "furniture"}


def test_every_table_is_sorted_whole_and_in_one_spelling() -> None:
    for path in files("khabar.knowledge").joinpath("data", "pages").iterdir():
        text = path.read_text(encoding="utf-8")
        assert unicodedata.normalize("NFC", text) == text, path.name
        assert not any("\ufb50" <= character <= "\ufefc" or character == "\u0640" for character in text), path.name
        body = text.splitlines()[1:]
        assert body == sorted(set(body)), path.name


@pytest.mark.parametrize("kind", sorted(pages.kinds()))
def test_phrases_of_a_kind_differ_after_folding(kind: str) -> None:
    folded = [fold(row["phrase"]) for row in rows(f"pages/{kind}.tsv")]
    assert len(set(folded)) == len(folded) > 5


def test_every_feature_has_a_weight_for_every_label_and_no_other() -> None:
    assert set(pages.weights()) == {*features(), "strange"}
    assert all(set(row) == LABELS for row in pages.weights().values())


def test_every_feature_explains_itself() -> None:
    assert all(len(because.split()) > 2 for _, because in features().values())


def test_phases_go_one_way() -> None:
    order = ["start", "top", "head", "gap", "text", "tail", "readers", "end"]
    for before, after in pages.transitions():
        assert order.index(before.partition(":")[0]) <= order.index(after.partition(":")[0])
        assert after == "end" or after.partition(":")[2] in LABELS


def test_labels_of_a_page_are_those_of_the_table() -> None:
    assert {each.label for each in classify("عنوان قصير\n\nقال الوزير إن الحكومة ستوقع الاتفاق غدا.")} <= LABELS
