"""The cue lexicon: its tables are clean, and its words are found in the order and shape in which the press prints them."""

from __future__ import annotations

import pytest

from khabar.arabic.words import words
from khabar.knowledge import cues, plover
from khabar.knowledge.cues import CueEntry, CueHit, CueLexicon


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in words(text)]


def hits(text: str) -> dict[str, set[str]]:
    """Words hit -> the types of all entries that hit them."""
    found: dict[str, set[str]] = {}
    cutted = cut(text)
    for hit in cues.load().match(cutted):
        found.setdefault(" ".join(cutted[hit.start : hit.end]), set()).update(kind for kind, _ in hit.entry.types)
    return found


def marks(text: str) -> set[tuple[str, str, str]]:
    cutted = cut(text)
    return {(" ".join(cutted[hit.start : hit.end]), hit.kind, hit.value) for hit in cues.load().markers(cutted)}


def test_the_tables_are_clean() -> None:
    assert cues.check() == []


def test_every_type_has_at_least_forty_lemmas() -> None:
    entries = cues.load().entries
    counts = {kind: len({e.lemma for e in entries if kind in {t for t, _ in e.types}}) for kind in plover.types()}
    assert {kind: count for kind, count in counts.items() if count < 40} == {}


def test_rows_of_one_lemma_and_form_become_one_entry() -> None:
    entries = cues.load().entries
    assert len({(e.lemma, e.form) for e in entries}) == len(entries)
    (pardon,) = (e for e in entries if (e.lemma, e.form) == ("تخلى", "verb"))
    assert {("CONCEDE", None), ("RETREAT", "withdraw"), ("SANCTION", "withdraw")} <= set(pardon.types)


FOUND = {
    "verb with clitics": ("وستقصفها الطائرات", "وستقصفها", "ASSAULT"),
    "passive": ("أُقيل الوزير", "أُقيل", "SANCTION"),
    "verbal noun with article": ("طالبوا بالانسحاب", "بالانسحاب", "RETREAT"),
    "participle": ("متهما جاره", "متهما", "ACCUSE"),
    "idiom, words side by side": ("أطلقت سراحهم", "أطلقت سراحهم", "RETREAT"),
    "idiom around its subject": ("شنّت فصائل الوادي هجمات", "شنّت فصائل الوادي هجمات", "ASSAULT"),
    "idiom, noun before its verb": ("الهجوم الذي شنته الكتيبة", "الهجوم الذي شنته", "ASSAULT"),
    "idiom around a quoted name": ("شن « جيش السهل » هجوما", "شن « جيش السهل » هجوما", "ASSAULT"),
    "idiom with its pronoun": ("وأعربت عن قلقها", "وأعربت عن قلقها", "ACCUSE"),
    "idiom's verbal noun": ("شرط إطلاق سراح الأسرى", "إطلاق سراح", "RETREAT"),
    "tatweel and marks": ("اتّهـــم الحزب", "اتّهـــم", "ACCUSE"),
    "final hamza tells it from another word": ("هنأ الرئيس نظيره", "هنأ", "SUPPORT"),
    "split letters of hamza": ("إستقال الأمين العام", "إستقال", "RETREAT"),
}


@pytest.mark.parametrize(("text", "hit", "kind"), FOUND.values(), ids=FOUND)
def test_a_cue_is_found(text: str, hit: str, kind: str) -> None:
    assert kind in hits(text).get(hit, set())


MISSED = {
    "three words between": ("شن مساء أمس الأول هجوما", "شن مساء أمس الأول هجوما"),
    "a full stop between": ("شن . هجوما", "شن . هجوما"),
    "another word of the same letters": ("قبل وزير الوزارة أنه", "قبل"),
    "another word but for its hamza": ("هنا في البلدة", "هنا"),
    "function words": ("في هذا الذي على أن من إلى", "من"),
    "half an idiom": ("أدار المصنع", "أدار"),
}


@pytest.mark.parametrize(("text", "words_hit"), MISSED.values(), ids=MISSED)
def test_what_is_no_cue_is_left_alone(text: str, words_hit: str) -> None:
    assert words_hit not in hits(text)


MARKED = {
    "speech": ("وقالت الوزارة", ("وقالت", "reporting", "say")),
    "carried over": ("وأضاف أن", ("وأضاف", "reporting", "continue")),
    "hal of speech": ("مشيرا إلى أن", ("مشيرا إلى", "reporting", "continue")),
    "witness": ("على حد قول السكان", ("على حد قول", "reporting", "according-to")),
    "negation": ("لم يتفقوا", ("لم", "status", "denied")),
    "denial": ("ونفت الحركة", ("ونفت", "status", "denied")),
    "qad before a present": ("قد يستأنف الطرفان", ("قد", "status", "possible")),
    "qad before a feminine present": ("وقد تعلن النتائج", ("وقد", "status", "possible")),
    "expectation": ("من المتوقع أن يصل", ("من المتوقع", "status", "predicted")),
    "intent": ("يعتزمون الانسحاب", ("يعتزمون", "status", "proposed")),
    "condition": ("في حال انسحبوا", ("في حال", "status", "conditional")),
}


@pytest.mark.parametrize(("text", "mark"), MARKED.values(), ids=MARKED)
def test_a_marker_is_found(text: str, mark: tuple[str, str, str]) -> None:
    assert mark in marks(text)


UNMARKED = {
    "qad before a past": ("وقد أعلن الجيش", "possible"),
    "qad before a past in teh": ("وقد تم الاتفاق", "possible"),
    "qad at the end": ("إن قد", "possible"),
    "plain past": ("انسحبت الكتيبة", "denied"),
    "phrase taken apart": ("على طول حد البلدة قول", "according-to"),
}


@pytest.mark.parametrize(("text", "value"), UNMARKED.values(), ids=UNMARKED)
def test_what_is_no_marker_is_left_alone(text: str, value: str) -> None:
    assert value not in {found for _, _, found in marks(text)}


def test_no_words_no_hits() -> None:
    assert cues.load().match([]) == ()
    assert cues.load().markers([]) == ()


def test_hits_come_by_start_and_the_longer_first() -> None:
    found = cues.load().match(cut("شنت القوات هجوما ثم أطلقت سراح الأسرى"))
    assert list(found) == sorted(found, key=lambda hit: (hit.start, -hit.end))
    assert (found[0].start, found[0].end) == (0, 3)


def test_a_lexicon_of_ones_own() -> None:
    entry = CueEntry("خلع", "verb", (("SANCTION", "expel"),), "subject", "object", "depose")
    lexicon = CueLexicon({entry: "يخلع"}, [], frozenset({"خلعه"}))
    assert lexicon.match(["وخلعوا", "أميرهم"]) == (CueHit(0, 1, entry),)
    assert lexicon.match(["خلعه"]) == ()
