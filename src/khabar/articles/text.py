"""The reader of captures that have lost their tags: labels every line, then gathers the parts of the article."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from khabar.articles.decode import labels_of, strangeness
from khabar.articles.lines import Line, lines_of
from khabar.articles.page import Page, full_stop, page_of, trails_off
from khabar.articles.parts import Parts
from khabar.records.capture import Capture, Dropped
from khabar.records.spans import Quote, Span

_BODY = ("text:body", "text:subheading")
_MANY = 7
"""Headlines that make a list."""
_TEASERS = 3
"""Paragraphs that trail off in dots from which a page is one of teasers."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line of the page with its state, `phase:label`."""

    line: Line
    state: str

    @property
    def label(self) -> str:
        return self.state.partition(":")[2]


def classify(text: str) -> list[Labelled]:
    """Every line of `text` that holds a word, labelled."""
    page = page_of(lines_of(text))
    return [Labelled(line, state) for line, state in zip(page.lines, labels_of(page), strict=True)]


def read(capture: Capture) -> Parts | Dropped:
    """The parts of a text capture, or why it has no article. Time is linear in its length."""
    page = page_of(lines_of(capture.text))
    states = labels_of(page)
    if not any(state == "text:body" for state in states):
        states = _few_words(page)
    if not any(state == "text:body" for state in states):
        return _nothing(capture, page)
    if _is_list(page, states):
        return Dropped(capture.id, "list-of-links", f"{len(page.lines)} lines, among them headlines that have no words in common, and no paragraph")
    return _parts(capture.text, [Labelled(line, state) for line, state in zip(page.lines, states, strict=True)])


def _few_words(page: Page) -> list[str]:
    """States for a page too small to show its layout (a sentence of a data set): all body, if it is four words that are not furniture."""
    furniture = sum(match.furniture for match in page.matches)
    words = sum(len(line.words) for line in page.lines)
    whole = len(page.lines) <= 3 and words >= 4 and furniture * 2 < words and max(page.ticker, default=0) == 0
    return ["text:body" if whole else "top:furniture"] * len(page.lines)


def _nothing(capture: Capture, page: Page) -> Dropped:
    headlines = sum(len(line.words) >= 4 for line in page.lines)
    if headlines >= _MANY:
        return Dropped(capture.id, "list-of-links", f"{headlines} lines of four words or more, and none of them a paragraph")
    words = sum(len(line.words) for line in page.lines)
    return Dropped(capture.id, "no-article", f"{len(page.lines)} lines with {words} words, none of them a paragraph of prose")


def _is_list(page: Page, states: list[str]) -> bool:
    """Whether what was taken for a body is headlines.

    So it is if it only trails off, has no paragraph among many lines of the page, or has many short ones with no words in common.
    """
    body = [at for at, state in enumerate(states) if state in _BODY]
    teasers = sum(len(line.words) >= 8 and trails_off(line.text) for line in page.lines)
    if teasers >= _TEASERS and all(trails_off(page.lines[at].text) for at in body if states[at] == "text:body"):
        return True
    headlines = sum(len(line.words) >= 4 and not full_stop(line.text) for line in page.lines)
    if headlines >= _MANY and not any(page.prose[at] > 0.5 or full_stop(page.lines[at].text) for at in body):
        return True
    if len(body) < _MANY or median(len(page.lines[at].words) for at in body) > 16:
        return False
    strange = strangeness(page, states)
    ended = sum(full_stop(page.lines[at].text) for at in body) / len(body)
    return ended <= 0.2 and sum(strange[at] for at in body) / len(body) > 0.5


def _parts(text: str, lines: list[Labelled]) -> Parts:
    def spans(*states: str) -> tuple[Span, ...]:
        return tuple(each.line.span for each in lines if each.state in states)

    def quote(label: str) -> Quote | None:
        found = next((each.line.span for each in lines if each.label == label), None)
        return Quote.of(text, found.start, found.end) if found else None

    return Parts(
        title=quote("title"),
        kicker=quote("kicker"),
        body=spans("top:kicker", "gap:kicker", *_BODY),
        subheadings=spans("text:subheading"),
        comments=spans("readers:comment"),
        byline=quote("byline"),
        furniture=tuple(each.line.span for each in lines if each.label in {"furniture", "dateline", "byline"}),
    )
