"""The words of conditions: where a clause begins and ends, by words and by the model's scores; and what stands in one is no claim."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from bench.claims import conditions as bench
from khabar.arabic.words import words
from khabar.claims import reading
from khabar.claims.conditions import clause
from khabar.claims.decode import Judged
from khabar.claims.features import touched
from khabar.knowledge import conditions
from khabar.records.spans import Span


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, its cue, the condition, and the words that the model thinks likelier to be in it than others: if empty, those of the condition."""

    text: str
    cue: str
    condition: str
    sure: str = ""


TWO = "ستدعم فيينا المشروع إن شاركت براغ، وستعارضه إن انفردت روما."
CASES = {
    "from the first word to the full stop": Case("ستحاصر القوات الميناء إذا لم ينسحب الحرس.", "ستحاصر", "إذا لم ينسحب الحرس", "إذا لم ينسحب"),
    "to the comma": Case("إذا انسحب الحرس، ستدخله القوات.", "ستدخله", "إذا انسحب الحرس"),
    "to the answer with fa": Case("إذا انسحب الحرس من الميناء فستدخله القوات.", "فستدخله", "إذا انسحب الحرس من الميناء"),
    "to sawfa before the cue": Case("إذا انهار السد سوف تقاضي لاوس الشركة.", "تقاضي", "إذا انهار السد"),
    "to the source": Case("سيحاكم القضاء الجنرال إذا ثبتت التهم وفق مصدر قضائي.", "سيحاكم", "إذا ثبتت التهم"),
    "with a second verb after wa": Case("سينسحب الحزب إذا رفع السعر وألغيت العلاوات.", "سينسحب", "إذا رفع السعر وألغيت العلاوات"),
    "of two the one of the cue's own clause": Case(TWO, "وستعارضه", "إن انفردت روما", "إن شاركت براغ إن انفردت روما"),
    "the first of two": Case(TWO, "ستدعم", "إن شاركت براغ", "إن شاركت براغ إن انفردت روما"),
    "not out of a quotation": Case("قال: «سننسحب إذا هوجمنا» في بيان للصحف.", "سننسحب", "إذا هوجمنا", "إذا هوجمنا في بيان"),
    "a quotation within": Case("سينسحب إذا أصر على ضم «الفرسان البيض» إليه.", "سينسحب", "إذا أصر على ضم «الفرسان البيض» إليه"),
    "nothing sure and no word that opens one": Case("قصف الجيش المدينة أمس.", "قصف", ""),
    "the inna of speech, of which the model is not sure": Case("قال الوزير إن الجيش قصف المدينة أمس.", "قصف", ""),
}


def found(case: Case) -> str:
    cut = words(case.text)
    surfaces = [case.text[w.start : w.end] for w in cut]
    at = case.text.index(case.cue)
    logits = np.array(
        [-3.5 if word in (case.sure or case.condition).replace("«", "« ").replace("»", " »").split() else -8.0 for word in surfaces], np.float32
    )
    span = clause(surfaces, touched(cut, Span(at, at + len(case.cue))), Span(0, len(cut)), logits)
    return case.text[cut[span.start].start : cut[span.end - 1].end] if span else ""


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_condition_is_a_clause(case: Case) -> None:
    assert found(case) == case.condition


def test_it_lies_within_its_sentence() -> None:
    surfaces = ["ستدخل", "القوات", ".", "إذا", "انسحب", "الحرس"]
    logits = np.array([-8, -8, -8, 3, 3, 3], np.float32)
    assert clause(surfaces, Span(0, 1), Span(0, 3), logits) is None
    assert clause(surfaces, Span(0, 1), Span(0, 6), logits) == Span(3, 6)


def judged(cue: Span, condition: Span | None) -> tuple[Judged, tuple[str, ...]]:
    return Judged(cue, 1.0, "ASSAULT", None, "conditional" if condition else "occurred", {}, condition, 1.0, 1.0), ()


def test_what_stands_in_a_condition_is_no_event() -> None:
    inside, outside, conditional = judged(Span(2, 3), None), judged(Span(6, 7), None), judged(Span(0, 1), Span(1, 5))
    assert list(reading._unconditioned([inside, outside, conditional])) == [outside, conditional]
    assert list(reading._unconditioned([inside, outside])) == [inside, outside]


def test_the_table_has_no_faults() -> None:
    assert list(conditions.check()) == []


NAMES = {
    "a reference": ("شركة &#8220;مرسى البحر", "شركة “مرسى البحر"),
    "a reference without its end": ("شركة المرسى &#8220", "شركة المرسى"),
    "tags": ("حركة <b>شباب</b> الميناء", "حركة شباب الميناء"),
    "a line break": ("حركة\nشباب الميناء", "حركة شباب الميناء"),
    "an ampersand of its own": ("شركة AT&T", "شركة AT&T"),
    "nothing of these, spaces as they are": ("حركة  شباب", "حركة  شباب"),
    "nothing but markup": ("<b>", ""),
}


@pytest.mark.parametrize(("written", "name"), NAMES.values(), ids=NAMES)
def test_names_are_free_of_markup(written: str, name: str) -> None:
    assert reading.plain(written) == name


@pytest.mark.parametrize("half", bench.HALVES)
def test_the_cases_are_sound(half: str) -> None:
    assert len(bench.read(half)) == 30


def test_most_open_conditions_are_exact_and_events_within_are_silent() -> None:
    shares = bench.shares(list(bench.answers("open")))
    assert shares["exact_of_coded"] >= 0.75
    assert shares["words_of_coded"] >= 0.8
    assert shares["silent_within"] >= 0.6
