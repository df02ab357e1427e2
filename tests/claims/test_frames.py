"""Sides that the frames of the cue lexicon find."""

from __future__ import annotations

import pytest

from khabar.arabic.words import words
from khabar.claims.decode import Found
from khabar.claims.frames import barred, empty_side, side
from khabar.knowledge.cues import CueEntry
from khabar.records.mention import Kind
from khabar.records.spans import Span

Case = tuple[str, str, list[tuple[str, Kind, int]], str | None]
CASES: dict[str, Case] = {
    "after its preposition": ("اتفقت مع تركيا", "مع", [("تركيا", "GPE", 0)], "تركيا"),
    "after its preposition and a quotation mark": ("اتفقت مع « حماس »", "مع", [("حماس", "ORG", 0)], "حماس"),
    "some words further on": ("اتفقت أمس بعد لقاء مع تركيا", "مع", [("تركيا", "GPE", 0)], "تركيا"),
    "after another preposition": ("اتفقت على سوريا", "مع", [("سوريا", "GPE", 0)], None),
    "not right after its preposition": ("اتفقت مع بدء العام تركيا", "مع", [("تركيا", "GPE", 0)], None),
    "a time is no side": ("اتفقت مع أمس", "مع", [("أمس", "TIME", 0)], None),
    "too far away": ("اتفقت " + "جدا " * 12 + "مع تركيا", "مع", [("تركيا", "GPE", 0)], None),
    "with its particle": ("أشادت بتركيا", "ب", [("بتركيا", "GPE", 1)], "بتركيا"),
    "a letter that is no particle": ("أشادت باكستان", "ب", [("باكستان", "GPE", 0)], None),
    "«لل» is a particle": ("تصدت للجيش", "ل", [("للجيش", "ORG", 0)], "للجيش"),
    "in construct": ("قصف تركيا", "idafa", [("تركيا", "GPE", 0)], "تركيا"),
    "not in construct": ("قصف شديد تركيا", "idafa", [("تركيا", "GPE", 0)], None),
}


@pytest.mark.parametrize(("text", "marker", "mentions", "expected"), CASES.values(), ids=CASES)
def test_whom_a_marker_ties_to_the_cue(text: str, marker: str, mentions: list[tuple[str, Kind, int]], expected: str | None) -> None:
    surfaces = [text[w.start : w.end] for w in words(text)]
    found = [Found(Span(surfaces.index(w), surfaces.index(w) + 1), kind, clitic, False, 1.0) for w, kind, clitic in mentions]
    at = side(marker, Span(0, 1), Span(0, len(surfaces)), found, surfaces)
    assert (None if at is None else mentions[at][0]) == expected


ENTRIES = {"a preposition": ("مع", 0), "the subject": ("subject", None), "the object": ("object", None), "nothing": ("", None)}


@pytest.mark.parametrize(("marker", "expected"), ENTRIES.values(), ids=ENTRIES)
def test_only_what_a_frame_marks_is_filled(marker: str, expected: int | None) -> None:
    entry = CueEntry("اتفق", "verb", (("AGREE", None),), "subject", marker, "agree")
    found = [Found(Span(2, 3), "GPE", 0, False, 1.0)]
    surfaces = ["اتفقت", "مع", "تركيا"]
    assert empty_side("recipient", [entry], Span(0, 1), Span(0, 3), found, surfaces) == expected
    assert empty_side("actor", [entry], Span(0, 1), Span(0, 3), found, surfaces) is None


BARRED: dict[str, tuple[str, str, int, str, bool]] = {
    # the text, the mention, its clitic letters, what the cue (the first word) takes, whether it is barred
    "where it happened": ("خطفوا أربعة مهندسين في الولاية", "الولاية", 0, "", True),
    "where, with quotation marks": ("خطفوا أربعة مهندسين في « الولاية »", "الولاية", 0, "", True),
    "whom it befell": ("خطفوا أربعة مهندسين", "أربعة", 0, "", False),
    "after another particle": ("هجموا على الولاية", "الولاية", 0, "", False),
    "right after the cue and its particle": ("الطعن في الحكومة", "الحكومة", 0, "", False),
    "a cue that takes the particle": ("حققت الشرطة في الوزارة", "الوزارة", 0, "في", False),
}


@pytest.mark.parametrize(("text", "mention", "clitic", "takes", "expected"), BARRED.values(), ids=BARRED)
def test_a_place_is_no_side(text: str, mention: str, clitic: int, takes: str, expected: bool) -> None:
    surfaces = [text[w.start : w.end] for w in words(text)]
    at = surfaces.index(mention)
    entry = CueEntry("x", "verb", (("ASSAULT", None),), "subject", takes, "")
    found = [Found(Span(at, at + 1), "NOM", clitic, nested=False, score=1.0)]
    assert barred("recipient", 0, [entry], Span(0, 1), found, surfaces) is expected
