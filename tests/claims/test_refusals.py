"""Talks that are refused are told by the refusal alone."""

from __future__ import annotations

import pytest

from khabar.arabic.words import words
from khabar.claims.decode import Found, Judged
from khabar.claims.refusals import refused
from khabar.records.spans import Span

Event = tuple[str, str, list[str], list[str]]
"""The cue, the type, and the words of actor and recipient."""
NO: Event = ("رفض", "REJECT", ["الوزير"], ["الوفد"])
CASES: dict[str, tuple[str, Event, Event, bool]] = {
    # the text, the refusal, the other event, whether it is what is refused
    "a meeting": ("رفض الوزير لقاء الوفد أمس", NO, ("لقاء", "CONSULT", ["الوزير"], ["الوفد"]), True),
    "a meeting of both": ("رفض الوزير لقاء الوفد أمس", NO, ("لقاء", "CONSULT", ["الوزير", "الوفد"], []), True),
    "an accord, with a word before it": ("رفض الوزير توقيع اتفاق مع الوفد", NO, ("اتفاق", "AGREE", ["الوزير"], ["الوفد"]), True),
    "a meeting afterwards": ("رفض الوزير الوفد ثم التقى وفودا", NO, ("التقى", "CONSULT", ["الوزير"], ["وفودا"]), False),
    "the same one, met afterwards": ("رفض الوزير مصافحة الوفد واستقبله", NO, ("واستقبله", "CONSULT", ["الوزير"], ["الوفد"]), False),
    "during a meeting": ("رفض الوزير ذلك خلال لقاء الوفد", NO, ("لقاء", "CONSULT", ["الوزير"], ["الوفد"]), False),
    "in another clause": ("رفض الوزير وطلب لقاء الوفد", NO, ("لقاء", "CONSULT", ["الوزير"], ["الوفد"]), False),
    "after a comma": ("رفض الوزير العرض ، لقاء الوفد فشل", NO, ("لقاء", "CONSULT", ["الوزير"], ["الوفد"]), False),
    "with somebody else": ("رفض الوزير لقاء النائب الوفد", NO, ("لقاء", "CONSULT", ["الوزير"], ["النائب"]), False),
    "a deed that is condemned": ("رفض الوزير قصف الوفد أمس", NO, ("قصف", "ASSAULT", [], ["الوفد"]), False),
    "no refusal": ("دعا الوزير لقاء الوفد", ("دعا", "REQUEST", ["الوزير"], ["الوفد"]), ("لقاء", "CONSULT", ["الوزير"], ["الوفد"]), False),
}


@pytest.mark.parametrize(("text", "first", "second", "expected"), CASES.values(), ids=CASES)
def test_what_is_refused_did_not_happen(text: str, first: Event, second: Event, expected: bool) -> None:
    surfaces = [text[w.start : w.end] for w in words(text)]
    names = [word for word in ("الوزير", "الوفد", "النائب", "وفودا") if word in surfaces]
    found = [Found(_at(surfaces, name), "NOM", 0, nested=False, score=1.0) for name in names]
    refusal, event = (_judged(one, surfaces, names) for one in (first, second))
    assert refused(event, [refusal, event], found, surfaces) is expected
    assert not refused(refusal, [refusal, event], found, surfaces)


def _judged(event: Event, surfaces: list[str], names: list[str]) -> Judged:
    cue, kind, actor, recipient = event
    roles = {role: tuple((names.index(name), 1.0) for name in side) for role, side in (("actor", actor), ("recipient", recipient))}
    return Judged(_at(surfaces, cue), 1.0, kind, None, "occurred", roles, None, 1.0, 1.0)


def _at(surfaces: list[str], word: str) -> Span:
    at = surfaces.index(word)
    return Span(at, at + 1)
