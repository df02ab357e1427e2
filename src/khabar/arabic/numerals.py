"""Arabic number words: cardinals («خمسة وعشرون», «ألفان», «ثلاثمائة») and ordinals («الأول», «الحادية والعشرين»), in any case and gender.

All words are read in folded form (`khabar.arabic.folding`). The tables are grammar, a closed class, and so stand in code.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khabar.arabic.folding import fold
from khabar.arabic.words import words


class Number(NamedTuple):
    """A number read from words: its value and the index of the first word after it."""

    value: int
    end: int


def _forms(*rows: tuple[int, str]) -> dict[str, int]:
    return {form: value for value, forms in rows for form in forms.split()}


_UNITS = _forms(
    (0, "صفر"),
    (1, "واحد واحده احد احدي واحدا"),
    (2, "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي"),
    (3, "ثلاثه ثلاث ثلاثا"),
    (4, "اربعه اربع اربعا"),
    (5, "خمسه خمس خمسا"),
    (6, "سته ست ستا"),
    (7, "سبعه سبع سبعا"),
    (8, "ثمانيه ثماني ثمان ثمانيا"),
    (9, "تسعه تسع تسعا"),
    (10, "عشره عشر عشرا"),
)
_TENS = _forms(
    (20, "عشرون عشرين"),
    (30, "ثلاثون ثلاثين"),
    (40, "اربعون اربعين"),
    (50, "خمسون خمسين"),
    (60, "ستون ستين"),
    (70, "سبعون سبعين"),
    (80, "ثمانون ثمانين"),
    (90, "تسعون تسعين"),
)
_HUNDRED = frozenset(("مايه", "ميه", "مايا"))
_HUNDREDS = _forms(
    (200, "مايتان مايتين ميتان ميتين مايتا مايتي"),
    *(
        (100 * value, " ".join(stem + ending for stem in stems.split() for ending in ("مايه", "ميه")))
        for value, stems in ((3, "ثلاث"), (4, "اربع"), (5, "خمس"), (6, "ست"), (7, "سبع"), (8, "ثمان ثماني"), (9, "تسع"))
    ),
)
_SCALES = _forms(
    (1_000, "الف الفا الاف"),
    (1_000_000, "مليون مليونا ملايين"),
    (1_000_000_000, "مليار مليارا مليارات بليون"),
)
_DUAL_SCALES = _forms((2_000, "الفان الفين الفا الفي"), (2_000_000, "مليونان مليونين"), (2_000_000_000, "ملياران مليارين"))
_ORDINALS = _forms(
    (1, "اول اولي حادي حاديه"),
    (2, "ثاني ثانيه ثان"),
    (3, "ثالث ثالثه"),
    (4, "رابع رابعه"),
    (5, "خامس خامسه"),
    (6, "سادس سادسه"),
    (7, "سابع سابعه"),
    (8, "ثامن ثامنه"),
    (9, "تاسع تاسعه"),
    (10, "عاشر عاشره"),
)
_TEENS = frozenset(("عشر", "عشره"))
_NUMBER_WORDS = frozenset((*_UNITS, *_TENS, *_HUNDRED, *_HUNDREDS, *_SCALES, *_DUAL_SCALES, *_ORDINALS))


def _bare(word: str) -> str:
    """The folded word without the article; «الف» (thousand) is no article."""
    return word[2:] if word.startswith("ال") and len(word) > 3 and word[2:] in _NUMBER_WORDS and word not in _NUMBER_WORDS else word


def may_start(word: str) -> bool:
    """Whether the folded word, without a clitic, can open a number."""
    return word in _NUMBER_WORDS or (word.startswith("ال") and word[2:] in _NUMBER_WORDS)


def _below_hundred(words_: Sequence[str], at: int) -> Number | None:
    """«خمسة», «خمسة عشر», «خمسة وعشرون», «عشرون»."""
    if at >= len(words_):
        return None
    word = _bare(words_[at])
    if word in _TENS:
        return Number(_TENS[word], at + 1)
    if word not in _UNITS:
        return None
    value = _UNITS[word]
    following = words_[at + 1] if at + 1 < len(words_) else ""
    if value < 10 and following in _TEENS:
        return Number(10 + value, at + 2)
    if value < 10 and following[:1] == "و" and _bare(following[1:]) in _TENS:
        return Number(value + _TENS[_bare(following[1:])], at + 2)
    return Number(value, at + 1)


def _hundreds(words_: Sequence[str], at: int) -> Number | None:
    """«مئة», «مئتان», «ثلاثمائة», and the split spelling «ثلاث مئة»."""
    word = _bare(words_[at]) if at < len(words_) else ""
    if word in _HUNDREDS:
        return Number(_HUNDREDS[word], at + 1)
    if word in _HUNDRED:
        return Number(100, at + 1)
    if 3 <= _UNITS.get(word, 0) <= 9 and at + 1 < len(words_) and words_[at + 1] in _HUNDRED:
        return Number(100 * _UNITS[word], at + 2)
    return None


def _joined(words_: Sequence[str], at: int) -> Sequence[str] | None:
    """The words with the «و» of word `at` taken off, or None when it is not joined by «و»."""
    if at < len(words_) and words_[at][:1] == "و" and may_start(words_[at][1:]):
        return (*words_[:at], words_[at][1:], *words_[at + 1 :])
    return None


def _below_thousand(words_: Sequence[str], at: int) -> Number | None:
    hundreds = _hundreds(words_, at)
    if hundreds is None:
        return _below_hundred(words_, at)
    joined = _joined(words_, hundreds.end)
    rest = _below_hundred(joined, hundreds.end) if joined else None
    return Number(hundreds.value + rest.value, rest.end) if rest else hundreds


def _group(words_: Sequence[str], at: int) -> Number | None:
    """One power of a thousand with its count: «ألفان», «خمسة آلاف», «ألف», «مئة وعشرون»."""
    word = _bare(words_[at]) if at < len(words_) else ""
    if word in _SCALES:
        return Number(_SCALES[word], at + 1)
    if word in _DUAL_SCALES:
        return Number(_DUAL_SCALES[word], at + 1)
    count = _below_thousand(words_, at)
    if count and count.end < len(words_) and _bare(words_[count.end]) in _SCALES:
        return Number(count.value * _SCALES[_bare(words_[count.end])], count.end + 1)
    return count


def read_cardinal(folded: Sequence[str], at: int = 0) -> Number | None:
    """The longest cardinal in words that opens at `folded[at]` (no clitic on it), or None.

    >>> read_cardinal("الفين وخمسه عشر".split())
    Number(value=2015, end=3)
    """
    window = tuple(folded[at : at + 12])
    found = _group(window, 0)
    while found:
        joined = _joined(window, found.end)
        more = _group(joined, found.end) if joined else None
        if more is None or more.value >= found.value or found.value % 1000:
            return Number(found.value, at + found.end)
        found = Number(found.value + more.value, more.end)
    return None


def read_ordinal(folded: Sequence[str], at: int = 0) -> Number | None:
    """The ordinal in words that opens at `folded[at]`, with or without the article: «الأول», «الثاني عشر», «الحادي والعشرين», «العشرين».

    >>> read_ordinal("الحادي والعشرين من".split())
    Number(value=21, end=2)
    """
    word = _bare(folded[at])
    if word in _ORDINALS:
        value = _ORDINALS[word]
        following = folded[at + 1] if at + 1 < len(folded) else ""
        if following in _TEENS and value < 10:
            return Number(10 + value, at + 2)
        if following.startswith("وال") and following[3:] in _TENS and value < 10:
            return Number(value + _TENS[following[3:]], at + 2)
        return None if word in ("حادي", "حاديه") else Number(value, at + 1)
    if word in _TENS and word != folded[at]:
        return Number(_TENS[word], at + 1)
    return None


def to_int(text: str) -> int | None:
    """The number that `text` is, in digits of any script, cardinal words or ordinal words; None when it is anything else.

    >>> to_int("ثلاثمائة وخمسة وستون"), to_int("الثالث عشر"), to_int("٢٠١٥")
    (365, 13, 2015)
    """
    folded = [fold(text[w.start : w.end]) for w in words(text)]
    if len(folded) == 1 and folded[0].isdecimal():
        return int(folded[0])
    for number in (read_cardinal(folded), read_ordinal(folded) if folded else None):
        if number and number.end == len(folded):
            return number.value
    return None
