"""Whose word a claim is: the speakers that the model sees, those that reporting verbs name, and those carried over from before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khabar.arabic.markup import clean
from khabar.arabic.words import words
from khabar.claims.reading import Draft, Party
from khabar.knowledge import cues, speech
from khabar.records.capture import Media
from khabar.records.sentence import Sentence
from khabar.records.spans import Span

SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
"""Types that are themselves words: their actor needs no link in the chain (codebook, Attribution)."""
REACH = 70
"""Characters after a reporting verb within which its subject begins; before it, it ends within a tenth of that."""
_STOPS = frozenset(".،,؛;:!؟…-–")
_SPEAKERS = ("PER", "ORG", "NOM", "GPE")


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting verb in a sentence: where it stands, what kind it is, and who its subject is, if that is said."""

    at: Span
    kind: str
    speaker: Party | None
    opens: bool
    """Whether direct speech begins right after it: «وقال:», «وتابع: …»."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The speakers of a draft, nearest first, and how they were found."""

    parties: tuple[Party, ...]
    rule: str


class Floor:
    """Who has the floor, sentence by sentence: speakers carry over in «وأضاف …» and inside one long quotation."""

    def __init__(self, capture: str, media: Media, sentences: Sequence[Sentence], parties: Sequence[Party]) -> None:
        of: dict[int, list[Party]] = {}
        for party in parties:
            if party.kind in _SPEAKERS:
                of.setdefault(party.sentence, []).append(party)
        self._sentences = sentences
        self._reports = [_reports(capture, media, sentence, of.get(number, [])) for number, sentence in enumerate(sentences)]
        self._reported: dict[int, Party] = {}

    def learn(self, drafts: Sequence[Draft]) -> None:
        """The model's speakers take the floor where no reporting verb was seen."""
        for draft in drafts:
            if draft.sides["by"]:
                self._reported.setdefault(draft.sentence, draft.sides["by"][0])

    def heard(self, draft: Draft) -> Heard:
        """Whose word the draft is; nobody's but the article's when there is no sign of a speaker."""
        reports, seen = self._reports[draft.sentence], tuple(p for p in _nearest_first(draft) if self._may_speak(p, draft))
        before = [r for r in reports if r.at.end <= draft.cue.start]
        holder = self._last_holder(draft.sentence)
        if before and before[-1].opens and before[-1].speaker:
            return Heard((before[-1].speaker,), "direct speech after a colon, by the subject of the sentence")
        goes_on = [r for r in before if not r.speaker and (r.kind == "continue" or r.opens)]
        if goes_on and holder and (goes_on[-1].opens or not any(p.sentence == draft.sentence for p in seen)):
            return Heard((holder,), "speaker carried over: the sentence goes on with the speech before it")
        if seen:
            return Heard(seen, "the model sees the speaker")
        if _all_quoted(self._sentences[draft.sentence]) and holder:
            return Heard((holder,), "speaker carried over: the sentence is direct speech")
        return Heard((), "the article itself")

    def _may_speak(self, party: Party, draft: Draft) -> bool:
        """A speaker of another sentence needs a tie in this one: a reporting verb or quotation marks (ruling 7). Places speak only as subjects."""
        reports = self._reports[draft.sentence]
        subjects = {r.speaker.quote for r in reports if r.speaker}
        if party.kind not in _SPEAKERS or (party.kind == "GPE" and party.quote not in subjects):
            return False
        quoted = any(q.start <= draft.cue.start < q.end for q in self._sentences[draft.sentence].quoted)
        return party.sentence == draft.sentence or bool(reports) or quoted

    def _last_holder(self, sentence: int) -> Party | None:
        for before in range(sentence - 1, -1, -1):
            named = [r.speaker for r in self._reports[before] if r.speaker]
            if named:
                return named[-1]
            if before in self._reported:
                return self._reported[before]
        return None


def _reports(capture: str, media: Media, sentence: Sentence, parties: Sequence[Party]) -> list[Report]:
    cleaned = clean(capture, sentence.quote.span, media)
    cut = words(cleaned.text)
    found = []
    surfaces = [cleaned.text[w.start : w.end] for w in cut]
    asides = list(_asides(surfaces))
    for hit in cues.load().markers(surfaces):
        if hit.kind == "reporting" and not any(a.start < hit.end and hit.start < a.end for a in asides):
            start, end = cleaned.original(cut[hit.start].start, cut[hit.end - 1].end)
            opening = next((cut[n].start for n in range(hit.end, len(cut)) if speech.opens_content(surfaces[n])), None)
            content = sentence.quote.end if opening is None else cleaned.offsets[opening]
            opens = cleaned.text[cut[hit.end - 1].end :].lstrip().startswith(":")
            at = Span(start, end)
            found.append(Report(at, hit.value, _before_colon(at, parties) if opens else _subject(at, hit.value, content, parties), opens))
    return found


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
    before = [p for p in parties if 0 <= verb.start - p.quote.end <= 2]
    return max(before, key=lambda p: p.quote.end, default=None)


def _all_quoted(sentence: Sentence) -> bool:
    """Nearly all of the sentence stands between quotation marks."""
    return sum(len(q) for q in sentence.quoted) >= 0.9 * len(sentence.quote.text.strip())


def _nearest_first(draft: Draft) -> tuple[Party, ...]:
    """Persons before the organisations that quote them, then by distance from the cue."""
    return tuple(sorted(draft.sides["by"], key=lambda p: (p.kind == "ORG", abs(p.quote.start - draft.cue.start))))
