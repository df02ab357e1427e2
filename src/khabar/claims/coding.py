"""From drafts to claims: sides resolved, chains built, times and places found, repeats folded."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from khabar.arabic.folding import fold
from khabar.claims import boundaries, confidence, evidence
from khabar.claims.cast import Cast
from khabar.claims.contexts import Topics
from khabar.claims.placing import Placed, where
from khabar.claims.reading import Draft, Party
from khabar.claims.speakers import SPEECH_ACTS, Floor, Heard
from khabar.knowledge import actors, anaphora, calendar, cues, speech
from khabar.records.article import Article
from khabar.records.claim import Claim, Coder, Entity, Event, EventTime, Link, LinkKind, Status
from khabar.records.sentence import Sentence

CODER = "khabar"


@dataclass(frozen=True, slots=True)
class Setting:
    """What all claims of one article share."""

    article: Article
    sentences: Sequence[Sentence]
    cast: Cast
    floor: Floor
    version: str
    places: Placed
    topics: Topics

    @property
    def published(self) -> tuple[str, str] | None:
        day = self.article.published
        return (day.start, day.end) if day else None


def claim(draft: Draft, setting: Setting) -> Claim | None:
    """The draft as a claim; None when neither side is named."""
    heard = setting.floor.heard(draft)
    actor = _side(draft.sides["actor"], heard, setting.cast)
    adjective = setting.cast.state_of(draft.phrase, draft.cue) if not actor else None
    actor = adjective.entities if adjective else actor
    apart = [r for r in draft.sides["recipient"] if not any(r.quote.span.overlaps(a.quote.span) for a in draft.sides["actor"])]
    recipient = tuple(e for e in _side(apart, heard, setting.cast, visited=_is_visit(draft)) if not _among(e, actor))
    stance = _stance(draft, heard, setting)
    actor, recipient = stance or (actor, recipient)
    if not actor and not recipient:
        return None
    chain = _chain(draft, heard, actor, setting)
    sentence = setting.sentences[draft.sentence]
    time, timed = _time(draft, setting)
    found = where(draft, setting.places)
    place = found.place if found else None
    given = setting.topics.of(draft.sentence, draft.type, draft.mode, (*actor, *recipient))
    event = Event(draft.type, draft.mode, tuple(name for name, _ in given), draft.cue)
    status: Status = draft.status  # type: ignore[assignment]
    identity = _identity(setting.article, sentence, event, actor, recipient, status, chain)
    why = (
        *_why(draft, heard, setting),
        *(reason for _, reason in given),
        *([f"actor: {adjective.rule}"] if adjective else []),
        f"attribution: {heard.rule}",
        *timed,
    )
    signs = confidence.signs(draft, actor, recipient)
    why += (*([f"place: {found.rule}"] if found else []), confidence.told(signs))
    coder = Coder(CODER, setting.version, confidence.score(signs))
    return Claim(identity, setting.article.capture, sentence.quote, event, actor, recipient, status, chain, time, place, draft.condition, coder, why)


def _is_visit(draft: Draft) -> bool:
    return (draft.type, draft.mode) == ("CONSULT", "visit")


def _side(parties: Sequence[Party], heard: Heard, cast: Cast, *, visited: bool = False) -> tuple[Entity, ...]:
    """The entities of a side, each once; a mention inside another of the same side adds nothing."""
    outer = [p for p in parties if not any(p is not o and o.quote.span.covers(p.quote.span) and len(o.words) > len(p.words) for o in parties)]
    found: list[Entity] = []
    for party in sorted(outer, key=lambda p: p.quote.start):
        found += [e for e in cast.identity(party, heard.parties, visited=visited).entities if not _among(e, found)]
    return tuple(found)


def _same(a: Entity, b: Entity) -> bool:
    return a.id == b.id if a.id or b.id else fold(a.name) == fold(b.name)


def _among(entity: Entity, others: Sequence[Entity]) -> bool:
    return any(_same(entity, other) for other in others)


def _stance_word(draft: Draft) -> str | None:
    """The type of the «معهم» or «ضدهم» with which the cue ends."""
    return anaphora.stances().get(fold(draft.cue_words.split()[-1]).removeprefix("و").removeprefix("ف"))


def _stance(draft: Draft, heard: Heard, setting: Setting) -> tuple[tuple[Entity, ...], tuple[Entity, ...]] | None:
    """«نحن معهم», «ضدهم» in somebody's mouth: he, and those of whom he speaks (ruling 3). None for any other cue."""
    if _stance_word(draft) != draft.type or not heard.parties:
        return None
    speaker = setting.cast.identity(heard.parties[0]).entities
    others = setting.cast.others(draft.sentence, speaker, draft.cue)
    return (speaker, others) if others else None


def _chain(draft: Draft, heard: Heard, actor: Sequence[Entity], setting: Setting) -> tuple[Link, ...]:
    """The witnesses, nearest first, the outlet last."""
    links: list[Link] = []
    for party in heard.parties:
        for entity in setting.cast.identity(party).entities:
            own = draft.type in SPEECH_ACTS and (_among(entity, actor) or any(entity.id and o.id == entity.id for a in actor for o in a.of))
            published_it = setting.article.outlet is not None and fold(entity.name) == fold(setting.article.outlet)
            if not own and not published_it and not any(link.name == entity.name or _again(link.name, entity.name) for link in links):
                links.append(Link(entity.id, entity.name, _link_kind(party, entity), entity.start, entity.end, entity.mention))
    if setting.article.outlet:
        links.append(Link(None, setting.article.outlet, "outlet", None, None))
    return tuple(links)


def _again(nearer: str, farther: str) -> bool:
    """«المصدر ذاته» is «مصدر طبي» again: an unnamed witness with the article, after one of the same noun without it."""
    first, before = nearer.partition(" ")[0], farther.partition(" ")[0]
    return first == "ال" + before and speech.witness(first) == "unnamed"


def _link_kind(party: Party, entity: Entity) -> LinkKind:
    """Quoted media are agencies to the chain; `outlet` is kept for who published the page."""
    actor = actors.load().get(entity.id) if entity.id else None
    if actor is not None and actor.is_press:
        return "agency"
    first = party.words.partition(" ")[0]
    if speech.is_medium(first):
        return "agency"
    noun = speech.witness(first)
    if noun == "document":
        return "document"
    if party.kind == "NOM" and entity.id is None:
        return "anonymous"
    return "person" if party.kind == "PER" or (party.kind == "NOM" and noun != "unnamed") else "organisation"


def _time(draft: Draft, setting: Setting) -> tuple[EventTime | None, tuple[str, ...]]:
    if not draft.sides["time"]:
        return None, ()
    words = draft.time.text if draft.time else draft.sides["time"][0].words
    found = draft.time or calendar.resolve(words, setting.published)
    if found is None and calendar.is_duration(words):
        return None, (f"time: «{words}» says how long, not when",)
    if found is None:
        return EventTime(None, None, "unknown", "relative", words), (f"time: «{words}» is not in the calendar's grammar",)
    told = f"time: «{words}» is {found.first}..{found.last} ({found.basis})" if found.first else f"time: «{words}» waits for the article's day"
    return EventTime(found.first, found.last, found.precision, found.basis, words), (told,)


def _why(draft: Draft, heard: Heard, setting: Setting) -> tuple[str, ...]:
    """Cue, lexicon entry, scores, and who resolved to whom by which rule."""
    entries = {f"{h.entry.lemma} ({h.entry.form}, {h.entry.gloss})" for h in cues.load().match(draft.cue_words.split())}
    lexicon = ", ".join(sorted(entries)) or "none"
    lines = [
        f"cue: «{draft.cue_words}», score {draft.score:.2f}; lexicon: {lexicon}",
        f"type: {draft.type}{'/' + draft.mode if draft.mode else ''}, score {draft.type_score:.2f}",
        *_evidence(draft),
        f"status: {draft.status}, score {draft.status_score:.2f}"
        + (f"; {draft.governed}" if draft.governed else "")
        + (f"; condition: «{draft.condition}»" if draft.condition else ""),
    ]
    for role in ("actor", "recipient", "by"):
        for party in draft.sides[role]:
            visited = role == "recipient" and _is_visit(draft)
            identity = setting.cast.identity(party, heard.parties if role != "by" else (), visited=visited)
            named = ", ".join(e.id or e.name for e in identity.entities)
            lines.append(f"{role}: «{party.words}» ({party.kind}, {party.score:.2f}) is {named}: {identity.rule} ({identity.score:.2f})")
    return tuple(lines)


def _evidence(draft: Draft) -> tuple[str, ...]:
    """The signs that spoke loudest for an event, for the type and for the mode, with their weights."""
    answers = (evidence.EVENT, draft.type, *([f"{draft.type}/{draft.mode}"] if draft.mode else []))
    loudest = ((answer, evidence.load().strongest(draft.signs, answer)) for answer in answers)
    rule = boundaries.drawn(draft.signs)
    border = (f"boundary: {rule.name}, {rule.type}{'/' + rule.mode if rule.mode else ''}",) if rule else ()
    return border + tuple(
        f"evidence for {answer}: " + ", ".join(f"{sign} {weight:+.2f}" for sign, weight in found) for answer, found in loudest if found
    )


def _identity(
    article: Article, sentence: Sentence, event: Event, actor: Sequence[Entity], recipient: Sequence[Entity], status: str, chain: Sequence[Link]
) -> str:
    """Content id: the same page, sentence, type, sides, status and speaker are the same claim, whatever version coded it."""
    speaker = next((link.name for link in chain if link.kind != "outlet"), "")
    parts = [article.sha256, article.capture, str(sentence.quote.start), event.type, status, speaker]
    parts += ["|".join(sorted(e.id or e.name for e in side)) for side in (actor, recipient)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def distinct(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """One claim a sentence, dyad, type, status and speaker (ruling 2): of repeats the first, in page order."""
    first: dict[str, Claim] = {}
    for one in claims:
        first.setdefault(one.id, one)
    return tuple(sorted(first.values(), key=lambda c: (c.quote.start, c.event.cue.start, c.id)))
