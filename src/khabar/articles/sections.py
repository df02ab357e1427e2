"""Which heading above still holds on a line, and which lines stand in a box that the page opens and closes in words."""

from __future__ import annotations

from khabar.articles.lines import Line
from khabar.articles.phrases import Match, counts_comments
from khabar.knowledge import pages
from khabar.knowledge.dates import date_words

_REACH = {"related": 14, "widget": 8, "cut": 2, "reader": 1_000_000, "about": 1_000_000}
"""Over how many lines a heading of that kind holds; comments and the site's word on itself run to the end or to the next heading."""
_ORDER = ("reader", "related", "about", "widget", "cut")
_NEEDS_PROSE = {"reader", "about"}
_PROSE = 20
"""Words of running text after which an article has begun."""
_STAMPS = 12
"""Lines below a comment form within which a day shows that comments follow."""
_LARGEST = 40
"""Lines of the largest box."""


def sections(lines: tuple[Line, ...], matches: tuple[Match, ...], prose: tuple[float, ...]) -> tuple[tuple[str, float], ...]:
    """Kind of the heading above that still holds, and 1 right under it falling to 0 at its reach.

    Above the article a list of other pages is as often a step of the menu, so that its heading weighs half.
    """
    kind, since, words = "", 0, 0.0
    stamped = [_is_stamp(line) for line in lines]
    found = []
    for at, (line, match) in enumerate(zip(lines, matches, strict=True)):
        heading = next((k for k in _ORDER if _heads(k, line, match)), None)
        if heading is None and _is_form(line, match) and any(stamped[at + 1 : at + 1 + _STAMPS]):
            heading = "reader"
        if heading and not (heading in _NEEDS_PROSE and words < _PROSE) and not (heading in {"widget", "cut"} and kind in _ORDER[:3]):
            kind, since = heading, at
            found.append(("", 0.0))
            continue
        left = max(0.0, 1 - (at - since - 1) / _REACH[kind]) if kind else 0.0
        kind = kind if left else ""
        found.append((kind, left * (0.5 if kind == "related" and words < _PROSE else 1.0)))
        words += len(line.words) * (prose[at] > 0.45 and not match.covered.get("consent"))
    return tuple(found)


def _heads(kind: str, line: Line, match: Match) -> bool:
    if kind == "reader" and counts_comments(line.words):
        return True
    return kind in match.opens and len(line.words) <= 8 and match.furniture >= 0.5 * len(line.words)


def _is_form(line: Line, match: Match) -> bool:
    """Whether it is a button or a heading of the form in which readers write."""
    return "form" in match.opens and len(line.words) <= 4


def _is_stamp(line: Line) -> bool:
    """Whether it is little more than a day, as stands beside a comment."""
    numbers = sum(word[0].isdigit() for word in line.words)
    return 3 <= len(line.words) <= 10 and numbers >= 2 and numbers + sum(word in date_words() for word in line.words) >= 0.7 * len(line.words)


def enclosed(lines: tuple[Line, ...]) -> tuple[bool, ...]:
    """Whether each line is of a box with both ends in words, as sites write them for who listens: «قصص مقترحة» … «قصص مقترحة نهاية»."""
    inside = [False] * len(lines)
    for at, line in enumerate(lines):
        opening = _opening(lines, at, line.words)
        if opening is not None:
            inside[opening : at + 1] = [True] * (at + 1 - opening)
    return tuple(inside)


def _opening(lines: tuple[Line, ...], at: int, words: tuple[str, ...]) -> int | None:
    """Number of the line that opens the box which the line of `words` closes."""
    for closing, opening in pages.boxes().items():
        named = _named(words, closing)
        if named is None:
            continue
        for back in range(at - 1, max(-1, at - 1 - _LARGEST), -1):
            said = lines[back].words
            if said[: len(opening)] == opening and _holds(said, named):
                return back
            if named and said == named and words[-len(closing) :] == closing:
                skipping = lines[back - 1].words if back else ()
                return back - (skipping[: len(opening)] == opening and _holds(skipping, named))
    return None


def _named(words: tuple[str, ...], closing: tuple[str, ...]) -> tuple[str, ...] | None:
    """What the line says that it closes: the words before or after `closing`, perhaps none; None where it closes nothing."""
    if words[-len(closing) :] == closing:
        return words[: -len(closing)]
    return words[len(closing) :] if words[: len(closing)] == closing else None


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))
