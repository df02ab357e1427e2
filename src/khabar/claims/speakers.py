"""Whose word a claim is: the speakers that the model sees, those that reporting verbs name, and those carried over from before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from khabar.arabic.markup import clean
from khabar.arabic.words import words
from khabar.claims.reading import Draft, Party, plain
from khabar.knowledge import cues, scopes, speech
from khabar.records.capture import Media
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote, Span

SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
"""Types that are themselves words: their actor needs no link in the chain (codebook, Attribution)."""
REACH = 70
"""Characters after a reporting verb within which its subject begins; before it, it ends within a tenth of that."""
HEADING = 4
"""Words before the colon of a heading, at most."""
DATELINE = 40
"""Characters before the agency of a dateline, at most."""
_AFTER_DATELINE = re.compile(r"\s*\)\s*[-–—:]")
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
    himself: bool
    """Whether it is of the kind «وفق تعبيره»: in the words of whoever spoke before."""
    asks: bool
    """Whether the verb asks, threatens or promises, so that what it opens is not asserted."""
    noun: bool
    """Whether the speaker is a bare noun that the model did not see: «وأضاف البيان»."""
    content: int
    """Where what is said begins, by «أن» or «إن»; the end of the sentence where nothing opens it."""


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
        self._capture, self._media, self._sentences = capture, media, sentences
        self._accusers: set[Quote] = set()
        self._reports = [_reports(capture, media, number, sentence, of.get(number, [])) for number, sentence in enumerate(sentences)]
        self._headings = [_heading(capture, media, number, sentence) for number, sentence in enumerate(sentences)]
        self._reported: dict[int, Party] = {}

    def learn(self, drafts: Sequence[Draft]) -> None:
        """The model's speakers take the floor where no reporting verb was seen."""
        for draft in drafts:
            if draft.type == "ACCUSE":
                self._accusers.update(p.quote for p in draft.sides["actor"])
            named = [p for p in draft.sides["by"] if not any(q.start <= p.quote.start < q.end for q in self._sentences[p.sentence].quoted)]
            if named:
                self._reported.setdefault(draft.sentence, named[0])

    def heard(self, draft: Draft) -> Heard:
        """Whose word the draft is; nobody's but the article's when there is no sign of a speaker."""
        reports, seen = self._reports[draft.sentence], self._seen(draft)
        before = [r for r in reports if r.at.end <= draft.cue.start]
        if before and before[-1].opens and before[-1].speaker:
            return Heard((before[-1].speaker,), "direct speech after a colon, by the subject of the sentence")
        goes_on = [r for r in before if not r.speaker and (r.kind == "continue" or r.opens)]
        holder = self._holder(draft.sentence, goes_on[-1].at.start if goes_on else None)
        if goes_on and holder and (goes_on[-1].opens or not any(p.sentence == draft.sentence for p in seen)):
            return Heard((holder,), "speaker carried over: the sentence goes on with the speech before it")
        if seen and not (self._nouns(draft, before) and all(p.sentence != draft.sentence for p in seen)):
            nearer = self._nearer(draft, before, seen)
            return Heard((*nearer, *seen), "the model sees the speaker" + (", and a verb nearer by whom he quotes" if nearer else ""))
        return self._unseen(draft, before, holder)

    def _unseen(self, draft: Draft, before: Sequence[Report], holder: Party | None) -> Heard:
        """Whose word it is where the model sees no speaker and no verb goes on."""
        nouns = self._nouns(draft, before)
        if nouns:
            return Heard((nouns[-1],), "the noun of a witness after a verb of speech")
        heading = self._headings[draft.sentence]
        if heading and heading.quote.end < draft.cue.start:
            return Heard((heading,), "a witness before a colon at the head of the sentence")
        if holder and any(r.himself for r in self._reports[draft.sentence] if r.at.start >= draft.cue.end):
            return Heard((holder,), "speaker carried over: the sentence ends with «in his words»")
        if holder and _all_quoted(self._sentences[draft.sentence]):
            return Heard((holder,), "speaker carried over: the sentence is direct speech")
        return Heard((), "the article itself")

    def _nouns(self, draft: Draft, before: Sequence[Report]) -> list[Party]:
        """Witnesses without a mention, after verbs of speech that open what the cue tells."""
        return [r.speaker for r in before if r.noun and r.speaker and r.content <= draft.cue.start]

    def _holder(self, sentence: int, before: int | None) -> Party | None:
        """Who has the floor: whoever spoke earlier in the sentence («اعتبر فلان أن …، مشيرا إلى أن …»), else in those before it."""
        here = [
            r.speaker
            for r in self._reports[sentence]
            if r.speaker and r.kind != "according-to" and before is not None and r.at.start < before and r.speaker.quote.end <= before
        ]
        return here[-1] if here else self._last_holder(sentence)

    def _seen(self, draft: Draft) -> tuple[Party, ...]:
        """The model's speakers who may be, nearest first, and none of whom another clause speaks («قالت الشرطة …، بينما أكد فلان أن …»)."""
        seen = [p for p in _nearest_first(draft) if self._may_speak(p, draft)]
        return tuple(p for n, p in enumerate(seen) if n == 0 or not self._parted(p, seen[0], draft))

    def _parted(self, far: Party, near: Party, draft: Draft) -> bool:
        """Whether a word that sets two clauses against each other stands between a farther speaker and a nearer one, both before the cue."""
        if not far.quote.end <= near.quote.start < draft.cue.start or far.sentence != near.sentence:
            return False
        between = self._words(far.quote.end, near.quote.start)
        return any(speech.contrasts(between, at) for at in range(len(between)))

    def _words(self, start: int, end: int) -> list[str]:
        cleaned = clean(self._capture, Span(start, end), self._media)
        return [cleaned.text[w.start : w.end] for w in words(cleaned.text)]

    def _nearer(self, draft: Draft, before: Sequence[Report], seen: Sequence[Party]) -> tuple[Party, ...]:
        """The subject of the last verb that opens what the cue tells, where the model hears only those who quote him.

        «ذكرت الوكالة أن الوزارة أعلنت أن …»: the ministry, then the agency.
        """
        last = before[-1] if before else None
        if last is None or last.speaker is None or last.kind == "according-to" or last.asks or not last.at.end <= last.content <= draft.cue.start:
            return ()
        farther = all(p.sentence == draft.sentence and p.quote.end <= min(last.speaker.quote.start, last.at.start) for p in seen)
        return (last.speaker,) if farther else ()

    def _may_speak(self, party: Party, draft: Draft) -> bool:
        """A speaker of another sentence needs a tie in this one: a reporting verb or quotation marks (ruling 7). Places speak only as subjects."""
        reports = self._reports[draft.sentence]
        subjects = {r.speaker.quote for r in reports if r.speaker}
        if party.kind not in _SPEAKERS or (party.kind == "GPE" and party.quote not in subjects | self._accusers):
            return False
        if speech.witness(party.words) == "nobody" or self._in_dateline(party) or self._in_aside(party, draft):
            return False
        quoted = any(q.start <= draft.cue.start < q.end for q in self._sentences[draft.sentence].quoted)
        return party.sentence == draft.sentence or bool(reports) or quoted

    def _in_dateline(self, party: Party) -> bool:
        """«القاهرة (رويترز) - …»: in brackets at the head of the sentence, with a dash after them."""
        head = party.quote.start - self._sentences[party.sentence].quote.start
        return head <= DATELINE and party.lead.rstrip().endswith("(") and _AFTER_DATELINE.match(self._capture, party.quote.end) is not None

    def _in_aside(self, party: Party, draft: Draft) -> bool:
        """«وقال فلان، الذي أفرج عنه الأمن أمس، إن …»: what a relative clause tells of the speaker before his words begin is not his word."""
        for report in self._reports[draft.sentence]:
            if (
                report.speaker == party
                and report.at.end <= party.quote.end <= draft.cue.start < report.content < self._sentences[draft.sentence].quote.end
            ):
                first = self._words(party.quote.end, draft.cue.start)[:2]
                return any(scopes.role(first, at) == "relative" for at in range(len(first)))
        return False

    def _last_holder(self, sentence: int) -> Party | None:
        for before in range(sentence - 1, -1, -1):
            quoted = self._sentences[before].quoted
            named = [r.speaker for r in self._reports[before] if r.speaker and not any(q.start <= r.at.start < q.end for q in quoted)]
            if named:
                return named[-1]
            if before in self._reported:
                return self._reported[before]
        return None


def _reports(capture: str, media: Media, number: int, sentence: Sentence, parties: Sequence[Party]) -> list[Report]:
    cleaned = clean(capture, sentence.quote.span, media)
    cut = words(cleaned.text)
    found = []
    surfaces = [cleaned.text[w.start : w.end] for w in cut]
    asides = list(_asides(surfaces))
    for hit in cues.load().markers(surfaces):
        if hit.kind == "reporting" and not speech.is_silent(surfaces[hit.start]) and not any(a.start < hit.end and hit.start < a.end for a in asides):
            start, end = cleaned.original(cut[hit.start].start, cut[hit.end - 1].end)
            opening = next((cut[n].start for n in range(hit.end, len(cut)) if speech.opens_content(surfaces[n])), None)
            content = sentence.quote.end if opening is None else cleaned.offsets[opening]
            opens = cleaned.text[cut[hit.end - 1].end :].lstrip().startswith(":")
            at = Span(start, end)
            speaker = _before_colon(at, parties) if opens else _subject(at, hit.value, content, parties)
            noun = speaker is None and hit.value != "according-to" and _is_witness(surfaces, hit.end)
            if noun:
                span = cleaned.original(cut[hit.end].start, cut[hit.end].end)
                speaker = Party(Quote.of(capture, *span), surfaces[hit.end], "NOM", number, 1.0)
            himself = hit.value == "according-to" and any(speech.witness(w) == "himself" for w in surfaces[hit.start : hit.end + 1])
            found.append(Report(at, hit.value, speaker, opens, himself, _asks(surfaces[hit.start : hit.end]), noun, content))
    return found


def _heading(capture: str, media: Media, number: int, sentence: Sentence) -> Party | None:
    """«شهود: …», «تقرير أممي: …»: a few words before a colon at the head of a sentence, the first of them a witness."""
    if ":" not in sentence.quote.text:
        return None
    cleaned = clean(capture, sentence.quote.span, media)
    head, colon, _ = cleaned.text.partition(":")
    cut = words(head)
    if not colon or not 0 < len(cut) <= HEADING or speech.witness(head[cut[0].start : cut[0].end]) not in ("document", "unnamed"):
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


def _all_quoted(sentence: Sentence) -> bool:
    """Nearly all of the sentence stands between quotation marks."""
    return sum(len(q) for q in sentence.quoted) >= 0.9 * len(sentence.quote.text.strip())


def _nearest_first(draft: Draft) -> tuple[Party, ...]:
    """Persons before the organisations that quote them, then by distance from the cue."""
    return tuple(sorted(draft.sides["by"], key=lambda p: (p.kind == "ORG", abs(p.quote.start - draft.cue.start))))
