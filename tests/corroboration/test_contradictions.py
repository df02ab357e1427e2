"""Contradictions: two claims that cannot both hold, beside those most like them that can."""

from __future__ import annotations

import pytest
from telling import story

from khabar.corroboration.contradictions import contradictions, number

RAID = "x ASSAULT/aerial turkey>ypg o 03-01 @الحسكة"
HELD = "a1 x ASSAULTMODE turkey>ypg o 03-01"
FREE = "b1 x ASSAULTMODE turkey>ypg d 03-01 <turkey"
DENIED_THERE = "a2 x ASSAULT turkey>ypg d 03-01"


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        (f"a1 {RAID} | [قصفت] طائرات\nb1 {RAID.replace(' o ', ' d ')} <ypg | نفت الوحدات [قصف] مواقعها", ["denial"]),
        (f"a1 {RAID} | [قصفت] طائرات\nb1 {RAID.replace(' o ', ' d ')} <ypg | لم [تقصف] الطائرات أي موقع", ["status"]),
        (f"a1 {RAID.replace(' o ', ' m ')} | [قد] تقصف\nb1 {RAID.replace(' o ', ' d ')} <ypg | نفت الوحدات [قصف] مواقعها", []),
        (f"d1 {RAID.replace('03-01', '03-04')} | [قصفت] طائرات\na1 {RAID.replace(' o 03-01', ' d -')} <ypg | نفت [قصف] مواقعها", []),
        (f"a1 {RAID.replace('turkey', 'russia')} | [قصفت]\nb1 {RAID.replace(' o ', ' d ')} <turkey | نفت تركيا [قصف] المواقع", []),
        ("a1 x RETREAT hamas>fatah o 03-01 | [هدوء]\nb1 x AGREE hamas>fatah d 03-01 | نفت الحركة أي [اتفاق]", []),
        (f"a1 {RAID} | [قصفت] طائرات وقتلت سبعة مسلحين\nb1 {RAID} | [قصفت] طائرات وقتلت تسعة مسلحين", ["number"]),
        (f"a1 {RAID} | [قصفت] طائرات وقتلت سبعة مسلحين\nc1 {RAID} | [قصفت] طائرات وقتلت تسعة مسلحين", []),
        (f"a1 {RAID} | [قصفت] طائرات وقتلت تسعة مسلحين\nc1 {RAID} | [قصفت] طائرات وقتلت سبعة مسلحين", ["number"]),
        (f"a1 {RAID} | [قصفت] طائرات وقتلت سبعة مسلحين على الأقل\nb1 {RAID} | [قصفت] طائرات وقتلت تسعة مسلحين", []),
        (f"a1 {RAID} | [قصفت] وقتلت سبعة مسلحين\nb1 {RAID} | [قصفت] وأصابت تسعة مسلحين", []),
        (f"a1 {RAID} | [قصفت] وقتلت سبعة مسلحين\nb1 {RAID.replace('ypg', 'isis')} | [قصفت] وقتلت تسعة".replace("isis", "islamic-state"), []),
        (f"a1 {RAID} | [قصفت] طائرات\nb1 {RAID.replace('turkey', 'russia')} | [قصفت] طائرات", ["actor"]),
        (f"a1 {RAID} | [قصفت] طائرات\nb1 {RAID.replace('turkey', 'turkey.army')} | [قصفت] طائرات", []),
        (f"a1 {RAID} | [قصفت] طائرات\nb1 {RAID.replace('turkey', '~مجهولون')} | [قصفت] طائرات", []),
        ("a1 x ASSAULT turkey>ypg o 03-01 | [معارك]\nb1 x ASSAULT ypg>turkey o 03-01 | [معارك]", []),
        ("a1 x CONSULT turkey>russia o 03-01 | [لقاء]\nb1 x CONSULT united-nations>russia o 03-01 | [لقاء]", []),
        (f"a1 {RAID} | [قصفت] طائرات\nb1 {RAID.replace('03-01', '02-28')} | [قصفت] طائرات", ["time"]),
        (f"a1 {RAID} | [قصفت] طائرات\nb1 {RAID.replace('03-01', '02-28..03-01')} | [قصفت] طائرات", []),
        ("a1 x CONSULT turkey>russia o 03-01 | [محادثات]\nb1 x CONSULT turkey>russia o 02-28 | [محادثات]", []),
        (f"{HELD.replace('MODE', '/abduct')} | [احتجزت] رجالا\n{FREE.replace('MODE', '/torture')} | نفت [تعذيب] أي رجل", []),
        (f"{HELD.replace('MODE', '/abduct')} | [احتجزت] رجالا\n{FREE.replace('MODE', '/abduct')} | نفت [حبس] أي رجل", ["denial"]),
        (f"{HELD.replace('MODE', '/abduct')} | [احتجزت] رجالا\n{FREE.replace('MODE', '')} | نفت أي [اعتداء]", ["denial"]),
        (f"{HELD.replace('MODE', '/aerial')} | [ضرب] مخيم\n{FREE.replace('MODE', '/explosives')} | نفت [ضرب] المخيم", ["denial"]),
        (f"{HELD.replace('MODE', '')} | [خطفت] رجالا\n{FREE.replace('MODE', '')} | نفت [إعدام] رجال", []),
        (f"{HELD.replace('MODE', '')} | [أغارت] طائرات\n{FREE.replace('MODE', '')} | نفت [قصف] المخيم", ["denial"]),
        (f"{HELD.replace('MODE', '')} | [خطفت] رجالا\n{FREE.replace('MODE', '')} | نفت [إيذاء] رجال", ["denial"]),
        (f"{HELD.replace('MODE', '')} <ypg | [ضربت] الرجال ولم تؤذ أحدا\n{DENIED_THERE} <ypg | ضربت الرجال ولم [تؤذ] أحدا", []),
        (f"{HELD.replace('MODE', '')} <afp | [ضربت] الرجال ولم تؤذ أحدا\n{DENIED_THERE} <ypg | ضربت الرجال ولم [تؤذ] أحدا", ["status"]),
    ],
    ids=[
        "a denial",
        "said not to have happened",
        "denied and only possible",
        "denied before it came about",
        "another's deed denied",
        "another act denied",
        "two tolls on one day",
        "a toll brought up to date",
        "a toll that sinks",
        "at least so many",
        "dead and wounded",
        "the dead of two sides",
        "two doers",
        "a state and its army",
        "an unnamed doer",
        "a fight told from both sides",
        "several who met",
        "two days",
        "a day within a stretch",
        "talks of two days",
        "another mode denied",
        "the same mode denied",
        "the type denied and no mode",
        "two weapons of one attack",
        "another act denied under one type",
        "two acts of one attack",
        "an act denied without a name",
        "one speaker in one sentence",
        "two speakers in one sentence",
    ],
)
def test_what_cannot_both_hold(lines: str, kinds: list[str]) -> None:
    told = story(lines)
    assert [c.kind for c in contradictions(told.told.values(), told.copies)] == kinds
    assert number(told.told.values(), told.copies) == len(kinds)


def test_both_sentences_are_kept_and_the_order_does_not_matter() -> None:
    told = story(f"a1 {RAID} | [قصفت] طائرات\nb1 {RAID.replace('turkey', 'russia')} | [أغارت] طائرات")
    found = contradictions(told.told.values(), {})
    assert found == contradictions(reversed(list(told.told.values())), {})
    assert {found[0].first_quote.text, found[0].second_quote.text} == {"قصفت طائرات", "أغارت طائرات"}
    assert found[0].first < found[0].second
    assert "تركيا" in found[0].why


def test_reprints_contradict_nobody() -> None:
    told = story(f"copy c b\na1 {RAID} | [قصفت] طائرات\nb1 {RAID.replace(' o ', ' d ')} <ypg | نفت الوحدات [قصف] مواقعها")
    assert len(contradictions(told.told.values(), told.copies)) == 1
    assert len(contradictions(told.told.values(), {})) == 2
