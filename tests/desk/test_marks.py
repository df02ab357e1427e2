"""Marked text: runs make up the text, and each mark's words are the claim's."""

from __future__ import annotations

import pytest

from khabar.arabic.markup import clean
from khabar.desk.marks import Mark, Run, marks, nearest, runs
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.records.capture import Media
from khabar.records.spans import Span

TEXT = "قصف الجيش المدينة"


def cut(*found: Mark) -> list[tuple[str, tuple[str, ...], str | None]]:
    return [(run.text, run.roles, run.anchor) for run in runs(clean(TEXT, Span(0, len(TEXT)), "text"), found)]


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        pytest.param((), [(TEXT, (), None)], id="none"),
        pytest.param((Mark(0, 3, "cue", "1"),), [("قصف", ("cue",), "1"), (" الجيش المدينة", (), None)], id="one"),
        pytest.param(
            (Mark(0, 9, "condition", "1"), Mark(4, 9, "actor", "1")),
            [("قصف ", ("condition",), None), ("الجيش", ("actor", "condition"), None), (" المدينة", (), None)],
            id="nested",
        ),
        pytest.param(
            (Mark(0, 9, "actor", "1"), Mark(4, 17, "recipient", "2")),
            [("قصف ", ("actor",), None), ("الجيش", ("actor", "recipient"), None), (" المدينة", ("recipient",), None)],
            id="crossing",
        ),
        pytest.param(
            (Mark(0, 3, "cue", "1"), Mark(0, 9, "cue", "2")),
            [("قصف", ("cue",), "1"), (" الجيش", ("cue",), "2"), (" المدينة", (), None)],
            id="two-cues-each-with-its-link",
        ),
        pytest.param((Mark(90, 95, "actor", "1"),), [(TEXT, (), None)], id="elsewhere"),
    ],
)
def test_marks_may_overlap_in_any_way(found: tuple[Mark, ...], shown: list[tuple[str, tuple[str, ...], str | None]]) -> None:
    assert cut(*found) == shown


def test_of_two_places_the_one_next_to_the_cue_is_taken() -> None:
    text = "في حلب قصف ثم عاد إلى حلب"
    whole = clean(text, Span(0, len(text)), "text")
    assert nearest(whole, "حلب", 0) == Span(3, 6)
    assert nearest(whole, "حلب", 25) == Span(22, 25)
    assert nearest(whole, "دمشق", 0) is None
    assert nearest(whole, "", 0) is None


def read(words: str, media: Media) -> str:
    return clean(words, Span(0, len(words)), media).text


def test_every_mark_of_the_samples_holds_the_claims_words(reader: Reader) -> None:
    seen = set()
    for one in reader.every(Query()):
        page = reader.capture(one.article)
        assert page is not None
        sentence = clean(page.text, one.claim.quote.span, page.media)
        for mark in marks(one.claim, sentence):
            shown = clean(page.text, Span(mark.start, mark.end), page.media).text
            told = {
                "cue": {read(one.claim.event.cue.text, page.media)},
                "actor": {read(entity.mention, page.media) for entity in one.claim.actor},
                "recipient": {read(entity.mention, page.media) for entity in one.claim.recipient},
                "time": {one.claim.time.text if one.claim.time else ""},
                "place": {one.claim.place.name if one.claim.place else ""},
                "condition": {one.claim.condition or ""},
            }
            seen.add(mark.role)
            assert mark.role == "speaker" or shown in told[mark.role], (one.id, mark)
    assert seen >= {"cue", "actor", "recipient", "speaker", "time", "place", "condition"}


def test_a_run_without_a_mark_has_no_role() -> None:
    assert Run(TEXT) == Run(TEXT, (), None)
