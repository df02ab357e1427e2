"""Numbers of claims, by tables of invented sentences: half was tuned on (open), half never was (held)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from khabar import sentences
from khabar.claims.numbers import numbered
from khabar.records.article import Article
from khabar.records.claim import Claim, Coder, Entity, Event
from khabar.records.number import Number
from khabar.records.spans import Quote, Span

CASES = Path(__file__).parent / "cases"
HALVES = {half: yaml.safe_load((CASES / f"numbers_{half}.yaml").read_text(encoding="utf-8")) for half in ("open", "held")}
FLOORS = {"open": 0.95, "held": 0.75}


@dataclass(frozen=True)
class Page:
    text: str
    claims: tuple[Claim, ...]


def page(case: dict[str, Any]) -> tuple[Claim, ...]:
    """The case's claims, with what numbers are read for them."""
    text = case["text"]
    article = Article("page", "0", "ar", None, None, (Span(0, len(text)),), (), (), None, None, None, None, None)
    split = sentences.split(text, article, "text")
    return numbered([claim(text, one, [s.quote for s in split]) for one in case["claims"]], split, text, "text")


def claim(text: str, one: dict[str, Any], split: list[Quote]) -> Claim:
    at = text.index(one["cue"])
    quote = next(q for q in split if q.start <= at < q.end)
    sides = [tuple(_entity(text, words) for words in (one[side] or "").split("; ") if words) for side in ("actor", "recipient")]
    cue = Quote(at, at + len(one["cue"]), one["cue"])
    return Claim("0", "page", quote, Event(one["type"], None, (), cue), *sides, "occurred", (), None, None, None, Coder("hand", "1", 1.0), ())


def _entity(text: str, words: str) -> Entity:
    at = text.index(words)
    return Entity(None, words, words, at, at + len(words))


def shown(number: Number) -> str:
    """As the cases write it."""
    scope = "" if number.scope == "event" else f" {number.scope}"
    words = (number.words, number.unit, number.who)
    return " | ".join((f"{number.kind} {number.told()} {number.qualifier} {number.side}{scope}", *(quote.text if quote else "-" for quote in words)))


def wrong(case: dict[str, Any]) -> list[str]:
    """What is read otherwise than the case says."""
    faults = []
    for one, found in zip(case["claims"], page(case), strict=True):
        read = [shown(number) for number in found.numbers]
        if read != one["numbers"]:
            faults.append(f"{case['id']}: «{one['cue']}»\n  {read}\n  not {one['numbers']}")
    return faults


@pytest.mark.parametrize("half", HALVES)
def test_numbers_of_a_table(half: str) -> None:
    """Every number of every claim is right, words and all, in at least so great a share of the cases."""
    faults = [fault for case in HALVES[half] for fault in wrong(case)[:1]]
    assert 1 - len(faults) / len(HALVES[half]) >= FLOORS[half], "\n".join(faults) if half == "open" else len(faults)
