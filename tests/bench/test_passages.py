"""Corpus items in the form of the gold files."""

from __future__ import annotations

import json
from typing import Any

from bench import passages
from khabar.records.spans import Span
from training import data

ITEM: dict[str, Any] = {
    "id": "z-1",
    "text": "لقاء في الميناء\nالتقى الوفدان ثم التقى الوزير سفيرا، وقال ناطق إنهما اتفقا.",
    "entities": [["الوفدان", "NOM"], ["الوزير", "PER"], ["سفيرا", "PER"], ["ناطق", "PER"]],
    "events": [
        {"cue": "التقى", "type": "CONSULT", "status": "occurred", "actor": ["الوفدان"], "recipient": [], "by": []},
        {"cue": "التقى#2", "type": "CONSULT", "status": "occurred", "actor": ["الوزير"], "recipient": ["سفيرا"], "by": []},
        {"cue": "اتفقا", "type": "AGREE", "status": "occurred", "actor": ["الوزير", "سفيرا"], "recipient": [], "by": ["ناطق"]},
    ],
}


def test_each_event_is_a_required_claim_on_its_line() -> None:
    first, second, third = passages.gold(ITEM)["claims"]  # type: ignore[misc]
    assert (first["line"], first["types"], first["actor"], first["recipient"], first["symmetric"]) == (2, ["CONSULT"], ["الوفدان"], None, False)
    assert (second["actor"], second["recipient"]) == (["الوزير"], ["سفيرا"])
    assert (third["actor"], third["recipient"], third["symmetric"], third["by"]) == (["الوزير", "سفيرا"], ["الوزير", "سفيرا"], True, "ناطق")
    assert "by" not in first


def test_each_line_is_a_paragraph() -> None:
    assert passages.paragraphs("أ ب\n\nج") == [Span(0, 3), Span(5, 6)]


def test_the_coded_item_is_an_article_and_its_claims() -> None:
    article, *claims = map(json.loads, passages.coded(ITEM))
    assert (article["kind"], article["capture"]) == ("article", "z-1.txt")
    assert {c["kind"] for c in claims} <= {"claim"}
    assert all(ITEM["text"][c["quote"]["start"] : c["quote"]["end"]] == c["quote"]["text"] for c in claims)


def test_only_held_out_passages_are_measured() -> None:
    found = list(passages.held_out())
    assert found
    assert all(data.is_held_out(item["id"]) and item["id"].split("-")[0] > data.LAST_SHORT for item in found)
