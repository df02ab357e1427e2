"""What is found of patterns that begin alike, word by word."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

import pytest

from khabar.mentions import openings
from khabar.mentions.keys import key_words
from khabar.mentions.lexicon import Lexicon
from khabar.mentions.patterns import Entry, Hit

_NAMES = ("حزب الوادي", "حزب الوادي الجديد في الجبل", "حزب", "باريس", "اريس", "اريس الكبرى")


@pytest.fixture(scope="module")
def few() -> Lexicon:
    return Lexicon([(name, Entry("name", name)) for name in _NAMES])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("حزب الوادي الجديد في الجبل", [(0, 5, 0), (0, 2, 0), (0, 1, 0)], id="longest-first"),
        pytest.param("حزب الوادي الجديد في السهل", [(0, 2, 0), (0, 1, 0)], id="breaks-off-before-the-end"),
        pytest.param("قال حزب الوادي الجديد", [(1, 3, 0), (1, 2, 0)], id="text-ends-within-a-pattern"),
        pytest.param("وحزب الوادي", [(0, 2, 1), (0, 1, 1)], id="proclitics-on-the-first-word"),
        pytest.param("الوادي الجديد", [], id="no-first-word"),
        pytest.param("باريس", [(0, 1, 0), (0, 1, 1)], id="one-word-read-in-two-ways"),
        pytest.param("باريس الكبرى", [(0, 1, 0), (0, 2, 1), (0, 1, 1)], id="the-second-reading-goes-on"),
        pytest.param("حزب حزب الوادي", [(0, 1, 0), (1, 3, 0), (1, 2, 0)], id="in-text-order"),
        pytest.param("", [], id="empty"),
    ],
)
def test_patterns_that_begin_alike(few: Lexicon, text: str, found: list[tuple[int, int, int]]) -> None:
    starting = few.hits(key_words(text)).starting
    assert [(hit.first, hit.last, hit.cut) for here in starting.values() for hit in here] == found
    assert list(starting) == sorted(starting)


@pytest.mark.parametrize("text", ["حزب الوادي الجديد في الجبل حزب", "باريس اريس الكبرى باريس الكبرى", "وحزب الوادي حزب", ""])
def test_hits_by_their_end_are_those_by_their_beginning_in_text_order(text: str) -> None:
    starting, ending = Lexicon([(name, Entry("name", name)) for name in (*_NAMES, "الوادي", "وادي", "الكبرى")]).hits(key_words(text))
    expected: dict[int, list[Hit]] = defaultdict(list)
    for hit in chain.from_iterable(starting.values()):
        expected[hit.last].append(hit)
    assert {last: list(hits) for last, hits in ending.items()} == expected


def test_pairs_of_words_that_share_a_place_are_told_apart(few: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    words = key_words("قال حزب الوادي الجديد إن باريس الكبرى وكلنتون وهيلاري كلنتون وحزب السهل حزب")
    apart = few.hits(words)
    monkeypatch.setattr(openings, "_PAIRS", 1)
    together = Lexicon([(name, Entry("name", name)) for name in _NAMES]).hits(words)
    assert [tuple(map(_place, hits)) for hits in apart.starting.values()] == [tuple(map(_place, hits)) for hits in together.starting.values()]
    assert any(hit.spelled for hits in together.starting.values() for hit in hits)


def _place(hit: Hit) -> tuple[int, int, int, str, bool]:
    return hit.first, hit.last, hit.cut, hit.pattern, hit.spelled
