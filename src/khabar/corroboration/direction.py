"""Which of two articles had the words first: what they say themselves, then their days, then which holds the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from khabar.arabic.folding import fold
from khabar.arabic.markup import clean
from khabar.knowledge import pages
from khabar.records.article import Article
from khabar.records.capture import Capture
from khabar.records.copy import Direction, Side
from khabar.records.spans import Span

WHOLE, PART = 0.9, 0.6
"""An article that is in the other with `WHOLE` of its words, while the other has less than `PART` of its own in it, is held by the other."""
_WORD = re.compile(r"[^\W_]+")
_NAMED = 6
"""Words after a frame («نقلا عن») among which a name is looked for."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a page says of whose it is, names by their folded words without the nouns of the press (site, newspaper, agency)."""

    outlet: frozenset[str]
    credited: frozenset[frozenset[str]]
    """Names from which it says it was taken, in its furniture or its text."""
    elsewhere: bool
    """Whether it has a link that leads to the article at its source («لقراءة الخبر من مصدره»)."""
    first: str
    last: str
    """Days between which it was published, empty where unknown."""


def origin(capture: Capture, article: Article) -> Origin:
    """What the page says of where the article comes from. Reads the whole capture once."""
    text = clean(capture.text, Span(0, len(capture.text)), capture.media).text
    words = tuple(_WORD.findall(fold(text)))
    named = [name(article.republished_from)] if article.republished_from else []
    named += _credits(words)
    published = article.published
    return Origin(
        name(article.outlet or ""),
        frozenset(each for each in named if each),
        _has_link(words),
        published.start if published else "",
        published.end if published else "",
    )


def name(written: str) -> frozenset[str]:
    """The words of an outlet's name that are its own: «صحيفة الضحى» and «الضحى» are one."""
    words = [word.removeprefix("لل") if word.startswith("لل") else word for word in _WORD.findall(fold(written))]
    kept = [word for word in words if word not in pages.press_nouns() and word not in pages.outlet_nouns()]
    return frozenset(kept or words)


def _credits(words: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """The words that follow each frame of origin, taken for a name; whose name it is shows when the pair is looked at."""
    frames = {frame for frame, names in pages.frames().items() if names == "origin"}
    longest = max(map(len, frames))
    for at in range(len(words)):
        length = next((n for n in range(longest, 0, -1) if words[at : at + n] in frames), 0)
        if length:
            yield name(" ".join(words[at + length : at + length + _NAMED]))


def _has_link(words: tuple[str, ...]) -> bool:
    phrases = {first: [p.words for p in some if p.kind == "credit" and len(p.words) > 2] for first, some in pages.phrases().items()}
    return any(words[at : at + len(phrase)] == phrase for at, word in enumerate(words) for phrase in phrases.get(word, ()))


def direction(origins: tuple[Origin | None, Origin | None], days: tuple[str, str], shares: tuple[float, float]) -> Direction:
    """Whose words they were first: credit before date, date before containment; undecided where none of them tells."""
    one, other = origins
    if one and other:
        found = _by_credit(one, other)
        if found:
            return found
    spans = tuple((each.first, each.last) if each else (day, day) for each, day in zip(origins, days, strict=True))
    return _by_day(spans[0], spans[1]) or _by_containment(shares) or Direction(None, "unknown", "no credit, no two days, and neither holds the other")


def _by_credit(one: Origin, other: Origin) -> Direction | None:
    to_other, to_one = _credits_to(one, other), _credits_to(other, one)
    if to_other != to_one:
        return Direction("second" if to_other else "first", "credit", f"the {'first' if to_other else 'second'} names the outlet of the other as its source")
    if one.credited & other.credited and not to_other:
        return Direction(None, "shared-source", "both name the same source, so neither need have read the other")
    if one.elsewhere != other.elsewhere and not (one.credited if one.elsewhere else other.credited):
        return Direction("second" if one.elsewhere else "first", "credit", f"the {'first' if one.elsewhere else 'second'} links to the article at its source")
    return None


def _credits_to(page: Origin, source: Origin) -> bool:
    """Whether `page` names the outlet of `source`, and is not of that outlet itself."""
    return bool(source.outlet) and source.outlet != page.outlet and any(source.outlet <= each for each in page.credited)


def _by_day(one: tuple[str, str], other: tuple[str, str]) -> Direction | None:
    """The one that was published wholly before the other."""
    if not one[1] or not other[1]:
        return None
    if one[1] < other[0]:
        return Direction("first", "date", f"published by {one[1]}, the other from {other[0]}")
    if other[1] < one[0]:
        return Direction("second", "date", f"published by {other[1]}, the other from {one[0]}")
    return None


def _by_containment(shares: tuple[float, float]) -> Direction | None:
    """The longer one, if it holds nearly all of the other and much beside: more is cut from reports than is put to them."""
    sides: tuple[tuple[Side, float, float], ...] = (("first", shares[0], shares[1]), ("second", shares[1], shares[0]))
    for side, own, held in sides:
        if held >= WHOLE and own < PART:
            return Direction(side, "containment", f"it holds {held:.0%} of the other, which has {own:.0%} of it")
    return None
