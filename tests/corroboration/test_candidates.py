"""The index: what it offers, what it leaves out, and that its numbers are the same everywhere."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import BRIDGE, MUSEUM, STRIKE

from khabar.corroboration import candidates
from khabar.corroboration.candidates import Index, bands
from khabar.corroboration.postings import Postings
from khabar.corroboration.shingles import Words, fingerprints, shingles

MakeWords = Callable[..., Words]


def index_of(*articles: Words) -> Index:
    index = Index()
    for each in articles:
        index.add(each)
    return index


def test_part_of_a_report_leads_to_the_whole(words: MakeWords) -> None:
    index = index_of(words("whole", "\n".join(BRIDGE)), words("part", "\n".join((*STRIKE, BRIDGE[1]))), words("other", "\n".join(MUSEUM)))
    assert index.candidates(index["part"]) == ("whole",)
    assert index.candidates(index["other"]) == ()


def test_an_article_that_was_not_added_is_answered_too(words: MakeWords) -> None:
    index = index_of(words("whole", "\n".join(BRIDGE)))
    assert index.candidates(words("new", "\n".join(BRIDGE[1:]))) == ("whole",)
    assert len(index) == 1


def test_an_empty_index_has_nothing_to_offer(words: MakeWords) -> None:
    assert Index().candidates(words("new", BRIDGE[0])) == ()
    assert not Index().formulas(words("new", BRIDGE[0])).any()


def test_an_article_is_added_once(words: MakeWords) -> None:
    index = index_of(words("a", BRIDGE[0]))
    with pytest.raises(ValueError, match="a is in the index already"):
        index.add(words("a", BRIDGE[1]))


def test_a_phrase_of_many_days_is_a_formula_and_a_report_of_many_outlets_is_not(words: MakeWords) -> None:
    days = index_of(*(words(f"{n:02}", f"{BRIDGE[0]} {n}", f"2018-05-{n + 1:02}") for n in range(10)))
    outlets = index_of(*(words(f"{n:02}", f"{BRIDGE[0]} {n}", f"2018-05-{n % 2 + 1:02}") for n in range(10)))
    phrase = words("x", BRIDGE[0])
    assert len(fingerprints(phrase)[0]) > 2
    assert days.formulas(phrase).all()
    assert not outlets.formulas(phrase).any()


def test_a_crowd_is_paired_with_its_neighbours_alone(words: MakeWords) -> None:
    """Sixty outlets run one text: each is paired with a few, and all hang together."""
    index = index_of(*(words(f"{n:02}", "\n".join(BRIDGE), "2018-05-01") for n in range(60)))
    pairs = {each.capture: index.candidates(each) for each in index}
    assert max(map(len, pairs.values())) <= 2 * candidates.NEAREST
    assert all(name in pairs[other] for name, others in pairs.items() for other in others)
    reached, new = {"00"}, ["00"]
    while new:
        new = [other for other in pairs[new.pop()] if other not in reached] + new
        reached.update(new)
    assert len(reached) == 60


def test_near_copies_of_formulas_are_found_by_their_sketch(words: MakeWords) -> None:
    """A text reprinted on so many days that each of its runs looks like a formula."""
    index = index_of(*(words(f"{n:02}", "\n".join(BRIDGE), f"2018-05-{n + 1:02}") for n in range(8)))
    assert index.formulas(index["00"]).all()
    assert index.candidates(index["00"]) == tuple(f"{n:02}" for n in range(1, 8))


def test_the_hashes_are_the_same_on_every_machine(words: MakeWords) -> None:
    """Pinned, so that an index that was written elsewhere, or by another version of rensa, cannot be read wrongly in silence."""
    read = words("a", "أعلن الوفد اليوم نتائج اللقاء")
    assert read.hashes.tolist()[:2] == HASHES
    assert shingles(read.hashes, 4).tolist() == SHINGLES
    assert bands(read).tolist()[:2] == BANDS


HASHES = [7668336268808547468, 17569465830988185021]
SHINGLES = [8169555730740952005, 9570911955378857573]
BANDS = [2251088036358661792, 5910934448048760081]

LISTS = st.lists(st.sets(st.integers(0, 30), max_size=12), max_size=25)


@given(LISTS, st.integers(0, 24), st.booleans())
def test_postings_answer_as_a_plain_table(lists: list[set[int]], longest: int, settled: bool) -> None:
    postings = Postings()
    for number, held in enumerate(lists):
        postings.add(np.array(sorted(held), dtype=np.uint64), number)
    if settled:
        postings.settle()
    asked = np.arange(31, dtype=np.uint64)
    which, numbers, counts = postings.lists(asked, longest)
    table = {hash_: [n for n, held in enumerate(lists) if hash_ in held] for hash_ in range(31)}
    assert counts.tolist() == [len(table[hash_]) for hash_ in range(31)]
    got = sorted(zip(which.tolist(), numbers.tolist(), strict=True))
    assert got == sorted((hash_, n) for hash_, some in table.items() if len(some) <= longest for n in some)
