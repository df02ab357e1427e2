"""Held-out passages as gold pages: what the whole coder, rules and all, makes of texts of ours, and of the press, that it was not trained on."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from bench.gold import ROOT, by_level, claims_scored, fingerprint
from khabar import claims, mentions, sentences
from khabar.claims.coding import distinct
from khabar.claims.reading import Draft
from khabar.records.article import Article
from khabar.records.capture import Capture
from khabar.records.claim import Claim
from khabar.records.jsonl import article_record, claim_record, line
from khabar.records.mention import Mention
from khabar.records.sentence import Sentence
from khabar.records.spans import Span
from training import data, press

Item = dict[str, Any]
CORPUS = ROOT / "training" / "corpus"
NEWSPAPERS = press.PRESS / "newspapers.jsonl"


def held_out() -> Iterator[Item]:
    """The held-out items of the files with long passages, in the order of files and lines."""
    return (item for item in data.corpus_lines(CORPUS) if not data.is_short(item["id"]) and data.is_held_out(item["id"]))


def of_the_press() -> Iterator[Item]:
    """The held-out passages of the press; none where the archive is not at hand."""
    return (item for item in press.lines() if data.is_held_out(item["id"]) and not item["id"].startswith(data.SENTENCES))


def of_newspapers() -> Iterator[Item]:
    """The held-out sentences of newspapers; none where the gold events are not at hand."""
    return (item for item in press.lines() if data.is_held_out(item["id"]) and item["id"].startswith(data.SENTENCES))


Codings = tuple[dict[str, Item], dict[str, Item]]
"""By id: held-out passages as they were coded first, and those of them that a second coder coded too, blind to the first."""


def codings() -> dict[str, Codings]:
    """Of our own passages, of those of the press, and of newspapers' sentences."""
    second = list(press.lines(press.PRESS / "second"))
    return {
        "passages": _twice(held_out(), data.corpus_lines(CORPUS / "second")),
        "press": _twice(of_the_press(), second),
        "newspapers": _twice(of_newspapers(), second),
    }


def _twice(firsts: Iterable[Item], seconds: Iterable[Item]) -> Codings:
    first = {item["id"]: item for item in firsts}
    return first, {item["id"]: item for item in seconds if item["id"] in first and item["text"] == first[item["id"]]["text"]}


def paragraphs(text: str) -> list[Span]:
    """Its lines."""
    found, at = [], 0
    for row in text.split("\n"):
        if row.strip():
            found.append(Span(at, at + len(row)))
        at += len(row) + 1
    return found


def bare(surface: str) -> str:
    """The surface without the number of its occurrence."""
    return surface.rpartition("#")[0] if "#" in surface else surface


def gold(item: Item) -> dict[str, object]:
    """The item in the form of the gold files: every entity one surface, every event required."""
    text, events = item["text"], []
    for event in item["events"]:
        place = data.locate(text, event["cue"])
        assert place is not None
        joint = len(event["actor"]) > 1 and not event["recipient"]
        recipient = event["actor"] if joint else event["recipient"] or None
        found = {
            "line": text.count("\n", 0, place.start) + 1, "types": [event["type"]], "status": [event["status"]],
            "actor": event["actor"] or None, "recipient": recipient, "symmetric": joint,
        }  # fmt: skip
        events.append(found | ({"by": event["by"][0]} if event["by"] else {}))
    return {
        "capture": f"{item['id']}.txt", "title_line": 1, "body_lines": [[1, text.count("\n") + 1]], "published": None,
        "entities": {surface: {"names": [bare(surface)]} for surface, _ in item["entities"]}, "claims": events,
    }  # fmt: skip


Laid = tuple[Capture, Article, tuple[Sentence, ...], tuple[Mention, ...]]


def laid(item: Item) -> Laid:
    """The item as a capture, an article, its sentences and known mentions. The text is taken for the body: finding that is measured elsewhere."""
    text, name = item["text"], f"{item['id']}.txt"
    page = Capture(name, hashlib.sha256(text.encode()).hexdigest(), text, "text", name, "utf-8")
    article = Article(name, page.sha256, "ar", None, None, tuple(paragraphs(text)), (), (), None, None, None, None, None)
    split = sentences.split(text, article, "text")
    return page, article, split, mentions.find(text, [s.quote.span for s in split], None, None, nouns=False)


def drafted(item: Item) -> tuple[Article, list[tuple[Draft, Claim]]]:
    """The item as an article, and the claims made of it with their drafts, repeats among them; of a lone sentence the background too."""
    page, article, split, known = laid(item)
    return article, claims.drafted(page, article, split, known, mentions, background=True)


def coded(item: Item) -> Iterator[str]:
    """JSON Lines of the item."""
    article, made = drafted(item)
    yield line(article_record(article))
    for claim in distinct([one for _, one in made]):
        yield line(claim_record(claim))


def scored(items: list[Item], claims: Iterable[str]) -> dict[str, float]:
    """F1 of `claims` (JSON Lines) at the scorer's four levels, against the items."""
    with tempfile.TemporaryDirectory() as folder:
        captures, golds = Path(folder) / "captures", Path(folder) / "gold"
        captures.mkdir()
        golds.mkdir()
        for item in items:
            (captures / f"{item['id']}.txt").write_text(item["text"], encoding="utf-8")
            (golds / f"{item['id']}.yaml").write_text(yaml.safe_dump(gold(item), allow_unicode=True), encoding="utf-8")
        return by_level(claims_scored(golds, captures, claims))


def measured(items: list[Item]) -> dict[str, float]:
    """What the packaged coder reaches on the items."""
    return scored(items, (row for item in items for row in coded(item)))


def figures() -> tuple[dict[str, float], str]:
    """The measure on our own passages: figures, and the fingerprint of the files that the passages come from."""
    return measured(list(held_out())), fingerprint([p for p in CORPUS.glob("*.jsonl") if p.stem > data.LAST_SHORT])


def press_figures() -> tuple[dict[str, float], str]:
    """The same on the passages of the press."""
    return measured(list(of_the_press())), fingerprint([path for path in press.PRESS.glob("*.jsonl") if path != NEWSPAPERS])


def newspaper_figures() -> tuple[dict[str, float], str]:
    """The same on sentences of newspapers."""
    return measured(list(of_newspapers())), fingerprint([NEWSPAPERS])
