"""Lines of Arabic for a plot: their direction, width and breaks. SVG has no paragraph direction of its own, so the text carries it."""

from __future__ import annotations

import unicodedata

_RIGHT, _LEFT, _END = "\u2067", "\u2066", "\u2069"
_EM = 0.52
"""Mean advance of a letter of Noto Sans Arabic, in ems, measured a little too wide, so that boxes hold their words."""


def rtl(text: str) -> str:
    """The text as a right-to-left line, whatever stands first in it (Unicode isolates, UAX 9)."""
    return f"{_RIGHT}{text}{_END}"


def ltr(text: object) -> str:
    """A number or day inside Arabic: without it «2015-03» is shown with its parts the other way round."""
    return f"{_LEFT}{text}{_END}"


def signed(value: float) -> str:
    """A score with its sign, the minus as Vega writes it."""
    return ltr(f"{value:+.1f}".replace("-", "−"))


def plain(text: str) -> str:
    """The text without these signs of direction."""
    return text.translate({ord(sign): None for sign in (_RIGHT, _LEFT, _END)})


def width(text: str, size: float) -> float:
    """About how many pixels a line takes at a size of the font."""
    shown = sum(unicodedata.category(letter) not in ("Mn", "Cf") for letter in text)
    return shown * size * _EM


def cut(text: str, letters: int) -> str:
    """At most so many letters; what is cut ends with «…» after a whole word, where the first word leaves room for one."""
    one = " ".join(text.split())
    if len(one) <= letters:
        return one
    head = one[:letters].rpartition(" ")[0]
    return (head.rstrip("،؛:,. ") or one[: letters - 1]) + "…"


def around(text: str, words: str, letters: int, lead: int = 24) -> str:
    """At most so many letters of the text, from about `lead` before the words on where it is too long to be shown whole; cuts are marked."""
    one, wanted = " ".join(text.split()), " ".join(words.split())
    at = one.find(wanted) - lead
    if len(one) <= letters or at <= 0:
        return cut(one, letters)
    start = one.find(" ", at) + 1
    return "…" + cut(one[start:], letters - 1)


def wrapped(text: str, letters: int, most: int = 2) -> list[str]:
    """Lines of about so many letters, broken between words, at most `most` of them; what does not fit is cut."""
    lines: list[str] = []
    rest = text.split()
    while rest and len(lines) < most - 1:
        taken = 1
        while taken < len(rest) and len(" ".join(rest[: taken + 1])) <= letters:
            taken += 1
        lines.append(cut(" ".join(rest[:taken]), letters))
        rest = rest[taken:]
    return [*lines, cut(" ".join(rest), letters)] if rest else lines or [""]
