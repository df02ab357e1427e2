"""Passages of the press: their coding stands here, their words in the archive."""

from __future__ import annotations

import re
from typing import Any

import pytest

from bench import passages
from bench.gold import gold_events
from khabar.records.spans import Span
from training import data, press

ARCHIVE = pytest.mark.skipif(not press.at_hand(), reason="no archive of articles in the folder of gold sets; set KHABAR_SHARED to it")
ITEM: dict[str, Any] = {
    "id": "JA-world-1-20170101-0",
    "text": "قصف الجيش بلدة سلوى، ونفى الجيش أن يكون قد قصف سلوى إذا صح الخبر.",
    "entities": [["الجيش", "ORG"], ["بلدة سلوى", "GPE"], ["الجيش#2", "ORG"], ["سلوى#2", "GPE"]],
    "events": [
        {
            "cue": "قصف", "type": "ASSAULT", "mode": "heavy-weapons", "status": "occurred", "actor": ["الجيش"], "recipient": ["بلدة سلوى"],
            "by": [], "time": None, "place": None, "condition": None,
        },
        {
            "cue": "قصف#2", "type": "ASSAULT", "mode": None, "status": "denied", "actor": ["الجيش#2"], "recipient": ["سلوى#2"],
            "by": ["الجيش#2"], "time": None, "place": "سلوى#2", "condition": "إذا صح الخبر",
        },
    ],
}  # fmt: skip


def test_a_coding_and_its_text_are_the_item_again() -> None:
    assert press.by_surfaces(press.by_offsets(ITEM), ITEM["text"]) == ITEM


def test_a_coding_holds_no_word_of_its_text() -> None:
    assert not re.search("[\u0600-\u06ff]", repr(press.by_offsets(ITEM)))


def test_a_coding_of_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match=r"JA-world-1-20170101-0: the text at hand is not the one that was coded"):
        press.by_surfaces(press.by_offsets(ITEM), ITEM["text"] + " ")


def test_a_surface_that_is_not_in_the_text_is_named() -> None:
    with pytest.raises(ValueError, match="«قصفت» is not in the text"):
        press.by_offsets(ITEM | {"events": [ITEM["events"][0] | {"cue": "قصفت"}]})


@pytest.mark.parametrize("name", ["أ", "أب", "ب"])
def test_a_surface_is_numbered_as_it_is_found(name: str) -> None:
    text = "أب أأب ب أب"
    for match in re.finditer(f"(?={name})", text):
        span = Span(match.start(), match.start() + len(name))
        assert data.locate(text, press.surface(text, span)) == span


def test_its_items_are_no_short_ones() -> None:
    assert not data.is_short(ITEM["id"])
    assert data.is_short("a-0001")


def test_files_in_the_project_hold_no_arabic_letter() -> None:
    files = list(press.PRESS.rglob("*.jsonl"))
    assert files
    assert not [path for path in files if not path.read_text(encoding="utf-8").isascii()]


@ARCHIVE
def test_every_coding_has_its_text_in_the_archive() -> None:
    found = list(press.lines())
    assert len(found) == sum(1 for _ in data.corpus_lines(press.PRESS))
    for item in found:
        for event in item["events"]:
            assert data.locate(item["text"], event["cue"]) is not None
            assert event["actor"] or event["recipient"]
    held = [item["id"] for item in (*passages.of_newspapers(), *passages.of_the_press())]
    assert sorted(held) == sorted(item["id"] for item in found if data.is_held_out(item["id"]))


@ARCHIVE
def test_sentences_that_are_measured_are_of_no_article_that_is_trained_on() -> None:
    trained = {item["text"] for item in press.lines() if not data.is_held_out(item["id"])}
    held = list(passages.of_newspapers())
    assert held
    assert not [item["id"] for item in held if item["text"] in trained]
    for row in data.lines(gold_events("assault")):
        assert data.is_held_out(data.sentence_item(row["id"])) == (data.fold(row["id"]) == data.HELD_FOLD)
