"""Whose word a claim is: the mention that has the most signs of its speaker, those who quote him, or nobody but the article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from khabar.claims import hearing, voices
from khabar.claims.hearing import SPEECH_ACTS
from khabar.claims.reading import Draft, Party
from khabar.claims.reporting import JUDGE, Told, told
from khabar.claims.voices import SPEAKERS, Candidate, Place, governs
from khabar.knowledge import speech
from khabar.records.capture import Media
from khabar.records.sentence import Sentence
from khabar.records.spans import Span

__all__ = ["SPEECH_ACTS", "Floor", "Heard"]
DATELINE = 40
"""Characters before the agency of a dateline, at most."""
_AFTER_DATELINE = re.compile(r"\s*\)\s*[-–—:]")
LEAST_ELSEWHERE = 0.03
"""The chance that a mention of another sentence must have to be looked at, unless it had the floor."""
MOST_HOLDERS = 3
"""Speakers before a sentence that are looked at."""
LOOKED_BACK = 2
"""Sentences before in whose drafts the model's word on a mention counts."""
DEEPEST = 4
"""Links of a chain, at most."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The speakers of a draft, nearest first, and how they were found."""

    parties: tuple[Party, ...]
    rule: str


class Sentences(Sequence[Told]):
    """The sentences laid out, each when it is first looked at: only those near a claim ever are."""

    def __init__(self, capture: str, media: Media, sentences: Sequence[Sentence], parties: Mapping[int, Sequence[Party]]) -> None:
        """`parties` by the number of their sentence, in text order."""
        self._capture, self._media, self._sentences, self._parties = capture, media, sentences, parties
        self._laid: dict[int, Told] = {}

    def __len__(self) -> int:
        return len(self._sentences)

    @overload
    def __getitem__(self, at: int) -> Told: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Told]: ...
    def __getitem__(self, at: int | slice) -> Told | Sequence[Told]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        number = range(len(self))[at]
        found = self._laid.get(number)
        if found is None:
            found = self._laid[number] = told(self._capture, self._media, number, self._sentences[number], self._parties.get(number, ()))
        return found


class Floor:
    """Who has the floor, sentence by sentence: speakers carry over in «وأضاف …» and inside one long quotation."""

    def __init__(self, capture: str, media: Media, sentences: Sequence[Sentence], parties: Sequence[Party]) -> None:
        of: dict[int, dict[Span, Party]] = {}
        for party in parties:
            if party.kind in SPEAKERS:
                of.setdefault(party.sentence, {}).setdefault(party.quote.span, party)
        self._of = {number: sorted(own.values(), key=lambda p: (p.quote.start, -p.quote.end)) for number, own in of.items()}
        self._told = Sentences(capture, media, sentences, self._of)
        self._capture = capture
        self._drafts: dict[int, list[Draft]] = {}
        self._reported: dict[int, Party] = {}
        self._heard: dict[int, tuple[Draft, Heard]] = {}

    def learn(self, drafts: Sequence[Draft]) -> None:
        """What the model says of all drafts; its speakers take the floor where no reporting verb was seen."""
        for draft in drafts:
            self._drafts.setdefault(draft.sentence, []).append(draft)
            named = [p for p in draft.sides["by"] if not self._told[p.sentence].in_quotes(p.quote.start)]
            if named:
                self._reported.setdefault(draft.sentence, named[0])

    def heard(self, draft: Draft) -> Heard:
        """Whose word the draft is; nobody's but the article's when that has more signs than any speaker."""
        known = self._heard.get(id(draft))
        if known is None:
            known = self._heard[id(draft)] = (draft, self._listen(draft))
        return known[1]

    def _listen(self, draft: Draft) -> Heard:
        if draft.sides["by"] and not draft.voices:
            return Heard(draft.sides["by"], "the coder names the speaker")
        place, table = self.place(draft), voices.load()
        candidates = self.candidates(draft, place)
        signs = [hearing.nearest(one, draft, place) for one in candidates]
        best = max(range(len(candidates)), key=lambda n: table.score("nearest", signs[n]))
        first = candidates[best].party
        loudest = ", ".join(f"{sign} {weight:+.2f}" for sign, weight in table.strongest("nearest", signs[best]))
        if first is None:
            return Heard((), f"the article itself; signs: {loudest}")
        chain = [first]
        while len(chain) < DEEPEST:
            rest = voices.left(candidates, chain)
            beyond = max(rest, key=lambda one: table.score("further", hearing.further(one, chain, draft, place))).party
            if beyond is None:
                break
            chain.append(beyond)
        return Heard(tuple(chain), f"«{first.words}»; signs: {loudest}")

    def place(self, draft: Draft) -> Place:
        """Where the draft stands among reports, speakers and other drafts."""
        own, cue = self._told[draft.sentence], draft.cue.start
        beside = [d for d in self._drafts.get(draft.sentence, []) if d is not draft and d.cue != draft.cue]
        earlier = [d for n in range(max(0, draft.sentence - LOOKED_BACK), draft.sentence) for d in self._drafts.get(n, [])]
        before = [r for r in own.reports if r.at.end <= cue]
        best = max((chance for _, chance in draft.voices), default=0.0)
        ruling = [r for r in before if governs(r, cue)]
        return Place(
            self._told, draft.sentence, own.word(cue), self._holders(draft.sentence), beside, _said(beside), _said(earlier), best, before, ruling
        )  # fmt: skip

    def candidates(self, draft: Draft, place: Place) -> list[Candidate]:
        """Nobody; the mentions of the sentence; those of others that the model hears or who had the floor; witnesses that are no mention."""
        seen = {p.quote.span: (p, chance) for p, chance in draft.voices if p.kind in SPEAKERS}
        elsewhere = [p for p, chance in seen.values() if p.sentence != draft.sentence and chance >= LEAST_ELSEWHERE]
        nouns = [r.speaker for r in place.own.reports if r.noun and r.speaker is not None]
        heading = [place.own.heading] if place.own.heading else []
        found: dict[Span, Candidate] = {}
        for how, parties in (
            ("mention", [*self._of.get(draft.sentence, []), *elsewhere]), ("holder", place.holders), ("noun", nouns), ("heading", heading)
        ):  # fmt: skip
            for party in parties:
                if self._silent(party) or _in_aside(party, draft, place):
                    continue
                chance = seen[party.quote.span][1] if party.quote.span in seen else None
                found.setdefault(party.quote.span, Candidate(party, chance, how))
        return [Candidate(None, None, "nobody"), *found.values()]

    def _silent(self, party: Party) -> bool:
        """A platform never speaks («تويتر»), nor the agency of a dateline: «القاهرة (رويترز) - …», in brackets at the head with a dash after."""
        if speech.witness(party.words) == "nobody":
            return True
        head = party.quote.start - self._told[party.sentence].start
        return head <= DATELINE and party.lead.rstrip().endswith("(") and _AFTER_DATELINE.match(self._capture, party.quote.end) is not None

    def _holders(self, sentence: int) -> list[Party]:
        """Whoever spoke in the sentences before, the latest first; whom a quotation quotes does not hold the floor."""
        found: list[Party] = []
        for number in range(sentence - 1, -1, -1):
            before = self._told[number]
            named = [r.speaker for r in before.reports if r.speaker and r.kind != JUDGE and not before.in_quotes(r.at.start)]
            if not named and number in self._reported:
                named = [self._reported[number]]
            for party in reversed(named):
                if all(party.quote != one.quote for one in found):
                    found.append(party)
            if len(found) >= MOST_HOLDERS:
                break
        return found[:MOST_HOLDERS]


def _in_aside(party: Party, draft: Draft, place: Place) -> bool:
    """«وقال فلان، الذي أفرج عنه الأمن أمس، إن …»: what a relative clause tells of the speaker before his words begin is not his word."""
    own, cue = place.own, draft.cue.start
    if not any(r.at.end <= party.quote.end <= cue < r.content < own.end for r in own.of(party)):
        return False
    after = own.word(party.quote.end)
    return "relative" in own.roles[after : min(after + 2, place.cue)]


def _said(drafts: Sequence[Draft]) -> dict[Span, float]:
    """The largest chance of each mention to speak in some drafts."""
    said: dict[Span, float] = {}
    for draft in drafts:
        for party, chance in draft.voices:
            said[party.quote.span] = max(said.get(party.quote.span, 0.0), chance)
    return said
