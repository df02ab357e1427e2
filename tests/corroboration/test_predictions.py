"""Predictions: open until their horizon passes, then judged by what is told after them."""

from __future__ import annotations

import pytest
from telling import ids, story

from khabar.corroboration.predictions import horizon, predictions, records
from khabar.records.prediction import Judgement

FALL = "a1 p ASSAULT islamic-state>syria f - @تدمر <~خبير | توقع خبير [سقوط] تدمر في غضون أسبوع"


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        ("[توقع] سقوط المدينة في غضون عامين", "2017-03-02"),
        ("[توقع] سقوط المدينة خلال أسبوعين", "2015-03-16"),
        ("[توقع] سقوط المدينة قبل نهاية العام", "2015-12-31"),
        ("[توقع] سقوط المدينة عام 2020", "2020-12-31"),
        ("[توقع] سقوط المدينة", None),
        ("[توقع] سقوط المدينة كما سقطت عام 2013", None),
    ],
)
def test_horizons(sentence: str, last: str | None) -> None:
    assert horizon(story(f"a1 p ASSAULT islamic-state>syria f - | {sentence}").told["01.a1"]) == last


@pytest.mark.parametrize(
    ("lines", "asof", "verdict"),
    [
        ("", "2015-03-05", "open"),
        ("", "2015-04-01", "undecided"),
        ("d1 x ASSAULT islamic-state>syria.army o 03-04 @تدمر | [سقطت] تدمر", "2015-03-05", "open"),
        ("d1 x ASSAULT islamic-state>syria.army o 03-04 @تدمر | [سقطت] تدمر", "2015-04-01", "came-about"),
        ("d1 x ASSAULT islamic-state>syria.army o 03-04 @تدمر | [معارك] قرب تدمر", "2015-04-01", "undecided"),
        ("d1 x ASSAULT islamic-state>syria.army o 03-04 @حلب | [سقطت] أحياء", "2015-04-01", "undecided"),
        ("d1 x ASSAULT houthis>yemen.government o 03-04 @تدمر | [سقطت] المدينة", "2015-04-01", "undecided"),
        ("d1 x ASSAULT islamic-state>syria.army o 03-01 @تدمر | [سقطت] تدمر", "2015-04-01", "undecided"),
        ("e1 x ASSAULT islamic-state>syria.army o 08-01 @تدمر | [سقطت] تدمر", "2015-10-01", "undecided"),
        ("e1 x ASSAULT islamic-state>syria.army o 03-04 @تدمر | [سقطت] تدمر", "2015-04-01", "undecided"),
        ("e1 x ASSAULT islamic-state>syria d - @تدمر | لم [تسقط] تدمر", "2015-10-01", "did-not"),
        ("a2 x ASSAULT islamic-state>syria d - @تدمر | لن [تسقط] تدمر", "2015-04-01", "undecided"),
        (
            "d1 x ASSAULT islamic-state>syria o 03-04 @تدمر | [سقطت] تدمر\nd2 x ASSAULT islamic-state>syria d 03-04 @تدمر <sana | نفت [سقوط] تدمر",
            "2015-04-01",
            "unclear",
        ),
    ],
    ids=[
        "its horizon lies ahead",
        "nothing is told",
        "open even if it came about",
        "it came about",
        "a fight is no fall",
        "another town",
        "other sides",
        "before it was said",
        "after its horizon",
        "told only after the day of judging",
        "it did not",
        "denied beforehand",
        "both are told",
    ],
)
def test_verdicts_by_rule(lines: str, asof: str, verdict: str) -> None:
    told = story(f"{FALL}\n{lines}")
    (found,) = predictions(told.told.values(), asof)
    assert found.verdict == found.rule == verdict


def test_what_is_ruled_out_came_about_when_it_did_not_happen() -> None:
    told = story("a1 p AGREE hamas>fatah f - | [استبعد] محلل اتفاقا في غضون أسبوع\nd1 x AGREE hamas>fatah o 03-04 | [اتفقت] الحركتان")
    (found,) = predictions(told.told.values(), "2015-04-01")
    assert (found.negative, found.verdict) == (True, "did-not")


def test_evidence_names_its_claims_and_says_why() -> None:
    told = story(f"{FALL}\nd1 x ASSAULT islamic-state>syria.army o 03-04 @تدمر | [سقطت] تدمر")
    (found,) = predictions(told.told.values(), "2015-04-01")
    assert [(ids(told)[e.claim], e.holds) for e in found.evidence] == [("d1", True)]
    assert "2015-03-04" in found.evidence[0].why


def test_a_reviewer_goes_before_the_rule() -> None:
    told = story(FALL)
    claim = told.told["01.a1"].claim.id
    judged = {claim: Judgement("did-not", "reviewer", "the town was held")}
    (found,) = predictions(told.told.values(), "2015-04-01", judged)
    assert (found.rule, found.verdict) == ("undecided", "did-not")


def test_a_speaker_has_a_record() -> None:
    told = story(
        f"""{FALL}
b1 q ASSAULT islamic-state>iraq f - @الموصل <~خبير | توقع الخبير [سقوط] الموصل في غضون شهر
c1 r AGREE hamas>fatah f - <mahmoud-abbas | توقع عباس [اتفاقا] قريبا
d1 x ASSAULT islamic-state>syria.army o 03-04 @تدمر | [سقطت] تدمر
d2 y AGREE hamas>fatah f - | ويتوقع [اتفاق] قريب"""
    )
    found = records(predictions(told.told.values(), "2015-04-15"))
    assert [(r.speaker, r.counts) for r in found] == [("mahmoud-abbas", (("open", 1),)), ("خبير", (("came-about", 1), ("undecided", 1)))]
