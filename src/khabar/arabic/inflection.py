"""Inflection: the folded surface forms of a verb or noun that a newspaper prints, and the clitics that may stand around them.

A form is generated without clitics and carries a mask of the settings in which it may stand; `readings` cuts the clitics off a printed
word and says in which setting the rest would then stand. A word is a form of a lemma when the two masks meet. Passives differ from
actives only where the letters do («حوصر»، «أقيل»). A few forms too many are generated for geminates and hamzas: they are no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khabar.arabic.folding import fold

PAST, PAST_WITH_OBJECT, PRESENT, PRESENT_WITH_OBJECT, NOUN, NOUN_WITH_OWNER, NOUN_WITH_ARTICLE = (1 << bit for bit in range(7))
_ANY_VERB = PAST | PAST_WITH_OBJECT | PRESENT | PRESENT_WITH_OBJECT
_ANY_NOUN = NOUN | NOUN_WITH_OWNER | NOUN_WITH_ARTICLE
_WITH_PRONOUN = PAST_WITH_OBJECT | PRESENT_WITH_OBJECT | NOUN_WITH_OWNER
_WITHOUT_PRONOUN = PAST | PRESENT | NOUN
ALONE = _ANY_NOUN
"""A set word or particle: no ending but a pronoun («عليه»), with article and proclitics."""

_HAMZAS = "أؤئء"
_OPEN = _ANY_VERB | NOUN | NOUN_WITH_OWNER
_FUTURE = PRESENT | PRESENT_WITH_OBJECT
_GENITIVE = NOUN | NOUN_WITH_OWNER
_PROCLITICS: dict[str, int] = {
    "": _OPEN, "و": _OPEN, "ف": _OPEN,
    "س": _FUTURE, "وس": _FUTURE, "فس": _FUTURE,
    "ل": _FUTURE | _GENITIVE, "ول": _FUTURE | _GENITIVE, "فل": _FUTURE | _GENITIVE,
    "ب": _GENITIVE, "وب": _GENITIVE, "فب": _GENITIVE, "ك": _GENITIVE, "وك": _GENITIVE,
    **dict.fromkeys(("ال", "وال", "فال", "بال", "وبال", "فبال", "كال", "وكال", "لل", "ولل", "فلل"), NOUN_WITH_ARTICLE),
}  # fmt: skip
_VERB_ONLY = _WITH_PRONOUN & ~NOUN_WITH_OWNER
_ENCLITICS: dict[str, int] = {
    **dict.fromkeys(("ه", "ها", "هم", "هن", "هما", "نا", "ك", "كم"), _WITH_PRONOUN),
    "ي": NOUN_WITH_OWNER,
    "ني": _VERB_ONLY,
}
_LONGEST = 4
Forms = dict[str, int]
"""Folded form without clitics -> mask of the settings in which it may stand."""


def readings(folded: str) -> Iterator[tuple[str, int]]:
    """Every way to cut a folded word into proclitics, a form and a pronoun: the form, and the mask of settings that the cut leaves open."""
    for cut in range(min(_LONGEST, len(folded) - 2) + 1):
        mask = _PROCLITICS.get(folded[:cut])
        if mask is None:
            continue
        rest = folded[cut:]
        yield rest, mask & (_WITHOUT_PRONOUN | NOUN_WITH_ARTICLE)
        if not mask & _WITH_PRONOUN:
            continue
        for length in (1, 2, 3):
            with_pronoun = _ENCLITICS.get(rest[-length:], 0) & mask
            if with_pronoun and len(rest) - length >= 2:
                yield rest[:-length], with_pronoun


def bare(word: str) -> str:
    """`word` without shadda and other short marks, its letters kept as written (hamza and weak endings steer inflection)."""
    return "".join(c for c in word if not "\u064b" <= c <= "\u0652")


def _add(forms: Forms, words: Iterable[str], mask: int) -> None:
    for word in words:
        key = fold(word)
        forms[key] = forms.get(key, 0) | mask


def verb_forms(past: str, present: str) -> Forms:
    """Forms of a verb given as 3rd person masculine singular, past and present («اتفق», «يتفق»): both voices, all persons the press uses."""
    forms: Forms = {}
    past, present = bare(past), bare(present)
    _past(forms, past, present)
    _present(forms, present, past)
    for other in _passive_pasts(past):
        _past(forms, other, present)
    for other in _passive_presents(present, past):
        _present(forms, other, past)
    return forms


def _past(forms: Forms, past: str, present: str) -> None:
    stem, last = past[:-1], past[-1]
    both = PAST | PAST_WITH_OBJECT
    if last in "اى" and len(past) > 2:
        glides = "و" if last == "ا" else "ي"
        _add(forms, (past, stem + "ت"), both)
        _add(forms, (stem + "ا", stem + "و"), PAST_WITH_OBJECT)
        _add(forms, (stem + "وا", stem + "تا", stem + glides + "ا"), PAST)
        _add(forms, (stem + glides + ending for ending in ("ت", "نا", "ن", "تم")), both)
        return
    if last == "ي":
        _add(forms, (past, past + "ت", past + "نا"), both)
        _add(forms, (stem + "وا", past + "ا", past + "تا", past + "ن"), PAST)
        _add(forms, (stem + "و",), PAST_WITH_OBJECT)
        return
    _add(forms, (past, past + "ت"), both)
    plurals = [stem + hamza for hamza in _HAMZAS] if last in _HAMZAS else [past]
    _add(forms, (p + "وا" for p in plurals), PAST)
    _add(forms, (p + "و" for p in plurals), PAST_WITH_OBJECT)
    _add(forms, (past + "ا", past + "تا"), both)
    for short in _short_pasts(past, present):
        _add(forms, (short + "ت", short + "نا", short + "ن", short + "تم"), both)


def _short_pasts(past: str, present: str) -> list[str]:
    """The stem before consonantal endings: «قلنا» of «قال», «شننا» of «شن», else the past itself."""
    if is_hollow(past):
        return [past[:-2] + past[-1]]
    if is_geminate(past, present):
        return [past + past[-1]]
    return [past]


def is_hollow(past: str) -> bool:
    """Whether the middle radical is weak: «زار», «أدان», «استعان», «اقتاد»."""
    return len(past) >= 3 and past[-2] == "ا" and past[-1] not in "ىا"


def is_geminate(past: str, present: str) -> bool:
    """Whether the last two radicals are one doubled letter: «شن», «أعد», «احتل», «انضم», «استرد». Too wide for «استلم», harmlessly."""
    if past[-1] in "اىي" or is_hollow(past):
        return False
    if len(past) == 2:
        return True
    if len(past) == 3:
        return past[0] == "أ" and len(present) == 3
    if len(past) == 4 and past[0] == "ا":
        return past[1] == "ن" or (past[2] in "تطد" and past[1] != "ت")
    return len(past) == 5 and past.startswith("است")


def _present(forms: Forms, present: str, past: str) -> None:
    base = present[1:]
    stem, last = base[:-1], base[-1]
    both = PRESENT | PRESENT_WITH_OBJECT
    persons = "يتنأ" if not base.startswith("أ") else "يتن"
    plural = stem if last in "ويى" else base
    singulars = [base]
    if last in "ويى" and len(base) > 1:
        singulars.append(stem)
    elif is_hollow(past) and len(base) > 2:
        singulars.append(base[:-2] + base[-1])
    elif is_geminate(past, present):
        singulars.append(base + last)
    _add(forms, (person + s for person in persons for s in singulars), both)
    if not persons.endswith("أ"):
        _add(forms, ("آ" + base[1:],), both)
    plurals = [stem + hamza for hamza in _HAMZAS] if last in _HAMZAS else [plural]
    dual = stem + "ي" if last == "ى" else base
    for person in "يت":
        _add(forms, (person + p + "ون" for p in plurals), both)
        _add(forms, (person + p + "وا" for p in plurals), PRESENT)
        _add(forms, (person + p + "و" for p in plurals), PRESENT_WITH_OBJECT)
        _add(forms, (person + dual + "ان", person + dual + "ا", person + singulars[-1] + "ن"), both)
    if last == "ى":
        _add(forms, (person + stem + "ا" for person in persons), PRESENT_WITH_OBJECT)


def _passive_pasts(past: str) -> Iterator[str]:
    """«حوصر», «تبودل», «أقيل», «زير», «دعي»: where the passive's letters differ."""
    if past[-1] in "اى" and len(past) > 2:
        yield past[:-1] + "ي"
    if is_hollow(past):
        yield past[:-2] + "ي" + past[-1]
    if len(past) == 4 and past[1] == "ا":
        yield past[0] + "و" + past[2:].replace("ى", "ي")
    if len(past) == 5 and past[0] == "ت" and past[2] == "ا":
        yield past[:2] + "و" + past[3:]
    if past[0] == "آ":
        yield "أو" + past[1:].replace("ى", "ي")


def _passive_presents(present: str, past: str) -> Iterator[str]:
    """«يقال», «يدعى», «يوقف», «يؤخذ»: where the passive's letters differ."""
    if is_hollow(past) and present[-2] in "وي":
        yield present[:-2] + "ا" + present[-1]
    if present[-1] in "وي":
        yield present[:-1] + "ى"
    if past[0] == "و" and len(past) == 3 and len(present) == 3:
        yield present[0] + past
    if past[0] == "أ" and present[1] == "أ":
        yield present[0] + "ؤ" + present[2:]


def noun_forms(singular: str, plurals: Iterable[str] = (), *, participle: bool = False) -> Forms:
    """Forms of a noun, verbal noun or participle: case endings that show, dual, sound plurals, feminine (of participles), given broken plurals."""
    forms: Forms = {}
    word = bare(singular)
    if word.endswith("ة"):
        _feminine(forms, word[:-1])
    else:
        _masculine(forms, word, participle=participle)
    for plural in plurals:
        _ending(forms, bare(plural))
    return forms


def _feminine(forms: Forms, stem: str) -> None:
    _add(forms, (stem + "ة",), NOUN | NOUN_WITH_ARTICLE)
    _add(forms, (stem + "ت", stem + "تا", stem + "تي"), NOUN_WITH_OWNER)
    _add(forms, (stem + "تا", stem + "تي"), NOUN)
    _add(forms, (stem + "تان", stem + "تين"), NOUN | NOUN_WITH_ARTICLE)
    _add(forms, (stem + "ات",), _ANY_NOUN)


def _masculine(forms: Forms, word: str, *, participle: bool) -> None:
    _ending(forms, word)
    stem = word
    weak = word[-1] in "ىي" and len(word) > 3
    if weak:
        stem = word[:-1]
        _add(forms, (stem,), NOUN)
    glided = stem + "ي" if weak else word
    _add(forms, (glided + "ان", glided + "ين", stem + "ين"), NOUN | NOUN_WITH_ARTICLE)
    _add(forms, (glided + "ا", glided + "ي"), NOUN | NOUN_WITH_OWNER)
    if participle:
        _add(forms, (stem + "ون",), NOUN | NOUN_WITH_ARTICLE)
        _add(forms, (stem + "و", stem + "ي"), NOUN | NOUN_WITH_OWNER)
        _feminine(forms, glided)
    elif not word.endswith("ات"):
        _add(forms, (glided + "ات",), _ANY_NOUN)


def _ending(forms: Forms, word: str) -> None:
    """One number of a noun: itself, the accusative's alef, and what stands before a pronoun."""
    stem, last = word[:-1], word[-1]
    if last == "ة":
        _add(forms, (word,), NOUN | NOUN_WITH_ARTICLE)
        _add(forms, (stem + "ت",), NOUN_WITH_OWNER)
        return
    _add(forms, (word,), _ANY_NOUN)
    if last in _HAMZAS:
        _add(forms, (stem + hamza for hamza in _HAMZAS), NOUN_WITH_OWNER)
    if last == "ى":
        _add(forms, (stem + "ا",), NOUN_WITH_OWNER)
    elif last != "ا" and not word.endswith("اء"):
        _add(forms, (word + "ا",), NOUN)
