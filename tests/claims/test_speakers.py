"""Whose word a claim is: the cases of `cases/speakers.yaml`, with mentions and drafts made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from khabar.claims.reading import Draft, Party
from khabar.claims.speakers import SPEECH_ACTS, Floor
from khabar.records.mention import Kind
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote
from khabar.sentences.quotation import quoted_stretches

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "speakers.yaml").read_text(encoding="utf-8"))


def party(text: str, words: str, kind: Kind, sentences: Sequence[Sentence], after: int = 0) -> Party:
    at = text.index(words, after)
    number = next(n for n, s in enumerate(sentences) if s.quote.start <= at < s.quote.end)
    return Party(Quote(at, at + len(words), words), words, kind, number, 1.0, text[max(0, at - 4) : at])


def draft(cue: Quote, sentence: int, roles: Mapping[str, tuple[Party, ...]], kind: str = "ASSAULT") -> Draft:
    sides = {role: roles.get(role, ()) for role in ("actor", "recipient", "by", "time", "place")}
    return Draft(sentence, cue, cue.text, cue.text, kind, None, "occurred", sides, None, 0.9, 0.9, 0.9)


def laid_out(pieces: Sequence[str]) -> tuple[str, list[Sentence]]:
    """The sentences in one paragraph, with their direct speech."""
    text, found = " ".join(pieces), []
    at = 0
    for piece in pieces:
        quoted = tuple(q for q in quoted_stretches(text) if at <= q.start and q.end <= at + len(piece))
        found.append(Sentence(Quote(at, at + len(piece), piece), "body", 0, quoted))
        at += len(piece) + 1
    return text, found


def heard(case: dict[str, Any]) -> tuple[list[str], str]:
    """The speakers' words and the rule, for the last sentence's cue."""
    text, sentences = laid_out(case["sentences"])
    parties = [party(text, words, kind, sentences) for words, kind in case["mentions"].items()]
    by_words = {p.words: p for p in parties}
    floor = Floor(text, "text", sentences, parties)
    drafts = []
    for seen in case.get("model", []):
        speaker = by_words[seen]
        start = sentences[speaker.sentence].quote.start
        drafts.append(draft(Quote(start, start + 1, text[start]), speaker.sentence, {"by": (speaker,)}))
    floor.learn(drafts)
    at = text.index(case["cue"], sentences[-1].quote.start)
    roles: dict[str, tuple[Party, ...]] = {role: (by_words[case[role]],) for role in ("actor", "recipient", "by") if role in case}
    found = floor.heard(draft(Quote(at, at + len(case["cue"]), case["cue"]), len(sentences) - 1, roles))
    return [p.words for p in found.parties], found.rule


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_who_is_heard(case: dict[str, Any]) -> None:
    speakers, rule = heard(case)
    assert speakers == (case["speakers"] if "speakers" in case else [case["speaker"]] if case["speaker"] else [])
    assert case["rule"] in rule


def test_the_cases_hold_both_kinds() -> None:
    spoken = [bool(case.get("speakers") or case["speaker"]) for case in CASES.values()]
    assert min(spoken.count(True), spoken.count(False)) >= 6


def test_of_several_speakers_the_nearest_person_comes_first() -> None:
    text, sentences = laid_out(["نقلت وكالة الموج عن مرزوق العقربي ونادر السهيل أن الكتيبة قصفت الجسر."])
    agency, far, near = (party(text, w, k, sentences) for w, k in (("وكالة الموج", "ORG"), ("مرزوق العقربي", "PER"), ("نادر السهيل", "PER")))  # type: ignore[arg-type]
    floor = Floor(text, "text", sentences, [agency, far, near])
    at = text.index("قصفت")
    found = floor.heard(draft(Quote(at, at + 4, "قصفت"), 0, {"by": (agency, far, near)}))
    assert [p.words for p in found.parties] == ["نادر السهيل", "مرزوق العقربي", "وكالة الموج"]


@pytest.mark.parametrize(("contrast", "heard"), [("بينما", ["نادر السهيل"]), ("و", ["نادر السهيل", "مرزوق العقربي"])])
def test_a_contrast_leaves_the_speaker_before_it_out(contrast: str, heard: list[str]) -> None:
    text, sentences = laid_out([f"قال مرزوق العقربي إن الجو هادئ {contrast} أكد نادر السهيل أن الكتيبة قصفت الجسر."])
    far, near = (party(text, words, "PER", sentences) for words in ("مرزوق العقربي", "نادر السهيل"))
    floor = Floor(text, "text", sentences, [far, near])
    at = text.index("قصفت")
    assert [p.words for p in floor.heard(draft(Quote(at, at + 4, "قصفت"), 0, {"by": (far, near)})).parties] == heard


@pytest.mark.parametrize(("kind", "heard"), [("ACCUSE", ["البادية"]), ("CONSULT", [])])
def test_a_place_speaks_of_what_it_accuses_others_of(kind: str, heard: list[str]) -> None:
    text, sentences = laid_out(["اتهمت البادية الكتيبة بأنها قصفت الجسر."])
    place, group = party(text, "البادية", "GPE", sentences), party(text, "الكتيبة", "ORG", sentences)
    accuses, at = text.index("اتهمت"), text.index("قصفت")
    first = draft(Quote(accuses, accuses + 5, "اتهمت"), 0, {"actor": (place,), "recipient": (group,)}, kind)
    second = draft(Quote(at, at + 4, "قصفت"), 0, {"actor": (group,), "by": (place,)})
    floor = Floor(text, "text", sentences, [place, group])
    floor.learn([first, second])
    assert [p.words for p in floor.heard(second).parties] == heard


def test_offsets_hold_in_html() -> None:
    page = "<p>وقال <b>مرزوق&nbsp;العقربي</b> إن الكتيبة <i>قصفت</i> الجسر</p>"
    inside = page[3:-4]
    sentence = Sentence(Quote(3, len(page) - 4, inside), "body", 0, ())
    at, cue = page.index("مرزوق"), page.index("قصفت")
    speaker = Party(Quote(at, at + 18, page[at : at + 18]), "مرزوق العقربي", "PER", 0, 1.0)
    floor = Floor(page, "html", [sentence], [speaker])
    assert floor.heard(draft(Quote(cue, cue + 4, "قصفت"), 0, {"by": (speaker,)})).parties == (speaker,)


def test_speech_acts_are_words_and_not_deeds() -> None:
    assert {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE"} <= SPEECH_ACTS
    assert not SPEECH_ACTS & {"ASSAULT", "COERCE", "AID", "PROTEST", "MOBILIZE", "RETREAT", "SANCTION", "COOPERATE", "CONSULT"}
