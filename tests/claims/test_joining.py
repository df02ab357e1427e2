"""Mentions mended with what is known: names whole, numbers with what they count."""

from __future__ import annotations

import pytest

from khabar.arabic.words import words
from khabar.claims.decode import Found
from khabar.claims.joining import joined, within
from khabar.records.mention import Kind
from khabar.records.spans import Span

TEXT = "قصف 7 مسلحين من حزب الله مواقع داعش"
Seen = tuple[int, int, Kind]
Name = tuple[str, Kind]

CASES: dict[str, tuple[list[Seen], list[Name], list[tuple[int, int, str]]]] = {
    "nothing known": ([(2, 3, "NOM")], [], [(2, 3, "NOM")]),
    "a name that was passed over": ([], [("حزب الله", "ORG")], [(4, 6, "ORG")]),
    "a name broken in two": ([(4, 5, "ORG"), (5, 6, "GPE")], [("حزب الله", "ORG")], [(4, 6, "ORG")]),
    "a name cut short": ([(4, 5, "ORG")], [("حزب الله", "ORG")], [(4, 6, "ORG")]),
    "a mention that holds the name stays": ([(2, 6, "NOM")], [("حزب الله", "ORG")], [(2, 6, "NOM")]),
    "a mention that crosses the name grows": ([(5, 7, "NOM")], [("حزب الله", "ORG")], [(4, 7, "ORG")]),
    "the name itself stays as the model saw it": ([(7, 8, "GPE")], [("داعش", "ORG")], [(7, 8, "GPE")]),
    "a number and what it counts": ([(1, 2, "NOM"), (2, 3, "NOM")], [], [(1, 3, "NOM")]),
    "a number by itself": ([(1, 2, "TIME"), (4, 6, "ORG")], [], [(1, 2, "TIME"), (4, 6, "ORG")]),
    "two mentions side by side": ([(6, 7, "NOM"), (7, 8, "ORG")], [], [(6, 7, "NOM"), (7, 8, "ORG")]),
}


@pytest.mark.parametrize(("seen", "names", "expected"), CASES.values(), ids=CASES)
def test_mentions_are_mended(seen: list[Seen], names: list[Name], expected: list[tuple[int, int, str]]) -> None:
    cut = words(TEXT)
    found = [Found(Span(start, end), kind, 0, nested=False, score=0.8) for start, end, kind in seen]
    known = [(Span(TEXT.index(name), TEXT.index(name) + len(name)), kind) for name, kind in names]
    assert [(f.words.start, f.words.end, f.kind) for f in joined(found, known, cut, TEXT, len(cut))] == expected


def test_a_name_past_what_the_model_read_is_left_out() -> None:
    cut = words(TEXT)
    at = TEXT.index("داعش")
    assert joined([], [(Span(at, at + 4), "ORG")], cut, TEXT, 6) == []


@pytest.mark.parametrize(
    ("word", "said", "held"),
    [("نزل", 1, 0), ("أجل", 1, 0), ("والحركة", 1, 1), ("للحركة", 2, 2), ("وبحركة", 2, 2), ("لحركة", 2, 1), ("لـحركة", 2, 2), ("حركة", 3, 0)],
)
def test_letters_before_a_mention_are_particles_or_its_own(word: str, said: int, held: int) -> None:
    (found,) = joined([Found(Span(0, 1), "NOM", said, nested=False, score=0.8)], [], words(word), word, 1)
    assert found.clitic == held


def test_particles_before_a_name_are_counted() -> None:
    text = "وبحزب الله"
    (found,) = joined([], [(Span(2, len(text)), "ORG")], words(text), text, 2)
    assert (found.words, found.clitic) == (Span(0, 2), 2)


COUNTED: dict[str, tuple[str, list[Seen], list[tuple[int, int, str]]]] = {
    "what a number counts": ("قتل 17 شخصا في القرية", [(1, 2, "NOM")], [(1, 3, "NOM")]),
    "a number that stands for people": ("قتل 17 في القرية", [(1, 2, "NOM")], [(1, 2, "NOM")]),
    "a number, and another clause": ("قتل 17 وأصيب 20", [(1, 2, "NOM")], [(1, 2, "NOM")]),
    "a number of several words": ("خرج 125 ألف متظاهر أمس", [(1, 3, "NOM")], [(1, 4, "NOM")]),
    "tens of people": ("أصيب عشرات المتظاهرين", [(1, 2, "NOM")], [(1, 3, "NOM")]),
    "a time keeps its words": ("قتل أمس جندي", [(1, 2, "TIME"), (2, 3, "NOM")], [(1, 2, "TIME"), (2, 3, "NOM")]),
}


@pytest.mark.parametrize(("text", "seen", "expected"), COUNTED.values(), ids=COUNTED)
def test_a_number_goes_with_what_it_counts(text: str, seen: list[Seen], expected: list[tuple[int, int, str]]) -> None:
    found = [Found(Span(start, end), kind, 0, nested=False, score=0.8) for start, end, kind in seen]
    cut = words(text)
    assert [(f.words.start, f.words.end, f.kind) for f in joined(found, [], cut, text, len(cut))] == expected


TRIMMED: dict[str, tuple[str, list[Seen], list[tuple[int, int, str]]]] = {
    "what is left of «more than»": ("قتل أكثر من عشرين جنديا", [(2, 4, "NOM")], [(3, 5, "NOM")]),
    "a hedge broken in two": ("أصيب ما لا يقل عن 28 متطوعا", [(1, 2, "NOM"), (3, 7, "NOM")], [(5, 7, "NOM")]),
    "a whole hedge stays": ("قتل أكثر من عشرين جنديا", [(1, 5, "NOM")], [(1, 5, "NOM")]),
    "those who did it": ("دان من قتلوا الجنود", [(1, 3, "NOM")], [(1, 3, "NOM")]),
    "a name that looks like a particle": ("قتل حارس علي", [(1, 3, "PER")], [(1, 3, "PER")]),
    "a crowd and of whom it is": ("خرجت مجموعة من حوالي ثلاثين طالبا", [(1, 3, "NOM"), (3, 6, "NOM")], [(1, 6, "NOM")]),
    "a crowd and a time": ("خرجت مجموعة من أمس", [(1, 3, "NOM"), (3, 4, "TIME")], [(1, 2, "NOM"), (3, 4, "TIME")]),
    "a pronoun with its particle stays": ("واعتدوا عليهم بالضرب", [(1, 2, "NOM")], [(1, 2, "NOM")]),
    "particles are nobody": ("شارك كل من حضر", [(1, 3, "NOM")], []),
    "some of them stay": ("قتل بعض الجنود", [(1, 3, "NOM")], [(1, 3, "NOM")]),
    "a shell is nobody": ("أصابت قذيفة هاون مدرسة", [(1, 3, "NOM"), (3, 4, "NOM")], [(3, 4, "NOM")]),
    "a tank acts in the press": ("أصابت دبابة معادية مدرسة", [(1, 3, "NOM"), (3, 4, "NOM")], [(1, 3, "NOM"), (3, 4, "NOM")]),
    "a corps named after arms": ("قصف سلاح الجو البلدة", [(1, 3, "ORG")], [(1, 3, "ORG")]),
    "the adjective of a noun without the article": ("فرض المجلس عقوبات دولية عليهم", [(3, 4, "NOM")], []),
    "the adjective of a noun with the article": ("عطل التضامن العربي الصفقة", [(2, 3, "NOM")], []),
    "the adjective of a phrase of the lexicon": ("وصف ما جرى بأنه تطهير عرقي", [(5, 6, "NOM")], []),
    "a patrol that was attacked": ("مهاجمة دورية في البلدة", [(1, 2, "NOM")], [(1, 2, "NOM")]),
    "a state's adjective in another spelling": ("نال الدعم الأمريكي أمس", [(2, 3, "NOM")], [(2, 3, "NOM")]),
    "people after a noun": ("إصابة صحافية في البلدة", [(1, 2, "NOM")], [(1, 2, "NOM")]),
    "an office after somebody": ("أبلغت الوزارة البلدية بذلك", [(1, 2, "NOM"), (2, 3, "NOM")], [(1, 2, "NOM"), (2, 3, "NOM")]),
    "a body after a verb": ("التزمت البلدية الصمت", [(1, 2, "NOM")], [(1, 2, "NOM")]),
    "an adjective of a state": ("أطلقت دفعة سورية النار", [(2, 3, "NOM")], [(2, 3, "NOM")]),
    "the adjective of a deed": ("قتل سبعة في هجوم انتحاري", [(4, 5, "NOM")], []),
    "a bomber by himself": ("فجر انتحاري نفسه", [(1, 2, "NOM")], [(1, 2, "NOM")]),
    "the bomber of a deed": ("تفجير انتحاري نفسه", [(1, 2, "NOM")], [(1, 2, "NOM")]),
    "a gunman who was killed": ("مقتل مسلح في البلدة", [(1, 2, "NOM")], [(1, 2, "NOM")]),
}


@pytest.mark.parametrize(("text", "seen", "expected"), TRIMMED.values(), ids=TRIMMED)
def test_a_mention_is_somebody_and_nothing_else(text: str, seen: list[Seen], expected: list[tuple[int, int, str]]) -> None:
    found = [Found(Span(start, end), kind, 0, nested=False, score=0.8) for start, end, kind in seen]
    cut = words(text)
    assert [(f.words.start, f.words.end, f.kind) for f in joined(found, [], cut, text, len(cut))] == expected


PRESS: dict[str, tuple[str, list[Seen], list[tuple[int, int, str]]]] = {
    "an agency's noun and its name": ("ونقلت وكالة مدار عن الجيش", [(1, 2, "ORG"), (2, 3, "ORG")], [(1, 3, "ORG")]),
    "a newspaper's noun and its name": ("وقالت صحيفة «البيدر» إن", [(1, 2, "NOM"), (2, 3, "ORG")], [(1, 3, "ORG")]),
    "a noun of two words": ("نقلت وكالة أنباء السنديان", [(1, 2, "ORG"), (3, 4, "ORG")], [(1, 4, "ORG")]),
    "a name that looks like a place": ("نقلت صحيفة البيدر", [(1, 2, "ORG"), (2, 3, "GPE")], [(1, 3, "ORG")]),
    "a place after something else": ("نقلت كتيبة البيدر", [(1, 2, "ORG"), (2, 3, "GPE")], [(1, 2, "ORG"), (2, 3, "GPE")]),
    "both inside the whole name": ("نقلت وكالة مدار للأنباء", [(1, 4, "ORG"), (1, 2, "ORG"), (2, 3, "ORG")], [(1, 4, "ORG"), (2, 3, "ORG")]),
    "the noun alone": ("ونقلت وكالة عن الجيش", [(1, 2, "ORG"), (3, 4, "ORG")], [(1, 2, "ORG"), (3, 4, "ORG")]),
    "the noun with its article is another": ("أبلغت الوكالة حماس", [(1, 2, "ORG"), (2, 3, "ORG")], [(1, 2, "ORG"), (2, 3, "ORG")]),
    "a name with a particle is another": ("قالت وكالة لحماس", [(1, 2, "ORG"), (2, 3, "ORG")], [(1, 2, "ORG"), (2, 3, "ORG")]),
    "a person is another": ("أبلغت وكالة قندلفت", [(1, 2, "ORG"), (2, 3, "PER")], [(1, 2, "ORG"), (2, 3, "PER")]),
}


@pytest.mark.parametrize(("text", "seen", "expected"), PRESS.values(), ids=PRESS)
def test_a_noun_of_the_press_goes_with_its_name(text: str, seen: list[Seen], expected: list[tuple[int, int, str]]) -> None:
    clitics = {"لحماس": 1}
    cut = words(text)
    found = [Found(Span(a, b), kind, clitics.get(text[cut[a].start : cut[a].end], 0), nested=False, score=0.8) for a, b, kind in seen]
    assert [(f.words.start, f.words.end, f.kind) for f in joined(found, [], cut, text, len(cut))] == expected


POINTED: dict[str, tuple[str, list[Seen], list[tuple[int, int, str]]]] = {
    "with the mention that it points to": ("قامت هذه المجموعة المسلحة بإطلاق النار", [(1, 2, "NOM"), (2, 4, "ORG")], [(1, 4, "ORG")]),
    "with a noun that the model passed over": ("قامت هذه المجموعة بإطلاق النار", [(1, 2, "NOM")], [(1, 3, "NOM")]),
    "alone before anything else": ("وقال هؤلاء إنهم باقون", [(1, 2, "NOM")], [(1, 2, "NOM")]),
    "whole already": ("قامت هذه المجموعة بإطلاق النار", [(1, 3, "NOM")], [(1, 3, "NOM")]),
    "at the end": ("رفض هذا", [(1, 2, "NOM")], [(1, 2, "NOM")]),
}


@pytest.mark.parametrize(("text", "seen", "expected"), POINTED.values(), ids=POINTED)
def test_a_demonstrative_goes_with_its_noun(text: str, seen: list[Seen], expected: list[tuple[int, int, str]]) -> None:
    cut = words(text)
    found = [Found(Span(start, end), kind, 0, nested=False, score=0.8) for start, end, kind in seen]
    assert [(f.words.start, f.words.end, f.kind) for f in joined(found, [], cut, text, len(cut))] == expected


@pytest.mark.parametrize(
    ("seen", "held"),
    [
        pytest.param((2, 3), (2, 3), id="within a sentence"),
        pytest.param((2, 6), (2, 4), id="over the end of a kicker into the headline"),
        pytest.param((4, 6), (4, 6), id="at the beginning of the next"),
    ],
)
def test_a_mention_ends_with_its_sentence(seen: tuple[int, int], held: tuple[int, int]) -> None:
    (found,) = within([Found(Span(*seen), "ORG", 0, nested=False, score=0.8)], [Span(0, 4), Span(4, 8)])
    assert found.words == Span(*held)
