"""A sentence laid out for its speakers: verbs of reporting and judging, their subjects, what they open."""

from __future__ import annotations

import pytest

from khabar.claims.reading import Party
from khabar.claims.reporting import Told, told
from khabar.records.mention import Kind
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote, assert_span
from khabar.sentences.quotation import quoted_stretches


def laid(text: str, *mentions: tuple[str, Kind]) -> Told:
    parties = []
    for words, kind in mentions:
        at = text.index(words)
        parties.append(Party(Quote(at, at + len(words), words), words, kind, 0, 1.0))
    sentence = Sentence(Quote(0, len(text), text), "body", 0, tuple(quoted_stretches(text)))
    return told(text, "text", 0, sentence, sorted(parties, key=lambda p: p.quote.start))


@pytest.mark.parametrize(
    ("text", "mentions", "found"),
    [
        pytest.param("قال نادر السهيل إن الجسر مغلق", [("نادر السهيل", "PER")], [("say", "نادر السهيل", "إن")], id="subject-after"),
        pytest.param("نادر السهيل قال إن الجسر مغلق", [("نادر السهيل", "PER")], [("say", "نادر السهيل", "إن")], id="subject-before"),
        pytest.param("وأضاف أن نادر السهيل غائب", [("نادر السهيل", "PER")], [("continue", None, "أن")], id="named-in-what-is-said"),
        pytest.param("الجسر مغلق بحسب نادر السهيل", [("نادر السهيل", "PER")], [("according-to", "نادر السهيل", None)], id="according-to"),
        pytest.param("يخشى نادر السهيل أن يغلق الجسر", [("نادر السهيل", "PER")], [("judge", "نادر السهيل", "أن")], id="judges"),
        pytest.param("وأضاف مراقبون أن الجسر مغلق", [], [("continue", "مراقبون", "أن")], id="witness-without-a-mention"),
        pytest.param("ويذكر أن الجسر مغلق", [], [], id="aside-of-the-writer"),
        pytest.param("عبر نادر السهيل الجسر", [("نادر السهيل", "PER")], [("say", "نادر السهيل", None)], id="nothing-opened"),
    ],
)
def test_reports(text: str, mentions: list[tuple[str, Kind]], found: list[tuple[str, str | None, str | None]]) -> None:
    laid_out = laid(text, *mentions)
    expected = [(kind, speaker, text.index(f" {opening} ") + 1 if opening else len(text)) for kind, speaker, opening in found]
    assert [(r.kind, r.speaker.words if r.speaker else None, r.content) for r in laid_out.reports] == expected
    for report in laid_out.reports:
        if report.speaker:
            assert_span(text, report.speaker.quote)


def test_a_colon_opens_direct_speech_by_the_first_person_of_the_sentence() -> None:
    found = laid("والتقى نادر السهيل الوفد، وقال: الجسر مغلق", ("نادر السهيل", "PER"), ("الوفد", "NOM"))
    (report,) = found.reports
    assert report.opens
    assert report.speaker is not None
    assert report.speaker.words == "نادر السهيل"


@pytest.mark.parametrize(("text", "heading"), [("شهود عيان: الجسر مغلق", "شهود عيان"), ("تدمر: الجسر مغلق", None), ("الجسر مغلق", None)])
def test_a_witness_before_a_colon_is_a_heading(text: str, heading: str | None) -> None:
    found = laid(text).heading
    assert (found.words if found else None) == heading


def test_words_are_found_by_their_characters() -> None:
    text = "قال نادر إن الجسر مغلق"
    found = laid(text)
    assert [found.word(text.index(word)) for word in ("قال", "إن", "مغلق")] == [0, 2, 4]
    assert found.word(text.index(" إن")) == 2
    assert found.word(len(text)) == 5


def test_the_particle_on_a_name_or_the_word_before_it_leads_to_it() -> None:
    text = "قال لصحيفة الموج نقلا عن نادر"
    found = laid(text, ("صحيفة الموج", "ORG"), ("نادر", "PER"))
    assert [found.lead(p) for p in found.parties] == ["ل", "عن"]


def test_a_sentence_in_quotation_marks() -> None:
    assert laid("«الجسر مغلق منذ أمس»").all_quoted
    assert not laid("وقال إن «الجسر» مغلق منذ أمس").all_quoted
