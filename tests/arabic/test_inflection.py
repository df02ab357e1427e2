"""Forms of verbs and nouns as the press prints them, and the clitics around them."""

from __future__ import annotations

import pytest

from khabar.arabic.folding import fold
from khabar.arabic.inflection import Forms, noun_forms, readings, verb_forms


def is_form(word: str, forms: Forms) -> bool:
    """Whether some cut of `word` is one of `forms` in a setting that both allow."""
    return any(forms.get(text, 0) & setting for text, setting in readings(fold(word)))


VERBS = {
    "strong": ("اتفق", "يتفق", "اتفق اتفقت اتفقا اتفقتا اتفقوا اتفقن اتفقنا يتفق تتفق نتفق أتفق يتفقون يتفقوا يتفقان تتفقا سيتفقون وستتفق ليتفقوا"),
    "object pronouns": ("اتهم", "يتهم", "اتهمه اتهمتها اتهموهم اتهمناه اتهمني يتهمونها ستتهمهم لاتهامه".removesuffix(" لاتهامه")),
    "hollow": ("زار", "يزور", "زار زارت زاروا زرنا زرت يزور تزورها يزر زارها زيرت يزار"),
    "hollow, fourth form": ("أقال", "يقيل", "أقال أقالت أقلنا أقيل أقيلت يقيل يقال سيقالون يقل وأقاله"),
    "hollow, eighth form": ("اقتاد", "يقتاد", "اقتادوه اقتيد اقتيدوا يقتادون اقتدنا"),
    "hollow, tenth form": ("استعاد", "يستعيد", "استعادت استعدنا استعيدت يستعد يستعيدون استعادها"),
    "final waw": ("دعا", "يدعو", "دعا دعت دعوا دعوه دعاهم دعونا يدعو تدعو يدعون يدع دعي دعيت يدعى تدعوه"),
    "final yeh": ("أنهى", "ينهي", "أنهى أنهت أنهوا أنهاه أنهينا ينهي تنه ينهون أنهوها"),
    "final yeh, fifth form": ("تبنى", "يتبنى", "تبنى تبنت تبنوا تبناه يتبنى يتبن يتبنون يتبناها تتبناه تبنينا"),
    "past in yeh": ("لقي", "يلقى", "لقي لقيت لقوا يلقى يلقون"),
    "doubled": ("شن", "يشن", "شن شنت شنوا شننا شنها يشن تشن يشنون ستشن شنه"),
    "doubled, seventh form": ("انضم", "ينضم", "انضم انضمت انضموا انضممنا ينضمون وانضمت"),
    "doubled, fourth form": ("أقر", "يقر", "أقر أقررنا أقروا يقرون"),
    "final hamza": ("لجأ", "يلجأ", "لجأ لجأت لجؤوا لجأوا لجئوا يلجأون يلجؤون تلجأ"),
    "initial hamza": ("أمر", "يأمر", "أمرت أمروا نأمر آمر أمره يؤمر"),
    "assimilated": ("وصف", "يصف", "وصف وصفتها وصفوه يصفون يوصف تصفه"),
    "third form passive": ("حاصر", "يحاصر", "حاصر حوصر حوصرت حوصروا حاصروها يحاصرون"),
    "sixth form passive": ("تبادل", "يتبادل", "تبادلا تبودل تبادلت يتبادلان"),
    "other spellings": ("استهدف", "يستهدف", "إستهدف استهدفــت إستهدفت أستهدف"),
}


@pytest.mark.parametrize(("past", "present", "printed"), VERBS.values(), ids=VERBS)
def test_a_verb_is_known_in_every_form_the_press_prints(past: str, present: str, printed: str) -> None:
    forms = verb_forms(past, present)
    assert [word for word in printed.split() if not is_form(word, forms)] == []


NOT_VERBS = {
    "article": ("اتفق", "يتفق", "الاتفق والاتفق"),
    "future of a past": ("قصف", "يقصف", "سقصف سقصفت"),
    "preposition before a past": ("قصف", "يقصف", "بقصفت كقصفوا"),
    "noun's plural": ("هاجم", "يهاجم", "هجومات مهاجمون"),
    "pronoun after the plural's alef": ("اتهم", "يتهم", "اتهمواه"),
}


@pytest.mark.parametrize(("past", "present", "others"), NOT_VERBS.values(), ids=NOT_VERBS)
def test_what_is_no_form_of_the_verb_is_not_taken_for_one(past: str, present: str, others: str) -> None:
    forms = verb_forms(past, present)
    assert [word for word in others.split() if is_form(word, forms)] == []


NOUNS: dict[str, tuple[str, tuple[str, ...], bool, str]] = {
    "masculine": ("هجوم", ("هجمات",), False, "هجوم الهجوم هجوما هجومين هجومان بهجوم والهجوم للهجوم هجومه هجماتها الهجمات هجومي بالهجمات"),
    "feminine": ("غارة", (), False, "غارة الغارة غارات الغارات غارتين غارتان غارتا غارته غاراتها بغارة للغارة وغاراته"),
    "ends in hamza": ("لقاء", (), False, "لقاء اللقاء لقاءه لقائه لقاؤهم لقاءات لقاءين للقاء بلقائها"),
    "ends in alef maqsura": ("دعوى", ("دعاوى",), False, "دعوى الدعوى دعواه دعاوى دعاواها"),
    "weak masdar": ("تخلي", (), False, "التخلي تخل تخليا تخليه بتخليها"),
    "participle": ("مقاتل", (), True, "مقاتل مقاتلون مقاتلين مقاتلو مقاتلي مقاتلة المقاتلات مقاتليهم مقاتلوها"),
    "broken plural before a pronoun": ("قتيل", ("قتلى",), False, "قتيل قتيلا القتلى قتلاه قتيلين"),
}


@pytest.mark.parametrize(("singular", "plurals", "participle", "printed"), NOUNS.values(), ids=NOUNS)
def test_a_noun_is_known_in_every_form_the_press_prints(singular: str, plurals: tuple[str, ...], participle: bool, printed: str) -> None:
    forms = noun_forms(singular, plurals, participle=participle)
    assert [word for word in printed.split() if not is_form(word, forms)] == []


NOT_NOUNS: dict[str, tuple[str, bool, str]] = {
    "future": ("هجوم", False, "سهجوم"),
    "article with a pronoun": ("هجوم", False, "الهجومه"),
    "article with the accusative": ("هجوم", False, "الهجوما"),
    "verb's pronoun": ("هجوم", False, "هجومني"),
    "teh marbuta before a pronoun": ("غارة", False, "غارةها"),
    "sound plural of a thing": ("هجوم", False, "هجومون"),
}


@pytest.mark.parametrize(("singular", "participle", "others"), NOT_NOUNS.values(), ids=NOT_NOUNS)
def test_what_is_no_form_of_the_noun_is_not_taken_for_one(singular: str, participle: bool, others: str) -> None:
    forms = noun_forms(singular, participle=participle)
    assert [word for word in others.split() if is_form(word, forms)] == []


@pytest.mark.parametrize("word", ["", "و", "في", "لل", "ال"])
def test_words_too_short_to_cut_are_left_alone(word: str) -> None:
    assert all(text == word for text, _ in readings(word))
