"""Candidates for the speaker of a claim: which mentions are one, and the table of what speaks for each."""

from __future__ import annotations

import pytest

from khabar.claims.reading import Party
from khabar.claims.voices import Candidate, Table, alike, left
from khabar.records.spans import Quote

TABLE = Table({"nearest": {"rules": 1.5, "before": 0.5, "far": -2.0}, "further": {"quotes him": 1.0}})


def party(words: str, start: int = 0) -> Party:
    return Party(Quote(start, start + len(words), words), words, "NOM", 0, 1.0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("مصدر عسكري", "المصدر", True, id="article-and-fewer-words"),
        pytest.param("مصدر عسكري", "مصدر طبي", False, id="another-adjective"),
        pytest.param("وزارة الدفاع", "وزير الدفاع", False, id="another-head"),
        pytest.param("الناطق باسم الجيش سالم", "سالم", True, id="name-within"),
    ],
)
def test_mentions_with_the_words_of_one_another_are_alike(one: str, other: str, same: bool) -> None:
    assert alike(party(one), party(other, 90)) is same
    assert alike(party(other, 90), party(one)) is same


def test_mentions_that_overlap_are_alike() -> None:
    assert alike(party("وكالة الموج"), party("الموج للأنباء", 6))


def test_a_chain_names_nobody_twice() -> None:
    nobody, agency, source = (
        Candidate(None, None, "nobody"),
        Candidate(party("وكالة الموج", 40), 0.1, "mention"),
        Candidate(party("المصدر"), 0.9, "mention"),
    )
    assert left([nobody, agency, source], [party("مصدر طبي", 90)]) == [nobody, agency]


def test_weights_of_known_signs_are_added() -> None:
    assert TABLE.score("nearest", ["before", "never met", "rules"]) == 2.0
    assert TABLE.score("further", ["rules"]) == 0


def test_the_strongest_signs_are_named() -> None:
    assert TABLE.strongest("nearest", ["before", "far", "rules"], 1) == [("rules", 1.5)]
    assert TABLE.strongest("nearest", ["far"]) == []
