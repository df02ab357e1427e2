"""Whose word a claim is: the speakers that the model sees, those that reporting verbs name, and those carried over from before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.arabic.markup import clean
from khabar.arabic.words import words
from khabar.claims.reading import Draft, Party
from khabar.knowledge import cues
from khabar.records.capture import Media
from khabar.records.sentence import Sentence
from khabar.records.spans import Span

SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
"""Types that are themselves words: their actor needs no link in the chain (codebook, Attribution)."""
REACH = 70
"""Characters after a reporting verb within which its subject begins; before it, it ends within a tenth of that."""
_SPEAKERS = ("PER", "ORG", "NOM", "GPE")


@dataclass(frozen=True, slots=True)
class Report:
    """A reporting verb in a sentence: where it stands, what kind it is, and who its subject is, if that is said."""

    at: Span
    kind: str
    speaker: Party | None


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
        if draft.sides["by"]:
            return Heard(_nearest_first(draft), "the model sees the speaker")
        sentence = self._sentences[draft.sentence]
        before = [r for r in self._reports[draft.sentence] if r.at.end <= draft.cue.start or r.kind == "according-to"]
        for report in reversed(before):
            if report.speaker and not _is_side(report.speaker, draft):
                return Heard((report.speaker,), "subject of a reporting verb in the sentence")
            if report.kind == "continue" and not report.speaker:
                holder = self._last_holder(draft.sentence)
                if holder:
                    return Heard((holder,), "speaker carried over: the sentence goes on with the speech before it")
        if _all_quoted(sentence) and (holder := self._last_holder(draft.sentence)):
            return Heard((holder,), "speaker carried over: the sentence is direct speech")
        return Heard((), "the article itself")

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
    for hit in cues.load().markers([cleaned.text[w.start : w.end] for w in cut]):
        if hit.kind == "reporting":
            start, end = cleaned.original(cut[hit.start].start, cut[hit.end - 1].end)
            found.append(Report(Span(start, end), hit.value, _subject(Span(start, end), hit.value, parties)))
    return found


def _subject(verb: Span, kind: str, parties: Sequence[Party]) -> Party | None:
    """The first party soon after the verb («قال الوزير إن»), else the one right before it («الوزير قال إن»)."""
    after = [p for p in parties if verb.end <= p.quote.start <= verb.end + REACH]
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


def _is_side(speaker: Party, draft: Draft) -> bool:
    return any(speaker.quote.span.overlaps(p.quote.span) for role in ("actor", "recipient") for p in draft.sides[role])


def _nearest_first(draft: Draft) -> tuple[Party, ...]:
    """Persons before the organisations that quote them, then by distance from the cue."""
    return tuple(sorted(draft.sides["by"], key=lambda p: (p.kind == "ORG", abs(p.quote.start - draft.cue.start))))
