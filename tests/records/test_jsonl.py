"""JSON lines: exactly the codebook's fields, in a form that reads back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from khabar.records.article import Article, Published
from khabar.records.claim import Claim, Coder, Entity, Event, EventTime, Link, Owner, Place
from khabar.records.jsonl import article_record, claim_record, line
from khabar.records.spans import Quote, Span

TEXT = "اعتقلت شرطة الميناء ثلاثة صيادين أمس، بحسب النقابة."


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote(start, start + len(words), words)


CLAIM = Claim(
    "0123456789abcdef",
    "page.txt",
    Quote(0, len(TEXT), TEXT),
    Event("COERCE", "arrest", (), quote("اعتقلت")),
    (Entity("port-police", "شرطة الميناء", "شرطة الميناء", 7, 19, (Owner("port", "الميناء"),)),),
    (Entity(None, "ثلاثة صيادين", "ثلاثة صيادين", 20, 32),),
    "occurred",
    (Link(None, "النقابة", "organisation", 43, 50), Link(None, "جريدة الموج", "outlet", None, None)),
    EventTime("2016-05-11", "2016-05-11", "day", "relative", "أمس"),
    Place("الميناء", None, None, None, None, "none"),
    None,
    Coder("khabar", "v1", 0.8),
    ("cue: «اعتقلت»",),
)
ARTICLE = Article(
    "page.txt", "ab" * 32, "ar", Quote(0, 6, "اعتقلت"), None, (Span(0, 37), Span(38, len(TEXT))), (), (Span(1, 2),), "جريدة الموج", None, None,
    Published("2016-05-12", "2016-05-12", "line", quote("أمس")), None,
)  # fmt: skip

CLAIM_FIELDS = {
    "kind", "id", "capture", "quote", "event", "actor", "recipient", "status", "attribution", "time", "time_text", "place", "condition", "coder",
    "numbers",
}  # fmt: skip
ARTICLE_FIELDS = {
    "kind", "capture", "sha256", "url", "language", "title", "kicker", "body", "subheadings", "comments", "outlet", "republished_from", "byline",
    "published",
}  # fmt: skip
NESTED = {
    "quote": {"start", "end", "text"},
    "event": {"type", "mode", "contexts", "cue"},
    "time": {"start", "end", "precision", "basis", "text"},
    "place": {"name", "id", "country", "lat", "lon", "precision"},
    "coder": {"name", "version", "score"},
}


def read(record: dict[str, object]) -> Any:
    return json.loads(line(record))


def test_a_claim_has_the_fields_of_the_codebook() -> None:
    record = read(claim_record(CLAIM))
    assert set(record) == CLAIM_FIELDS
    assert record["kind"] == "claim"
    assert {name: set(record[name]) for name in NESTED} == NESTED
    assert set(record["actor"][0]) == {"id", "name", "mention", "start", "end", "of"}
    assert set(record["actor"][0]["of"][0]) == {"id", "name"}
    assert set(record["attribution"][0]) == {"id", "name", "kind", "start", "end", "mention"}
    assert set(record["event"]["cue"]) == {"start", "end", "text"}


def test_an_article_has_the_fields_of_the_codebook() -> None:
    record = read(article_record(ARTICLE))
    assert set(record) == ARTICLE_FIELDS
    assert record["kind"] == "article"
    assert record["body"] == [[0, 37], [38, len(TEXT)]]
    assert (record["comments"], record["kicker"]) == ([[1, 2]], None)
    assert set(record["published"]) == {"start", "end", "basis", "evidence"}


def test_the_reasons_of_a_claim_are_kept_for_explain() -> None:
    assert "why" not in claim_record(CLAIM)


TIMES = {
    "both days known": (EventTime("2016-05-11", "2016-05-11", "day", "relative", "أمس"), True, "أمس"),
    "waits for the article's day": (EventTime(None, None, "day", "relative", "أمس"), False, "أمس"),
    "open on one side": (EventTime(None, "2010-12-31", "range", "explicit", "قبل 2011"), False, "قبل 2011"),
    "nothing says": (None, False, None),
}


@pytest.mark.parametrize(("time", "resolved", "words"), TIMES.values(), ids=TIMES)
def test_a_time_is_null_until_both_its_days_are_known_but_its_words_are_kept(time: EventTime | None, resolved: bool, words: str | None) -> None:
    record = read(claim_record(replace(CLAIM, time=time)))
    assert (record["time"] is not None, record["time_text"]) == (resolved, words)


def test_a_line_is_one_line_of_readable_arabic() -> None:
    written = line(claim_record(replace(CLAIM, quote=Quote(0, 9, "قالت\nأمس\u2028"))))
    assert "\n" not in written
    assert "شرطة الميناء" in written
