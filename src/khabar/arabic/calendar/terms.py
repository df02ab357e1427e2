"""The words of a text as the grammar sees them: folded, clitics taken off, each with the calendar terms that it may open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from khabar.arabic.folding import fold
from khabar.arabic.numerals import Number, may_start, read_cardinal, read_ordinal
from khabar.arabic.words import WORD

_DIGITS = re.compile(r"(\D*?)(\d+)(\D*)")
_CLITICS = re.compile(r"[وف]?[بلك]?")
_GLUED = 2
"""Letters that make a word after a number; one is a mark of the year («1437هـ»)."""
_NO_TERMS: Mapping[str, Term] = {}


class Meaning(NamedTuple):
    """What a listed form is: its kind (the table's name), its value in that table, and whether it stands only with the article."""

    kind: str
    value: str
    definite: bool


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """The vocabulary: folded phrases, word by word without the article, and what each means."""

    phrases: Mapping[tuple[str, ...], tuple[Meaning, ...]]
    firsts: frozenset[str]
    longest: int

    @classmethod
    def of(cls, listed: Iterable[tuple[str, str, str]]) -> CalendarWords:
        """From rows of kind, form and value."""
        phrases: dict[tuple[str, ...], tuple[Meaning, ...]] = {}
        for kind, form, value in listed:
            folded = fold(form).split()
            key = tuple(without_article(word) for word in folded)
            meaning = Meaning(kind, value, key[0] != folded[0])
            phrases[key] = (*phrases.get(key, ()), meaning)
        return cls(phrases, frozenset(key[0] for key in phrases), max(map(len, phrases), default=0))


class Term(NamedTuple):
    """A vocabulary phrase found in the text; `start` is the offset without clitics, `end` the index of the token after it."""

    value: str
    start: int
    end: int
    definite: bool
    clitic: str


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark: offsets in the text, folded word, and for digits their value, how many, and the letters around them."""

    start: int
    end: int
    word: str
    number: int | None = None
    width: int = 0
    before: str = ""
    after: str = ""


def without_article(word: str) -> str:
    """The folded word without «ال»; words of four letters («الغد») are too short to cut."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


class Stream:
    """The tokens of one text with their terms. Indexes past the end read as no word at all."""

    def __init__(self, text: str, vocabulary: CalendarWords) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.words = [token.word for token in self.tokens]
        self._vocabulary = vocabulary
        self._bare = [without_article(word) for word in self.words]
        self._terms = [self._terms_at(at) for at in range(len(self.tokens))]
        self._opens = self._opening()

    def __len__(self) -> int:
        return len(self.tokens)

    def word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""

    def token(self, at: int) -> Token | None:
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def term(self, at: int, kind: str) -> Term | None:
        """The longest term of that kind that opens at token `at`."""
        return self._terms[at].get(kind) if 0 <= at < len(self._terms) else None

    def terms(self, at: int) -> Mapping[str, Term]:
        return self._terms[at] if 0 <= at < len(self._terms) else _NO_TERMS

    def bare_term(self, at: int, kind: str) -> Term | None:
        """`term`, if no clitic stands before it: for the second and later words of an expression."""
        term = self.term(at, kind)
        return term if term and not term.clitic else None

    def link(self, at: int, *values: str) -> Term | None:
        """The linking word at `at` if its value is among `values`."""
        terms = self._terms[at] if 0 <= at < len(self._terms) else None
        if terms:
            for value in values:
                term = terms.get("links " + value)
                if term:
                    return term
        return None

    def opens(self, at: int) -> bool:
        """Whether any time can begin at `at`: most words of a text are ruled out here. A linking word opens one only before such a word."""
        return 0 <= at < len(self._opens) and self._opens[at]

    def _opening(self) -> list[bool]:
        opens = [False] * (len(self.tokens) + 1)
        for at in range(len(self.tokens) - 1, -1, -1):
            terms = self._terms[at]
            if terms:
                linking = all(kind.startswith("links ") for kind in terms)
                opens[at] = not linking or any(opens[term.end] for term in terms.values())
            else:
                opens[at] = self.tokens[at].number is not None or may_start(self.words[at]) or self.ordinal(at) is not None
        return opens[:-1]

    def means(self, word: str, kind: str, value: str) -> bool:
        """Whether the folded word by itself is listed so, wherever it stands."""
        return any(meaning[:2] == (kind, value) for meaning in self._vocabulary.phrases.get((word,), ()))

    def digits(self, at: int) -> Token | None:
        token = self.token(at)
        return token if token and token.number is not None else None

    def cardinal(self, at: int) -> Number | None:
        """A number in digits (up to six) or words."""
        token = self.digits(at)
        if token and token.number is not None:
            return Number(token.number, at + 1) if token.before in ("", "ال", "و") and not token.after and token.width <= 6 else None
        return read_cardinal(self.words, at) if at < len(self.words) and may_start(self.words[at]) else None

    def ordinal(self, at: int) -> Number | None:
        """An ordinal in words, with the article («الثالث») and, at the head of an expression, with «لل»."""
        word = self.word(at)
        if word.startswith("ال") and may_start(word):
            return read_ordinal(self.words, at)
        if word.startswith(("وال", "لل", "بال")) and len(word) > 4:
            rest = "ال" + word[2 if word.startswith("لل") else 3 :]
            return _moved(read_ordinal([rest, *self.words[at + 1 : at + 3]]), at) if may_start(rest) else None
        return None

    def mark(self, at: int, marks: str) -> bool:
        word = self.word(at)
        return bool(word) and word in marks

    def _terms_at(self, at: int) -> Mapping[str, Term]:
        word = self.words[at]
        if not word.isalpha():
            return _NO_TERMS
        bare = self._bare[at]
        if bare in self._vocabulary.firsts:
            found = self._phrases(at, bare, "", definite=bare != word)
            if found:
                return found
        match = _CLITICS.match(word)
        length = match.end() if match else 0
        for cut in sorted({1, length}) if length else ():
            rest, definite = word[cut:], False
            if word[cut - 1] == "ل" and rest.startswith("ل") and len(rest) > 3:
                rest, definite = rest[1:], True
            bare = without_article(rest)
            if len(rest) > 2 and bare in self._vocabulary.firsts:
                found = self._phrases(at, bare, word[:cut], definite=definite or bare != rest)
                if found:
                    return found
        return _NO_TERMS

    def _phrases(self, at: int, bare: str, clitic: str, *, definite: bool) -> dict[str, Term]:
        found: dict[str, Term] = {}
        start = offset_past(self.text, self.tokens[at].start, len(clitic))
        for length in range(1, min(self._vocabulary.longest, len(self.words) - at) + 1):
            for kind, value, only_definite in self._vocabulary.phrases.get((bare, *self._bare[at + 1 : at + length]), ()):
                if definite == only_definite or (definite and kind != "months"):
                    found[f"links {value}" if kind == "links" else kind] = Term(value, start, at + length, definite, clitic)
        return found


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    for found in WORD.finditer(text):
        start, end = found.span()
        word = fold(found[0])
        if word.isalpha() or not (match := _DIGITS.fullmatch(word)):
            tokens.append(Token(start, end, word))
        else:
            tokens += _numbered(start, end, word, match)
    return tokens


def _numbered(start: int, end: int, word: str, match: re.Match[str]) -> tuple[Token, ...]:
    """One token; two where a word is glued to the number before it: «31جانفي»."""
    before, digits, after = match.groups()
    if len(after) < _GLUED or len(word) != end - start:
        return (Token(start, end, word, int(digits[:9]), len(digits), before, after),)
    cut = end - len(after)
    return (Token(start, cut, before + digits, int(digits[:9]), len(digits), before), Token(cut, end, after))


def offset_past(text: str, start: int, count: int) -> int:
    """Offset after `count` letters, and after the diacritics that stand on the last."""
    if not count:
        return start
    while start < len(text) and (count > 0 or not fold(text[start])):
        count -= len(fold(text[start]))
        start += 1
    return start


def _moved(number: Number | None, by: int) -> Number | None:
    return Number(number.value, number.end + by) if number else None
