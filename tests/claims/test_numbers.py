"""Numbers of claims, by tables of invented sentences: half was tuned on (open), half never was (held)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from khabar import sentences
from khabar.claims.numbers import numbered
from khabar.records.article import Article
from khabar.records.claim import Claim, Coder, Entity, Event
from khabar.records.number import Number
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote, Span, assert_span

CASES = Path(__file__).parent / "cases"
HALVES = {half: yaml.safe_load((CASES / f"numbers_{half}.yaml").read_text(encoding="utf-8")) for half in ("open", "held")}
FLOORS = {"open": 0.95, "held": 0.75}


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


HTML = "<p>شن التنظيم <b>هجوما</b> على الثكنة.</p><p>وأسفر&nbsp;الهجوم عن <b>13</b>&nbsp;قتيلا <i>على الأقل</i> من الجنود.</p>"


def in_html() -> Claim:
    first, second = HTML.index("شن"), HTML.index("وأسفر")
    split = [Sentence(Quote.of(HTML, at, HTML.index(".", at) + 1), "body", number, ()) for number, at in enumerate((first, second))]
    at = HTML.index("هجوما")
    attack = replace(claim("هجوما", BARE, [Quote(0, 5, "هجوما")]), quote=split[0].quote)
    attack = replace(attack, event=replace(attack.event, cue=Quote.of(HTML, at, at + 5)))
    (found,) = numbered([attack], split, HTML, "html")
    return found


BARE = {"cue": "هجوما", "type": "ASSAULT", "actor": None, "recipient": None, "numbers": []}


def test_offsets_are_those_of_the_page_with_its_tags() -> None:
    (number,) = in_html().numbers
    for quote in (number.words, number.unit, number.who):
        assert quote is not None
        assert_span(HTML, quote)
    assert (number.told(), number.qualifier, number.words.text) == ("13+", "at-least", "13</b>&nbsp;قتيلا <i>على الأقل")


def test_why_says_what_was_read_and_whose_it_is() -> None:
    assert in_html().why[-1].startswith("number: «13</b>&nbsp;قتيلا <i>على الأقل» is killed 13+ (at-least, event); ")


def test_numbers_are_no_part_of_the_id_and_a_claim_without_them_stays_as_it_is() -> None:
    found = in_html()
    assert found.id == "0"
    talks = replace(found, event=replace(found.event, type="CONSULT"), numbers=())
    assert numbered([talks], [Sentence(found.quote, "body", 0, ())], HTML, "html") == (talks,)


@given(st.text(alphabet="قتل جنديا 12و،.()- على الأقلمئةبينهم", max_size=80))
def test_words_of_numbers_stand_in_the_text(text: str) -> None:
    whole = Quote(0, len(text), text)
    one = Claim("0", "a", whole, Event("ASSAULT", None, (), Quote(0, 0, "")), (), (), "occurred", (), None, None, None, Coder("a", "1", 1.0), ())
    (found,) = numbered([one], [Sentence(whole, "body", 0, ())], text, "text")
    for number in found.numbers:
        for quote in (number.words, number.unit, number.who):
            assert quote is None or (quote.text.strip() and text[quote.start : quote.end] == quote.text)
