"""Where the sentences of a paragraph end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from khabar.records.spans import Span

_CANDIDATES = re.compile(r"[.!?؟…۔]+|\n+")
_LAST_WORD = re.compile(r"[^\s«»“”\"()\[\]]+$")
_NEXT_NON_SPACE = re.compile(r"\s*(\S)")
_NEXT_WORD = re.compile(r"\w+")
_CLOSERS = "»”\"’')]}›"
_CONTINUES = "،,؛;:"
_CHAIN = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_BRACKETS = re.compile(r"[()\[\]]")
_LONGEST_BRACKET = 400
_LONGEST_WORD = 40
_OPENS_SENTENCE = 3
"""Characters between the end of a sentence and the words of a quotation that opens the next: a space, a mark, a space."""
_LONG_TITLE = 12
"""Words: in longer headlines «..» parts two clauses that are sentences of their own."""


def ends(text: str, quotes: Sequence[Span], abbreviations: frozenset[str], *, title: bool, breaks: bool) -> list[int]:
    """Offsets after which a new sentence begins, the end of `text` not among them.

    `quotes` are the stretches of direct speech of `text`; `breaks` says that a line feed ends a sentence (HTML blocks), otherwise only
    an empty line does.
    """
    brackets = _bracketed(text)
    dots = title and len(text.split()) > _LONG_TITLE
    starts = [quote.start for quote in quotes]
    found: list[int] = []
    for match in _CANDIDATES.finditer(text):
        if match[0][0] == "\n":
            if breaks or len(match[0]) > 1:
                found.append(match.end())
            continue
        if _inside(brackets, match.start()):
            continue
        after = _past_closers(text, match.end())
        begun = found[-1] if found else 0
        at = bisect_right(starts, match.start()) - 1
        quote = quotes[at] if at >= 0 and match.start() < quotes[at].end else None
        if _is_end(text, match, after, abbreviations, dots=dots) and _ends_quote(text, match, after, quote, begun):
            found.append(after)
    last = len(text.rstrip())
    return [end for end in found if end < last]


def _is_end(text: str, match: re.Match[str], after: int, abbreviations: frozenset[str], *, dots: bool) -> bool:
    """Whether the marks end a sentence, whatever quotation they stand in."""
    run, following = match[0], text[after : after + 1]
    rest = _NEXT_NON_SPACE.match(text, after)
    if rest and rest[1] in _CONTINUES:
        return False
    if run[0] in ".…" and (len(run) > 1 or run == "…") and not set(run) & set("!?؟"):
        return dots and following.isspace()
    if following and not following.isspace():
        return run[0] in "!?؟" or _forgot_space(text, match.start(), after)
    if run == ".":
        word = _LAST_WORD.search(text, max(0, match.start() - _LONGEST_WORD), match.start())
        return word is None or not _is_abbreviation(word[0], abbreviations)
    return True


def _forgot_space(text: str, before: int, after: int) -> bool:
    """«انتهى.وأضاف»: Arabic words of three letters and more on both sides, so neither number, address nor abbreviation."""
    word = _LAST_WORD.search(text, max(0, before - _LONGEST_WORD), before)
    following = _NEXT_WORD.match(text, after)
    return word is not None and following is not None and all(len(w) > 2 and _arabic(w) for w in (word[0], following[0]))


def _arabic(word: str) -> bool:
    return all("\u0600" <= letter <= "\u06ff" and not letter.isdigit() for letter in word)


def _is_abbreviation(word: str, abbreviations: frozenset[str]) -> bool:
    if word in abbreviations or _CHAIN.fullmatch(word):
        return True
    letters = word.lstrip("ال") if len(word) > 2 else word.lstrip("وـ")
    return len(letters) == 1 and letters.isalpha() and letters != "ه"


def _ends_quote(text: str, match: re.Match[str], after: int, quote: Span | None, begun: int) -> bool:
    """A question inside a quotation that the sentence goes on after («من فعل؟» سأل الرجل) does not end it."""
    if quote is None or match[0] == ".":
        return True
    if match.end() < quote.end:
        return True
    whole = quote.start - begun <= _OPENS_SENTENCE
    rest = _NEXT_NON_SPACE.match(text, after)
    return not rest or rest[1] in 'وف«“"\n' or (whole and "." in match[0]) or ":" in text[max(0, quote.start - 3) : quote.start]


def _past_closers(text: str, at: int) -> int:
    while at < len(text) and text[at] in _CLOSERS and (text[at] not in "\"'" or not text[at + 1 : at + 2].isalnum()):
        at += 1
    return at


def _bracketed(text: str) -> list[Span]:
    """Bracketed stretches, outermost, in order; a bracket that nothing closes soon is none."""
    found: list[Span] = []
    opened: list[int] = []
    for match in _BRACKETS.finditer(text):
        if match[0] in "([":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if match.end() - start <= _LONGEST_BRACKET and "\n" not in text[start : match.end()]:
                while found and found[-1].start > start:
                    found.pop()
                found.append(Span(start, match.end()))
    return found


def _inside(spans: Sequence[Span], at: int) -> bool:
    index = bisect_right(spans, at, key=lambda span: span.start) - 1
    return index >= 0 and at < spans[index].end
