"""Checks what a language model says against the passage: a claim stands only where its quote, cue and names are the page's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from khabar.claims.labels import STATUSES, TYPES
from khabar.claims.llm.schema import SIDES
from khabar.claims.llm.telling import SHORT, shown
from khabar.claims.reading import Draft, Party, plain
from khabar.claims.windows import Window
from khabar.knowledge import plover
from khabar.records.mention import Kind
from khabar.records.spans import Span

REASONS = {
    "malformed": "the claim has not the fields that were asked for",
    "unknown-value": "its type, mode, status or kind is none of the codebook's",
    "no-side": "it has neither actor nor recipient",
    "quote-not-in-text": "its quote does not stand in the passage",
    "cue-not-in-quote": "its cue does not stand in the quote",
    "words-not-in-text": "a name, time, place or condition does not stand in the passage",
}
_CLITICS = "وفبكل"
_LEAD = 4


class RefusedError(Exception):
    """A claim that is not taken: one of `REASONS`, and the words in question."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, shown(detail, SHORT)


@dataclass(frozen=True, slots=True)
class Shown:
    """A window of an article as it was sent."""

    capture: str
    window: Window

    def draft(self, said: object) -> Draft:
        """A claim as the model wrote it, as a draft. Raises RefusedError."""
        fields = _fields(said)
        kind, mode, status = _values(fields)
        quote = self._quote(fields["quote"], fields["cue"])
        cue = _found(self.window.text, fields["cue"], quote, quote.start)
        if cue is None:
            raise RefusedError("cue-not-in-quote", fields["cue"])
        sides = {
            role: tuple(self._parties(fields[said], cue, role)) for role, said in (("actor", "actor"), ("recipient", "recipient"), ("by", "speakers"))
        }
        sides["time"], sides["place"] = tuple(self._words(fields["time"], cue, "TIME")), tuple(self._words(fields["place"], cue, "LOC"))
        if not sides["actor"] and not sides["recipient"]:
            raise RefusedError("no-side", fields["cue"])
        condition = fields["condition"] if status == "conditional" else None
        if condition is not None and condition not in self.window.text:
            raise RefusedError("words-not-in-text", condition)
        words, after = self.window.text[cue.start : cue.end], self.window.text[cue.end :].split()[:1]
        return Draft(
            self.window.sentences[self._sentence(cue.start)].number, self.window.quote(self.capture, cue.start, cue.end), words,
            " ".join([words, *after]), kind, mode, status, sides, condition or None, 1.0, 1.0, 1.0,
        )  # fmt: skip

    def _quote(self, quote: str, cue: str) -> Span:
        """Where the quote stands; of several places the first in which the cue stands too."""
        places = [Span(m.start(), m.end()) for m in re.finditer(re.escape(quote.strip()), self.window.text)] if quote.strip() else []
        if not places:
            raise RefusedError("quote-not-in-text", quote)
        return next((place for place in places if _found(self.window.text, cue, place, place.start)), places[0])

    def _parties(self, said: Sequence[Any], cue: Span, role: str) -> Iterator[Party]:
        for one in said:
            if not isinstance(one, dict) or not isinstance(one.get("name"), str):
                raise RefusedError("malformed", f"{role} {one}")
            if one.get("kind") not in SIDES:
                raise RefusedError("unknown-value", f"kind {one.get('kind')}")
            yield self._party(one["name"], one["kind"], cue)

    def _words(self, said: str | None, cue: Span, kind: Kind) -> Iterator[Party]:
        if said:
            yield self._party(said, kind, cue)

    def _party(self, words: str, kind: Kind, cue: Span) -> Party:
        place = _found(self.window.text, words, Span(0, len(self.window.text)), cue.start)
        if place is None:
            raise RefusedError("words-not-in-text", words)
        lead = self.window.text[max(0, place.start - _LEAD) : place.start]
        quote = self.window.quote(self.capture, place.start, place.end)
        return Party(
            quote, plain(self.window.text[place.start : place.end]), kind, self.window.sentences[self._sentence(place.start)].number, 1.0, lead
        )

    def _sentence(self, at: int) -> int:
        """Place of the sentence that holds a character; a blank between two belongs to the first."""
        return max(n for n, s in enumerate(self.window.sentences) if n == 0 or s.characters.start <= at)


def _fields(said: object) -> dict[str, Any]:
    """The claim with every optional field there. Raises RefusedError for another shape."""
    if not isinstance(said, dict):
        raise RefusedError("malformed", str(said))
    found: dict[str, Any] = {"mode": None, "time": None, "place": None, "condition": None, "actor": [], "recipient": [], "speakers": []} | said
    for name in ("quote", "cue", "type", "status"):
        if not isinstance(found.get(name), str):
            raise RefusedError("malformed", f"no {name}")
    for name in ("mode", "time", "place", "condition"):
        if not isinstance(found[name], str | None):
            raise RefusedError("malformed", f"{name} {found[name]}")
    for name in ("actor", "recipient", "speakers"):
        if not isinstance(found[name], list):
            raise RefusedError("malformed", f"{name} {found[name]}")
    return found


def _values(fields: dict[str, Any]) -> tuple[str, str | None, str]:
    kind, mode, status = fields["type"], fields["mode"] or None, fields["status"]
    if kind not in TYPES:
        raise RefusedError("unknown-value", f"type {kind}")
    if mode is not None and mode not in plover.modes()[kind]:
        raise RefusedError("unknown-value", f"mode {mode} of {kind}")
    if status not in STATUSES:
        raise RefusedError("unknown-value", f"status {status}")
    return kind, mode, status


def _found(text: str, words: str, within: Span, near: int) -> Span | None:
    """Where whole words stand, particles before them left out, nearest to a place; None where they do not."""
    bare = words.strip()
    if not bare or not any(letter.isalnum() for letter in bare):
        return None
    found = re.finditer(rf"(?<!\w)[{_CLITICS}]{{0,3}}({re.escape(bare)})(?!\w)", text[: within.end])
    places = [Span(*m.span(1)) for m in found if m.start(1) >= within.start]
    return min(places, key=lambda place: abs(place.start - near), default=None)
