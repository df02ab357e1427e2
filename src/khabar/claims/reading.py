"""Runs the model over windows; writes drafts: events with the mentions of each role, still in the words of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from khabar.arabic.folding import fold
from khabar.arabic.markup import clean
from khabar.claims import boundaries, decode, evidence, roles, skim
from khabar.claims.conditions import clause
from khabar.claims.decode import Found, Judged, Neighbourhood, Outputs, Scores
from khabar.claims.features import features
from khabar.claims.frames import barred, empty_side
from khabar.claims.joining import joined, within
from khabar.claims.labels import REPORTED, ROLES
from khabar.claims.model import Model, Reading
from khabar.claims.refusals import refused
from khabar.claims.scope import scope, told, weighed
from khabar.claims.windows import Window
from khabar.knowledge import actors, calendar, cues, scopes
from khabar.knowledge.calendar import TimeFound
from khabar.records.mention import Kind, Mention
from khabar.records.sentence import Sentence
from khabar.records.spans import Quote, Span

MOST_JUDGED = 70
"""Words that the judge sees of a window, but for a sentence that is longer: a speaker or a side seldom stands farther off."""
_LEAD = 4
_MERGED_ARTICLE = re.compile(r"[وف]?لل(?=\w{3})")
"""«للحكومة» is «ل» and «الحكومة», written together."""
_MARKUP = re.compile(r"[&<\n\r\t]")
_EDGES = " \t\n\"'«»“”‘’()[]،,.:؛;-–—…&"


@dataclass(frozen=True, slots=True)
class Party:
    """A mention in a role. `words` are its clean words, `quote` its place in the capture, `lead` the few characters before it."""

    quote: Quote
    words: str
    kind: Kind
    sentence: int
    score: float
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One event as the model reads it, before anybody is resolved."""

    sentence: int
    cue: Quote
    cue_words: str
    phrase: str
    """The cue and the word after it."""
    type: str
    mode: str | None
    status: str
    sides: dict[str, tuple[Party, ...]]
    condition: str | None
    score: float
    type_score: float
    status_score: float
    report: float = 0.0
    """For a type of `REPORTED`, how likely the sentence reports such an event, as a logit."""
    governed: str = ""
    """Which words above the cue speak for its status, for `khabar explain`."""
    signs: tuple[str, ...] = ()
    """The signs of its cue, see `claims.evidence`."""
    time: TimeFound | None = None
    """What the calendar reads in the words that tell when."""
    gate: float = 0.0
    """The gate of the type over the sentence, as a logit."""
    skim: float = 0.0
    """The first look at the sentence, as a logit."""
    chances: Mapping[str, float] = field(default_factory=dict)
    """How likely the least likely mention of each role has it; 0 where the cue's frame put it there."""
    voices: tuple[tuple[Party, float], ...] = ()
    """The mentions that the judge saw, each with the chance that it speaks."""


@dataclass(frozen=True, slots=True)
class Page:
    """What every window of one article shares."""

    capture: str
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    published: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A window as the reader sees it: its words, its sentences and mentions in them, the times that the calendar finds."""

    surfaces: Sequence[str]
    hints: Scores
    placed: Sequence[Span]
    found: Sequence[Found]
    reading: Reading
    times: Sequence[TimeFound]


def shown(placed: Sequence[Span], sentence: int) -> Span:
    """What the judge sees of a window for one of its sentences: its words with those of its neighbours, earlier ones first, up to `MOST_JUDGED`."""
    first, last = sentence, sentence
    while first > 0 and placed[last].end - placed[first - 1].start <= MOST_JUDGED:
        first -= 1
    while last + 1 < len(placed) and placed[last + 1].end - placed[first].start <= MOST_JUDGED:
        last += 1
    return Span(placed[first].start, placed[last].end)


def look(page: Page, window: Window, model: Model) -> Seen | None:
    """The window as the reader sees it; None where it has no words."""
    times = calendar.find(window.text, page.published)
    names = [*_names(page, window), *((Span(t.start, t.end), "TIME") for t in times)]
    quoted = window.inside([span for s in window.sentences for span in page.sentences[s.number].quoted])
    hints = features(window.text, window.words, names, quoted, [s.characters for s in window.sentences])
    surfaces = [window.text[w.start : w.end] for w in window.words]
    pieces = model.speller.spell(surfaces)
    count = len(pieces.first)
    if not count:
        return None
    placed = [Span(s.words.start, min(s.words.end, count)) for s in window.sentences if s.words.start < count]
    reading = model.read(pieces, hints, placed)
    found = within(decode.mentions(reading.outer, reading.inner, reading.clitic, model.thresholds.mention), placed)
    return Seen(surfaces, hints, placed, joined(found, names, window.words, window.text, count), reading, times)


def read(page: Page, window: Window, model: Model) -> tuple[list[Draft], list[Party]]:
    """Drafts of the window's fresh sentences, in text order, and all mentions in those sentences."""
    seen = look(page, window, model)
    if seen is None:
        return [], []
    parties = [_party(page, window, one) for one in seen.found]
    first = window.sentences[window.fresh].words.start if window.fresh < len(window.sentences) else len(seen.reading.low)
    fresh = [p for p, f in zip(parties, seen.found, strict=True) if p is not None and f.words.start >= first]
    candidates = decode.cues(seen.reading.cue, model.thresholds.cue)
    drafts: list[Draft] = []
    for sentence in range(min(window.fresh, len(seen.placed)), len(seen.placed)):
        own = [c for c in candidates if seen.placed[sentence].start <= c[0].start < seen.placed[sentence].end]
        drafts += _drafts(page, window, model, seen, sentence, own, parties) if own else ()
    return drafts, fresh


def _drafts(
    page: Page, window: Window, model: Model, seen: Seen, sentence: int, candidates: Sequence[tuple[Span, float]], parties: Sequence[Party | None]
) -> Iterator[Draft]:
    """Drafts of one sentence."""
    span, view = seen.placed[sentence], shown(seen.placed, sentence)
    near = [(f, p) for f, p in zip(seen.found, parties, strict=True) if view.covers(f.words)]
    scene = Scene(span, view, [f for f, _ in near], seen.reading.gates[sentence])
    first_look = skim.load().score(seen.surfaces[span.start : span.end])
    heard = list(_unconditioned(list(_judged(model, seen.reading, seen.hints, candidates, scene, seen.surfaces))))
    for judged, signs in heard:
        if refused(judged, [other for other, _ in heard], scene.found, seen.surfaces):
            continue
        draft = _draft(page, window, judged, [p for _, p in near])
        report = seen.reading.reports[sentence, REPORTED.index(judged.type)] if judged.type in REPORTED else 0.0
        when = _time(judged, scene.found, window, seen.times)
        yield replace(draft, report=float(report), signs=signs, time=when, skim=first_look)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the judge sees of one sentence: its words and those shown with it, the mentions in them, the sentence's gates."""

    sentence: Span
    shown: Span
    found: Sequence[Found]
    gates: Scores


def _judged(
    model: Model, reading: Reading, hints: Scores, candidates: Sequence[tuple[Span, float]], scene: Scene, surfaces: Sequence[str]
) -> Iterator[tuple[Judged, tuple[str, ...]]]:
    """The sentence's events, each with the signs of its cue."""
    words = [f.words for f in scene.found]
    own = surfaces[scene.sentence.start : scene.sentence.end]
    operators = scopes.operators(own)
    joined_to = decode.coordination(words, [f.clitic for f in scene.found], surfaces)
    around = Neighbourhood(tuple(words), tuple(scene.sentence.covers(w) for w in words), joined_to)
    heard = list(_heard(model, reading, hints, candidates, scene, surfaces))
    stage = roles.Stage.of(surfaces, scene.sentence, scene.found)
    for cue, score, alone, signs in heard:
        governed = scope(own, Span(cue.start - scene.sentence.start, cue.end - scene.sentence.start), operators)
        said = roles.heard(alone, stage, cue)
        judged = decode.judged(cue, score, replace(said, status=weighed(said.status, governed)), around, model.thresholds)
        if judged.status == "conditional":
            judged = replace(judged, condition=clause(surfaces, cue, scene.sentence, said.condition))
        yield replace(_completed(judged, scene.sentence, scene.found, surfaces), governed=told(own, governed)), tuple(signs)


def _heard(
    model: Model, reading: Reading, hints: Scores, candidates: Sequence[tuple[Span, float]], scene: Scene, surfaces: Sequence[str]
) -> Iterator[tuple[Span, float, Outputs, list[str]]]:
    """The candidates that are events: their cue, its score, what the model and the evidence of its type say of it, its signs."""
    verdicts = model.judge(reading, hints, [c for c, _ in candidates], scene.found, scene.shown)
    for row, (cue, score) in enumerate(candidates):
        signs = evidence.signs(surfaces, cue, scene.sentence)
        said = boundaries.bounded(evidence.heard(verdicts.of(row, scene.gates), signs), signs)
        if decode.strength(score, said, model.thresholds)[1] >= model.thresholds.event:
            yield cue, score, said, signs


def _unconditioned(found: Sequence[tuple[Judged, tuple[str, ...]]]) -> Iterator[tuple[Judged, tuple[str, ...]]]:
    """The events that do not stand in the condition of another: what stands there is only the condition (ruling 3)."""
    clauses = [judged.condition for judged, _ in found if judged.condition]
    yield from ((judged, signs) for judged, signs in found if not any(one.covers(judged.cue) for one in clauses))


def _completed(judged: Judged, sentence: Span, found: Sequence[Found], surfaces: Sequence[str]) -> Judged:
    """Sides without whom their particle bars, and an empty one filled by the frame of the cue, with a mention that is not on the other side."""
    entries = [h.entry for h in cues.load().match(surfaces[judged.cue.start : judged.cue.end]) if judged.type in (name for name, _ in h.entry.types)]
    roles = dict(judged.roles)
    for role in ("actor", "recipient"):
        roles[role] = tuple(held for held in roles[role] if not barred(role, held[0], entries, judged.cue, found, surfaces))
    for role, other in (("recipient", "actor"), ("actor", "recipient")):
        if not roles[role] and len(roles[other]) == 1:
            index = empty_side(role, entries, judged.cue, sentence, found, surfaces)
            if index is not None and all(index != m and not found[index].words.overlaps(found[m].words) for m, _ in roles[other]):
                roles[role] = ((index, 0.0),)
    return replace(judged, roles=roles)


def _names(page: Page, window: Window) -> Iterator[tuple[Span, Kind]]:
    """Known names, in the window's characters."""
    for mention in page.mentions:
        for span in window.inside([mention.quote.span]):
            yield span, mention.kind


def _party(page: Page, window: Window, found: Found) -> Party | None:
    """The mention's characters, without attached particles and without marks at its edges; None where nothing is left."""
    first = window.words[found.words.start]
    start, end = first.start, window.words[found.words.end - 1].end
    merged = _merged_article(window.text, first)
    if merged:
        start = merged[0]
    elif found.clitic < len(first) - 1:
        start += found.clitic
    text = window.text[start:end]
    start += len(text) - len(text.lstrip(_EDGES))
    end -= len(text) - len(text.rstrip(_EDGES))
    if start >= end:
        return None
    sentence = window.sentences[window.sentence_of(found.words.start)].number
    words = (merged[1] if merged else "") + plain(window.text[start:end])
    if not words:
        return None
    return Party(window.quote(page.capture, start, end), words, found.kind, sentence, found.score, window.text[max(0, start - _LEAD) : start])


def plain(words: str) -> str:
    """The words of a name without markup: references decoded, no tags, no line breaks. Sources escape twice, or send HTML as plain text.

    >>> plain("شركة &#8220;مرسى"), plain("حركة <b>شباب"), plain("AT&T")
    ('شركة “مرسى', 'حركة شباب', 'AT&T')
    """
    if not _MARKUP.search(words):
        return words
    return " ".join(clean(words, Span(0, len(words))).text.split()).strip(_EDGES)


def _merged_article(text: str, word: Span) -> tuple[int, str] | None:
    """Where the noun of «لل…» begins, and the article that it lost: «للحكومة» is «الحكومة», but «للبنان» is «لبنان»."""
    merged = _MERGED_ARTICLE.match(text, word.start, word.end)
    if merged is None:
        return None
    noun = fold(text[merged.end() - 1 : word.end])
    names, adjectives = _own_lam()
    return (merged.end() - 1, "") if noun in names or noun.startswith(adjectives) else (merged.end(), "ال")


@cache
def _own_lam() -> tuple[frozenset[str], tuple[str, ...]]:
    """Folded first words of names that begin with «ل» themselves («لبنان», «لجنة»), and such adjectives of states («ليبي»)."""
    whoswho = list(actors.load())
    firsts = {fold(name.text).split()[0] for actor in whoswho for name in actor.names}
    adjectives = {fold(adjective) for actor in whoswho if actor.type == "state" and (adjective := actor.adjective("m"))}
    return frozenset(w for w in firsts if w.startswith("ل") and not w.startswith("لل")), tuple(a for a in adjectives if a.startswith("ل"))


def _time(judged: Judged, found: Sequence[Found], window: Window, times: Sequence[TimeFound]) -> TimeFound | None:
    """The calendar's expression that shares most characters with the mention that tells when; it knows better where «بين … و…» ends."""
    if not judged.roles["time"]:
        return None
    words = found[judged.roles["time"][0][0]].words
    start, end = window.words[words.start].start, window.words[words.end - 1].end
    return max((t for t in times if t.start < end and start < t.end), key=lambda t: min(t.end, end) - max(t.start, start), default=None)


def _draft(page: Page, window: Window, judged: Judged, parties: Sequence[Party | None]) -> Draft:
    start, end = window.words[judged.cue.start].start, window.words[judged.cue.end - 1].end
    sides = {
        role: tuple(party for at, _ in judged.roles[role] if (party := parties[at]) is not None)
        for role in ROLES
    }  # fmt: skip
    condition = judged.condition
    return Draft(
        window.sentences[window.sentence_of(judged.cue.start)].number,
        window.quote(page.capture, start, end), window.text[start:end],
        window.text[start : window.words[min(judged.cue.end, len(window.words) - 1)].end],
        judged.type, judged.mode, judged.status, sides,
        window.text[window.words[condition.start].start : window.words[condition.end - 1].end] if condition else None,
        judged.score, judged.type_score, judged.status_score, governed=judged.governed,
        gate=judged.gate, chances={role: min(chance for _, chance in taken) for role, taken in judged.roles.items() if taken},
        voices=tuple((party, chance) for at, chance in enumerate(judged.voices) if (party := parties[at]) is not None),
    )  # fmt: skip
