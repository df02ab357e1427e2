"""The table of thresholds is sorted and explained, and its shares are shares."""

from __future__ import annotations

from khabar.knowledge.copies import thresholds
from khabar.knowledge.tables import rows

COUNTS = {"excerpt_words", "figures_least", "passage_words", "quoted_words", "rewrite_apart", "rewrite_words"}


def test_the_table_is_sorted_and_every_row_says_what_it_means_and_whence() -> None:
    table = list(rows("copies/thresholds.tsv"))
    names = [row["name"] for row in table]
    assert names == sorted(set(names))
    assert all(len(row["means"].split()) > 3 and row["source"] in {"definition", "tuned"} for row in table)


def test_shares_lie_between_none_and_all_and_counts_are_whole() -> None:
    for row in rows("copies/thresholds.tsv"):
        value = float(row["value"])
        assert value == int(value) > 0 if row["name"] in COUNTS else 0 < value < 1, row["name"]


def test_the_table_has_the_fields_of_its_record() -> None:
    assert thresholds().excerpt_words == 20
