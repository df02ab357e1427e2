"""The chart of predictions: a row each, from the day of saying to the horizon."""

from __future__ import annotations

import pytest
from drawn import links, texts

from khabar.exports import drawing
from khabar.exports.prediction_chart import ROWS, Foretold, prediction_chart
from khabar.records.prediction import VERDICTS, Prediction, Verdict

SENTENCE = "توقع المحلل أن تهدأ الجبهة في غضون عامين"


def foretold(key: str, said: str | None, horizon: str | None, verdict: Verdict, speaker: str | None = "سهيل القاضي") -> Foretold:
    return Foretold(Prediction(key, speaker, said, horizon, speaker is None, verdict, (), None), speaker, SENTENCE)


ALL = [
    foretold("c1", "2015-03-02", "2017-03-02", "came-about"),
    foretold("c2", "2015-04-01", None, "open", None),
    foretold("c3", None, "2016-01-31", "did-not"),
    foretold("c4", None, None, "open"),
    foretold("c5", "2015-05-01", "2015-12-31", "undecided"),
    foretold("c6", "2015-06-01", "2015-12-31", "unclear"),
]


def test_every_prediction_is_one_mark_with_its_link_whatever_it_lacks() -> None:
    made = drawing.svg(prediction_chart(ALL, "2018-06-01", link=lambda one: f"/claim/{one.claim}"))
    assert sorted(links(made)) == [f"/claim/{one.prediction.claim}" for one in ALL]


def test_speakers_days_and_sentences_are_written_and_the_verdicts_counted() -> None:
    found = texts(drawing.svg(prediction_chart(ALL, "2018-06-01")))
    assert "توقعات وما آلت إليه، حتى 2018-06-01" in found
    assert "سهيل القاضي · 2015-03-02" in found
    assert "الوسيلة نفسها · استبعاد · 2015-04-01" in found
    assert "سهيل القاضي · بلا تاريخ" in found
    assert found.count(SENTENCE) == len(ALL)
    assert any("التوقعات: 6 · أجله لم يحن أو لا يعرف: 2 · وقع: 1 · لم يقع: 1 · فيه قولان: 1" in one for one in found)


def test_a_speakers_own_predictions_bear_the_name() -> None:
    assert "توقعات سهيل القاضي وما آلت إليه، حتى 2018-06-01" in texts(drawing.svg(prediction_chart(ALL[:1], "2018-06-01", "سهيل القاضي")))


def test_no_predictions_are_said_to_be_none() -> None:
    assert "لا توقعات" in texts(drawing.svg(prediction_chart([], "2018-06-01")))


def test_of_too_many_the_last_said_are_drawn_and_the_caption_says_so() -> None:
    many = [foretold(f"c{at:03}", f"{1900 + at}-01-01", None, "open") for at in range(ROWS + 3)]
    made = drawing.svg(prediction_chart(many, "2018-06-01", link=lambda one: f"/claim/{one.claim}"))
    assert sorted(links(made)) == [f"/claim/c{at:03}" for at in range(3, ROWS + 3)]
    assert f"رُسم منها {ROWS} من أصل {ROWS + 3}" in texts(made)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_verdict_has_its_look_and_words(verdict: Verdict) -> None:
    chart = prediction_chart([foretold("c", "2015-03-02", "2017-03-02", verdict)], "2018-06-01")
    assert chart.to_dict()["title"]["subtitle"]
