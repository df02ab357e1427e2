"""What is found of patterns that begin alike, word by word."""

from __future__ import annotations

import pytest

from khabar.mentions.keys import key_words
from khabar.mentions.lexicon import Lexicon
from khabar.mentions.patterns import Entry

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
    hits = few.hits(key_words(text))
    assert [(hit.first, hit.last, hit.cut) for here in hits.values() for hit in here] == found
    assert list(hits) == sorted(hits)
