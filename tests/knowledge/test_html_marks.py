"""Words of class and id attributes, and the shares of letters."""

from __future__ import annotations

from math import exp

import pytest

from khabar.knowledge import letters
from khabar.knowledge.html_marks import marks
from khabar.knowledge.tables import rows


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("comment-list", {"comment"}),
        ("commentsArea", {"comment"}),
        ("relatedPosts clearfix", {"related"}),
        ("most-read-box", {"aside"}),
        ("entry-content", set()),
        ("commentator-story", set()),
        ("", set()),
    ],
)
def test_marks(label: str, expected: set[str]) -> None:
    assert marks(label) == expected


def test_the_table_is_sorted_lower_case_and_without_doubles() -> None:
    table = [(row["mark"], row["words"]) for row in rows("html/marks.tsv")]
    assert table == sorted(set(table))
    assert all(words == words.lower() == " ".join(words.split()) for _, words in table)


def test_shares_of_letters_sum_to_one() -> None:
    assert sum(map(exp, letters.arabic().values())) == pytest.approx(1, abs=0.01)
    assert letters.arabic()["ا"] > letters.arabic()["ظ"]
