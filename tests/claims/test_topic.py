"""What an article is about, and the bar that its events must reach."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from bench import passages
from khabar.claims import topic
from khabar.claims.topic import likely, load, on_topic

TEXTS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("cases").joinpath("topics.yaml").read_text(encoding="utf-8"))


def types(text: str) -> set[str]:
    records = [json.loads(row) for row in passages.coded({"id": "t", "text": text})]
    return {r["event"]["type"] for r in records if r["kind"] == "claim"}


@pytest.mark.parametrize("name", ["match", "weather", "cold spell", "film"])
def test_matter_without_events_gives_no_claim(name: str) -> None:
    assert types(TEXTS[name]) == set()


def test_it_is_the_topic_that_keeps_a_forecast_from_being_coded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topic, "START", 99.0)
    assert types(TEXTS["cold spell"])


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("riot after a match", {"COERCE", "ASSAULT", "ACCUSE", "PROTEST"}), ("boycott of a cup", {"REJECT", "ACCUSE", "THREATEN"})],
)
def test_affairs_on_a_sports_page_are_coded(name: str, wanted: set[str]) -> None:
    assert wanted <= types(TEXTS[name])


@pytest.mark.parametrize(
    ("score", "off", "stands"),
    [(0.3, topic.START - 1, True), (0.3, topic.START + 1, False), (0.95, topic.START + 1, True), (0.95, topic.START + 3, False)],
)
def test_the_bar_rises_with_the_topic(score: float, off: float, stands: bool) -> None:
    assert likely(score, off) is stands


def test_no_draft_needs_no_look() -> None:
    assert on_topic([], ["نص"]) == []


def test_the_look_parts_sport_from_war() -> None:
    assert load().score(TEXTS["match"].split()) > 0 > load().score(TEXTS["riot after a match"].split())
