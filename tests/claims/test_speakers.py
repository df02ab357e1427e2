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


def draft(cue: Quote, sentence: int, roles: Mapping[str, tuple[Party, ...]], kind: str = "ASSAULT", seen: Sequence[Party] = ()) -> Draft:
    """A draft of a judge that sees `seen` and hears those of the role `by`."""
    sides = {role: roles.get(role, ()) for role in ("actor", "recipient", "by", "time", "place")}
    voices = tuple((p, 0.9 if p in sides["by"] else 0.001) for p in (*seen, *(p for p in sides["by"] if p not in seen)))
    return Draft(sentence, cue, cue.text, cue.text, kind, None, "occurred", sides, None, 0.9, 0.9, 0.9, voices=voices)


def laid_out(pieces: Sequence[str]) -> tuple[str, list[Sentence]]:
    """The sentences in one paragraph, with their direct speech."""
    text, found = " ".join(pieces), []
    at = 0
    for piece in pieces:
        quoted = tuple(q for q in quoted_stretches(text) if at <= q.start and q.end <= at + len(piece))
        found.append(Sentence(Quote(at, at + len(piece), piece), "body", 0, quoted))
        at += len(piece) + 1
    return text, found


def heard(case: dict[str, Any]) -> list[str]:
    """The speakers' words, for the last sentence's cue."""
    text, sentences = laid_out(case["sentences"])
    parties = [party(text, words, kind, sentences) for words, kind in case["mentions"].items()]
    by_words = {p.words: p for p in parties}
    floor = Floor(text, "text", sentences, parties)
    drafts = []
    for hears in case.get("model", []):
        speaker = by_words[hears]
        start = sentences[speaker.sentence].quote.start
        drafts.append(draft(Quote(start, start + 1, text[start]), speaker.sentence, {"by": (speaker,)}, seen=parties))
    at = text.index(case["cue"], sentences[-1].quote.start)
    roles: dict[str, tuple[Party, ...]] = {role: (by_words[case[role]],) for role in ("actor", "recipient", "by") if role in case}
    told = draft(Quote(at, at + len(case["cue"]), case["cue"]), len(sentences) - 1, roles, seen=parties)
    floor.learn([*drafts, told])
    return [p.words for p in floor.heard(told).parties]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_who_is_heard(case: dict[str, Any]) -> None:
    assert heard(case) == (case["speakers"] if "speakers" in case else [case["speaker"]] if case["speaker"] else [])


def test_the_cases_hold_both_kinds() -> None:
    spoken = [bool(case.get("speakers") or case["speaker"]) for case in CASES.values()]
    assert min(spoken.count(True), spoken.count(False)) >= 6


def test_who_is_quoted_comes_before_the_agency_that_quotes_him() -> None:
    text, sentences = laid_out(["نقلت وكالة الموج عن نادر السهيل أن الكتيبة قصفت الجسر."])
    agency, near = party(text, "وكالة الموج", "ORG", sentences), party(text, "نادر السهيل", "PER", sentences)
    floor = Floor(text, "text", sentences, [agency, near])
    at = text.index("قصفت")
    found = floor.heard(draft(Quote(at, at + 4, "قصفت"), 0, {"by": (agency, near)}))
    assert [p.words for p in found.parties] == ["نادر السهيل", "وكالة الموج"]


@pytest.mark.parametrize("link", ["بينما", "و"])
def test_who_speaks_in_the_clause_before_quotes_nobody(link: str) -> None:
    text, sentences = laid_out([f"قال مرزوق العقربي إن الجو هادئ {link} أكد نادر السهيل أن الكتيبة قصفت الجسر."])
    far, near = (party(text, words, "PER", sentences) for words in ("مرزوق العقربي", "نادر السهيل"))
    floor = Floor(text, "text", sentences, [far, near])
    at = text.index("قصفت")
    assert [p.words for p in floor.heard(draft(Quote(at, at + 4, "قصفت"), 0, {"by": (far, near)})).parties] == ["نادر السهيل"]


@pytest.mark.parametrize(
    ("sentence", "heard"),
    [("اتهمت البادية الكتيبة بأنها قصفت الجسر.", ["البادية"]), ("شهدت البادية معارك بعد أن قصفت الكتيبة الجسر.", [])],
    ids=["accuses", "is-where-it-was"],
)
def test_a_place_speaks_when_it_accuses(sentence: str, heard: list[str]) -> None:
    text, sentences = laid_out([sentence])
    place, group = party(text, "البادية", "GPE", sentences), party(text, "الكتيبة", "ORG", sentences)
    first, at = Quote(0, len(sentence.split(maxsplit=1)[0]), sentence.split(maxsplit=1)[0]), text.index("قصفت")
    accuses = draft(first, 0, {"actor": (place,), "recipient": (group,)}, "ACCUSE")
    told = draft(Quote(at, at + 4, "قصفت"), 0, {"actor": (group,), "by": (place,) if heard else ()}, seen=[place, group])
    floor = Floor(text, "text", sentences, [place, group])
    floor.learn([accuses, told] if heard else [told])
    assert [p.words for p in floor.heard(told).parties] == heard


def test_a_coder_without_chances_is_believed_where_it_names_a_speaker() -> None:
    text, sentences = laid_out(["قصفت الكتيبة الجسر قرب منزل مرزوق العقربي."])
    speaker = party(text, "مرزوق العقربي", "PER", sentences)
    floor = Floor(text, "text", sentences, [speaker])
    sides: dict[str, tuple[Party, ...]] = dict.fromkeys(("actor", "recipient", "time", "place"), ()) | {"by": (speaker,)}
    told = Draft(0, Quote(0, 4, "قصفت"), "قصفت", "قصفت", "ASSAULT", None, "occurred", sides, None, 0.9, 0.9, 0.9)
    assert floor.heard(told).parties == (speaker,)


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
