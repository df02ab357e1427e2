"""Verbs and phrases of reporting in a sentence: where they stand, who their subject is, and what they open."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from khabar.arabic.markup import Clean, clean
from khabar.arabic.stems import stem
from khabar.arabic.words import words
from khabar.claims.reading import Party, plain
from khabar.knowledge import cues, scopes, speech
from khabar.records.capture import Media
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote, Span

REACH = 70
"""Characters after a reporting verb within which its subject begins; before it, it ends within a tenth of that."""
HEADING = 4
"""Words before the colon of a heading, at most."""
_STOPS = frozenset(".،,؛;:!؟…-–")
JUDGE = "judge"
"""The kind of a verb that judges and is no verb of reporting."""
_JUDGING = frozenset(("deny", "exclude", "expect", "may", "fear", "confirm"))
"""Classes of operators whose verbs have a subject that judges: «نفى», «توقع», «رجح»."""


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting verb in a sentence: where it stands, what kind it is, and who its subject is, if that is said."""

    at: Span
    kind: str
    speaker: Party | None
    opens: bool
    """Whether direct speech begins right after it: «وقال:», «وتابع: …»."""
    himself: bool
    """Whether it is of the kind «وفق تعبيره»: in the words of whoever spoke before."""
    asks: bool
    """Whether the verb asks, threatens or promises, so that what it opens is not asserted."""
    noun: bool
    """Whether the speaker is a bare noun that the model did not see: «وأضاف البيان»."""
    content: int
    """Where what is said begins, by «أن» or «إن»; the end of the sentence where nothing opens it."""
    stem: str
    """The stem of its first word."""

    @property
    def named(self) -> str:
        return "named" if self.speaker else "unnamed"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as its speakers are sought: its words, their places in the capture, its reports, what is quoted in it."""

    capture: str
    surfaces: tuple[str, ...]
    stems: tuple[str, ...]
    roles: tuple[str, ...]
    """Of each word, whether it opens what is said (`content`), a relative clause (`relative`) or one set against the last (`contrast`)."""
    spans: tuple[Span, ...]
    starts: tuple[int, ...]
    parties: tuple[Party, ...]
    reports: tuple[Report, ...]
    heading: Party | None
    quoted: tuple[Span, ...]
    all_quoted: bool
    """Nearly all of the sentence stands between quotation marks."""
    paragraph: int
    aside: int
    """The first word of an aside of the writer, or -1."""
    start: int
    end: int

    @property
    def first(self) -> str:
        return self.stems[0] if self.stems else ""

    def word(self, character: int) -> int:
        """The number of the word that holds a character of the capture, or of the first word after it."""
        at = bisect_right(self.starts, character) - 1
        return at if at >= 0 and character < self.spans[at].end else at + 1

    def in_quotes(self, character: int) -> bool:
        return any(q.start <= character < q.end for q in self.quoted)

    def of(self, party: Party) -> list[Report]:
        """The reports whose subject a party is."""
        return [r for r in self.reports if r.speaker is not None and r.speaker.quote == party.quote]

    def clitic(self, party: Party) -> str:
        """The particles written on its first word."""
        at = self.word(party.quote.start)
        return self.capture[self.spans[at].start : party.quote.start] if at < len(self.spans) and self.spans[at].start < party.quote.start else ""

    def lead(self, party: Party) -> str:
        """The particle on it, else the stem of the word before it."""
        at = self.word(party.quote.start)
        return self.clitic(party) or (self.stems[at - 1] if at else "^")


def told(capture: str, media: Media, number: int, sentence: Sentence, parties: Sequence[Party]) -> Told:
    """A sentence laid out; `parties` are its own, in text order."""
    cleaned = clean(capture, sentence.quote.span, media)
    cut = words(cleaned.text)
    surfaces = tuple(cleaned.text[w.start : w.end] for w in cut)
    spans = tuple(Span(*cleaned.original(w.start, w.end)) for w in cut)
    roles = tuple(map(partial(_role, surfaces), range(len(surfaces))))
    asides = list(_asides(surfaces))
    contents = [n for n, role in enumerate(roles) if role == "content" or surfaces[n] == ":"]
    laid = _Laid(capture, number, sentence.quote.end, parties, surfaces, spans, contents)
    found = [_report(laid, mark) for mark in _marks(surfaces) if not any(aside.overlaps(mark.words) for aside in asides)]
    whole = sum(len(q) for q in sentence.quoted) >= 0.9 * len(sentence.quote.text.strip())
    return Told(
        capture, surfaces, tuple(map(stem, surfaces)), roles, spans, tuple(s.start for s in spans), tuple(parties), tuple(found),
        _heading(capture, number, cleaned), sentence.quoted, whole, sentence.paragraph, min((a.start for a in asides), default=-1),
        sentence.quote.start, sentence.quote.end,
    )  # fmt: skip


def _role(surfaces: Sequence[str], at: int) -> str:
    if surfaces[at] != ":" and speech.opens_content(surfaces[at]):
        return "content"
    role = scopes.role(surfaces, at)
    return role if role in ("contrast", "relative") else ""


@dataclass(frozen=True, slots=True)
class _Mark:
    words: Span
    kind: str


def _marks(surfaces: Sequence[str]) -> list[_Mark]:
    """Reporting verbs and phrases, and the verbs of judging that are none of them, in text order."""
    hits = (h for h in cues.load().markers(surfaces) if h.kind == "reporting" and not speech.is_silent(surfaces[h.start]))
    found = [_Mark(Span(h.start, h.end), h.value) for h in hits]
    taken = {n for mark in found for n in range(mark.words.start, mark.words.end)}
    judging = (o for o in scopes.operators(surfaces) if o.effect in _JUDGING and o.reach == "content" and o.start not in taken)
    return sorted([*found, *(_Mark(Span(o.start, o.end), JUDGE) for o in judging)], key=lambda m: (m.words.start, m.words.end))


@dataclass(frozen=True, slots=True)
class _Laid:
    """What a report is read from: the sentence's number and end, its mentions, words, and the words that open what is said."""

    capture: str
    number: int
    end: int
    parties: Sequence[Party]
    surfaces: Sequence[str]
    spans: Sequence[Span]
    contents: Sequence[int]


def _report(laid: _Laid, mark: _Mark) -> Report:
    first, last = mark.words.start, mark.words.end
    surfaces, spans = laid.surfaces, laid.spans
    at = Span(spans[first].start, spans[last - 1].end)
    content = next((spans[n].start for n in laid.contents if n >= last), laid.end)
    opens = last < len(surfaces) and surfaces[last] == ":"
    speaker = _before_colon(at, laid.parties) if opens else _subject(at, mark.kind, content, laid.parties)
    noun = speaker is None and mark.kind not in ("according-to", JUDGE) and _is_witness(surfaces, last)
    if noun:
        speaker = Party(Quote.of(laid.capture, spans[last].start, spans[last].end), surfaces[last], "NOM", laid.number, 1.0)
    himself = mark.kind == "according-to" and any(speech.witness(w) == "himself" for w in surfaces[first : last + 1])
    return Report(at, mark.kind, speaker, opens, himself, _asks(surfaces[first:last]), noun, content, stem(surfaces[first]))


def _heading(capture: str, number: int, cleaned: Clean) -> Party | None:
    """«شهود: …», «تقرير أممي: …»: a few words before a colon at the head of a sentence, the first of them a witness."""
    head, colon, _ = cleaned.text.partition(":")
    cut = words(head) if colon else []
    if not 0 < len(cut) <= HEADING or speech.witness(head[cut[0].start : cut[0].end]) not in ("document", "unnamed"):
        return None
    start, end = cleaned.original(cut[0].start, cut[-1].end)
    return Party(Quote.of(capture, start, end), plain(head[cut[0].start : cut[-1].end]), "NOM", number, 1.0)


def _asks(verb: Sequence[str]) -> bool:
    return any(kind in ("REQUEST", "THREATEN", "AGREE") for hit in cues.load().match(verb) for kind, _ in hit.entry.types)


def _is_witness(surfaces: Sequence[str], at: int) -> bool:
    """Whether the word after a verb is a witness that the model did not see: «وأضاف البيان», «قال مصدر»."""
    return at < len(surfaces) and speech.witness(surfaces[at]) in ("document", "unnamed")


def _asides(surfaces: Sequence[str]) -> Iterator[Span]:
    """«يشار إلى أن …», «ويذكر أن …» where a clause begins: the writer's own words, though the verbs are those of reporting."""
    for at in range(len(surfaces)):
        if at == 0 or surfaces[at - 1] in _STOPS:
            length = speech.aside(surfaces[at:])
            if length:
                yield Span(at, at + length)


def _before_colon(verb: Span, parties: Sequence[Party]) -> Party | None:
    """«وحدد فلان ملامح كذا، وقال: …»: the verb before a colon has the subject of its sentence, the first person named in it."""
    before = [p for p in parties if p.quote.end <= verb.start]
    people = [p for p in before if p.kind == "PER"] or before
    return min(people, key=lambda p: p.quote.start, default=None)


def _subject(verb: Span, kind: str, content: int, parties: Sequence[Party]) -> Party | None:
    """The first party soon after the verb («قال الوزير إن»), else the one right before it («الوزير قال إن»); never one of the content."""
    after = [p for p in parties if verb.end <= p.quote.start <= min(verb.end + REACH, content)]
    if kind == "according-to":
        return min(after, key=lambda p: p.quote.start, default=None)
    close = [p for p in after if p.quote.start - verb.end <= REACH // 7]
    if close:
        return min(close, key=lambda p: (p.quote.start, -p.quote.end))
    before = [p for p in parties if 0 <= verb.start - p.quote.end <= 1]  # a comma parts them: «… في العراق، مشيرا إلى»
    return max(before, key=lambda p: p.quote.end, default=None)
