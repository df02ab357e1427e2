"""Claims as W3C Web Annotations: what is tagged, and where the sentence stands."""

from __future__ import annotations

import json
from typing import Any

from khabar.exports.annotation import annotation
from khabar.ledger.stored import Judgement, StoredClaim
from khabar.records.capture import Capture
from tests.ledger.pages import claim, page, party

TEXT = "أضربت النقابة أسبوعا. اتهم مجلس البلدة شركة الماء بقطع الخدمة. ونفت الشركة ذلك."
MADE = Judgement(1, "2016-05-02T00:00:00.000000Z", "نور", "قرأت", "accept", "claim:1", {})


def annotated(of: Capture, made: Judgement | None = None) -> dict[str, Any]:
    found = claim(of, "اتهم", "ACCUSE", party(of, "مجلس البلدة"), party(of, "شركة الماء"), mode="allege")
    stored = StoredClaim(found.id, 1, "a1", of.media, found, None, "النشرة", "2016-05-01", "2016-05-01", "2016-05-02T00:00:00.000000Z", made)
    return annotation(stored, of)


def bodies(found: dict[str, Any], purpose: str) -> list[dict[str, Any]]:
    return [one for one in found["body"] if one["purpose"] == purpose]


def test_a_text_page_is_pointed_into_by_words_and_by_place() -> None:
    of = page(TEXT)
    target = annotated(of)["target"]
    words, place = target["selector"]
    assert words["exact"] == "اتهم مجلس البلدة شركة الماء بقطع الخدمة."
    assert of.text[place["start"] : place["end"]] == words["exact"]
    assert words["prefix"] + words["exact"] + words["suffix"] == TEXT
    assert words["refinedBy"] == {"type": "TextQuoteSelector", "exact": "اتهم"}
    assert (target["source"], target["format"]) == ("urn:khabar:article:a1", "text/plain")


def test_an_html_page_is_pointed_into_by_its_words_without_tags() -> None:
    of = page("<p>أضربت. اتهم <b>مجلس البلدة</b> شركة الماء.</p>", media="html", url="https://example.org/1")
    target = annotated(of)["target"]
    (words,) = target["selector"]
    assert words["exact"] == "اتهم مجلس البلدة شركة الماء."
    assert (target["source"], target["format"]) == ("https://example.org/1", "text/html")


def test_tags_record_and_judgement_are_bodies() -> None:
    found = annotated(page(TEXT), MADE)
    assert [one["value"] for one in bodies(found, "tagging")] == ["ACCUSE", "ACCUSE/allege", "occurred", "verbal-conflict"]
    (record,) = bodies(found, "describing")
    assert json.loads(record["value"])["event"]["type"] == "ACCUSE"
    (judged,) = bodies(found, "assessing")
    assert (judged["value"], judged["creator"]["name"]) == ("accept: قرأت", "نور")
    assert bodies(annotated(page(TEXT)), "assessing") == []
    assert (found["@context"], found["type"], found["motivation"]) == ("http://www.w3.org/ns/anno.jsonld", "Annotation", "classifying")
