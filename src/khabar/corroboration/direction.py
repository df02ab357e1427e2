"""Which of two articles had the words first: what they say themselves, then their days, then which holds the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khabar.arabic.markup import clean
from khabar.corroboration import names
from khabar.corroboration.names import Key
from khabar.knowledge import pages
from khabar.records.article import Article
from khabar.records.capture import Capture
from khabar.records.copy import Direction, Side
from khabar.records.spans import Span

WHOLE, PART = 0.9, 0.6
"""An article that is in the other with `WHOLE` of its words, while the other has less than `PART` of its own in it, is held by the other."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a page says of whose it is."""

    outlet: Key
    credited: frozenset[Key]
    """From whom it says it was taken, in its furniture or its text; a credit whose name does not show its end gives several keys."""
    elsewhere: bool
    """Whether it has a link that leads to the article at its source («لقراءة الخبر من مصدره»)."""
    first: str
    last: str
    """ISO days between which it was published, empty where unknown."""


def origin(capture: Capture, article: Article) -> Origin:
    """What the page says of where the article comes from. Reads the whole capture once.

    In the text «المصدر» is mostly a person who spoke: there only longer frames count («نقلا عن»).
    """
    body = [word for span in article.body for word in _words(capture, span)]
    around = [word for span in _gaps(capture, article.body) for word in _words(capture, span)]
    credited = {names.key(article.republished_from), *_credits(body, 2), *_credits(around, 1)} - {frozenset()}
    published = article.published
    first, last = (published.start, published.end) if published else ("", "")
    return Origin(names.key(article.outlet), frozenset(credited), _has_link(around) or _has_link(body), first, last)


def _words(capture: Capture, span: Span) -> tuple[str, ...]:
    return names.words(clean(capture.text, span, capture.media).text)


def _gaps(capture: Capture, body: Sequence[Span]) -> Iterator[Span]:
    """What of the capture is not body, in order."""
    at = 0
    for span in sorted(body):
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    yield Span(at, len(capture.text))


def _credits(text: Sequence[str], least: int) -> Iterator[Key]:
    """What may be the name after each frame of origin («نقلا عن», «المصدر») of at least so many words.

    Whether it is a name shows when a pair is looked at.
    """
    frames = sorted((frame for frame, what in pages.frames().items() if what == "origin" and len(frame) >= least), key=len, reverse=True)
    firsts = {frame[0] for frame in frames}
    for at, word in enumerate(text):
        if word in firsts:
            frame = next((frame for frame in frames if tuple(text[at : at + len(frame)]) == frame), None)
            if frame:
                yield from names.after(text[at + len(frame) : at + len(frame) + 12])


def _has_link(text: Sequence[str]) -> bool:
    """Whether it has a phrase of three words or more that sends the reader to the source: shorter ones introduce a name."""
    for at, word in enumerate(text):
        for phrase in pages.phrases().get(word, ()):
            if phrase.kind == "credit" and len(phrase.words) > 2 and tuple(text[at : at + len(phrase.words)]) == phrase.words:
                return True
    return False


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
    if to_other:
        return None if to_one else Direction("second", "credit", "the first names the outlet of the second as its source")
    if to_one:
        return Direction("first", "credit", "the second names the outlet of the first as its source")
    if one.credited & other.credited:
        return Direction(None, "shared-source", "both name the same source, so neither need have read the other")
    if one.elsewhere and not one.credited and not other.elsewhere:
        return Direction("second", "credit", "the first links to the article at its source")
    if other.elsewhere and not other.credited and not one.elsewhere:
        return Direction("first", "credit", "the second links to the article at its source")
    return None


def _credits_to(page: Origin, source: Origin) -> bool:
    """Whether `page` names the outlet of `source`, and is not of that outlet itself."""
    return bool(source.outlet) and source.outlet != page.outlet and any(source.outlet <= key for key in page.credited)


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
