"""The cast of an article: who each mention is, by the who's who, by a fuller name before it, or by what it stands for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeVar

from khabar.arabic.clitics import peelings
from khabar.arabic.folding import fold
from khabar.claims.belonging import owned
from khabar.claims.frames import MARKS
from khabar.claims.names import Names, Resolved
from khabar.claims.reading import Party
from khabar.knowledge import actors, anaphora
from khabar.knowledge.anaphora import Anaphor, Own
from khabar.records.claim import Entity, Owner
from khabar.records.mention import Kind, Mention
from khabar.records.spans import Quote, Span

LINKED = 0.9
"""How sure a person's short name is that repeats a fuller one before it: surer than a well-known surname alone, which may be a namesake's."""
FADE = 0.8
"""How much of a mention's weight is left a sentence later, when the two that «الطرفان» stands for are sought."""
LEAST_HEAD = 3
"""Letters of a noun by which a mention may be named again: «مصدر», no particle that a broken mention begins with."""
Entry = TypeVar("Entry", Anaphor, Own)
_BETWEEN = ' ،,"«“”»()'
_UNQUOTED = str.maketrans(dict.fromkeys(MARKS))
_GROUP: dict[str, tuple[Kind, ...]] = {"organisation": ("ORG",), "person": ("PER",), "state": ("GPE",), "any": ("ORG", "GPE", "PER")}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a party is, and the rule that said so. A joint mention is several entities."""

    entities: tuple[Entity, ...]
    rule: str
    score: float = 1.0
    """How sure the id is, 0 to 1; 1 where there is none to be sure of."""


@dataclass(frozen=True, slots=True)
class _Seen:
    sentence: int
    kind: Kind
    entity: Entity


class Cast:
    """Resolves the parties of one article in text order; a later mention may lean on earlier ones, never on later.

    `places` are the spans of names of states' capitals that stand for a place where they are read, see `places_of`; `outlet` is whose page it is.
    """

    def __init__(
        self, parties: Sequence[Party], names: Names, published: str | None, places: Collection[Span] = (), outlet: str | None = None
    ) -> None:
        self._names, self._published, self._places = names, published, places
        self._outlet = fold(outlet or "").translate(_UNQUOTED).split()
        self._known: dict[tuple[int, int], Identity] = {}
        self._seen: list[_Seen] = []
        ordered = sorted({(p.quote.start, p.quote.end): p for p in parties}.values(), key=lambda p: (p.quote.start, -p.quote.end))
        links = _by_head(ordered) | names.link_short_names([(p.quote.start, p.words, p.kind) for p in ordered])
        by_start: dict[int, Identity] = {}
        named_after = _appositions(ordered)
        for party in ordered:
            linked = by_start.get(links[party.quote.start]) if party.quote.start in links else None
            identity = self._in_apposition(party, named_after.get(party.quote.end)) or self._identify(party, linked)
            self._known[party.quote.start, party.quote.end] = identity
            by_start.setdefault(party.quote.start, identity)
            self._seen += [_Seen(party.sentence, party.kind, entity) for entity in identity.entities if party.quote.span not in places]

    def identity(self, party: Party, speakers: Sequence[Party] = (), *, visited: bool = False) -> Identity:
        """Who a party is; «نحن» and «بلاده» by who speaks of them, nearest first. A capital that is `visited` is its state, which is the host."""
        if visited and party.quote.span in self._places:
            return self._resolved(party, None)
        own = _own(party.words)
        return (self._belonging(party, own, speakers) if own else None) or self._known[party.quote.start, party.quote.end]

    def _belonging(self, party: Party, own: Own, speakers: Sequence[Party]) -> Identity | None:
        people = self._whose(party, own, speakers)
        entities = _renamed(people, party) if own.what == "self" else tuple(self._actor(party, one) for one in owned(own, people))
        return Identity(entities, f"«{own.word}» is said by or of {' and '.join(e.name for e in people)}") if entities else None

    def _whose(self, party: Party, own: Own, speakers: Sequence[Party]) -> tuple[Entity, ...]:
        """The nearest speaker; of a third person, one who is named before, else the last person named in the sentence, else in the one before."""
        nearest = next(iter(speakers), None)
        if nearest and (own.person == "first" or (nearest.kind in ("PER", "NOM") and nearest.quote.start < party.quote.start)):
            return self._known[nearest.quote.start, nearest.quote.end].entities
        before = [s for s in self._seen if s.kind == "PER" and s.entity.start < party.quote.start and party.sentence - s.sentence <= 1]
        return (before[-1].entity,) if before and own.person == "third" else ()

    def state_of(self, phrase: str, at: Quote) -> Identity | None:
        """The state whose adjective goes with a noun: «غارات أميركية», «قصف تركي». None where the phrase ends otherwise."""
        resolved = self._names.resolve(phrase, "NOM", self._published)
        state = actors.load().get(resolved.of[0]) if resolved and not resolved.ids and len(resolved.of) == 1 else None
        if state is None or state.type != "state":
            return None
        return Identity((Entity(state.id, state.canonical, at.text, at.start, at.end),), "the adjective of a state beside the cue")

    def _identify(self, party: Party, linked: Identity | None) -> Identity:
        if party.kind in ("TIME", "LOC"):
            return Identity((_entity(party, None, party.words, ()),), "the words themselves")
        if party.quote.span in self._places:
            return Identity((_entity(party, None, party.words, ()),), "a capital, as a place")
        return self._resolved(party, linked)

    def _resolved(self, party: Party, linked: Identity | None) -> Identity:
        anaphor = _anaphor(party.words)
        resolved = None if anaphor else self._names.resolve(party.words.replace("،", " "), party.kind, self._published)
        if resolved and resolved.ids and (linked is None or party.kind != "PER" or resolved.score >= LINKED):
            return Identity(tuple(self._actor(party, one) for one in resolved.ids), resolved.rule, resolved.score)
        if linked:
            return Identity(_renamed(linked.entities, party), "short for a name before it", LINKED)
        if anaphor:
            return self._stands_for(party, anaphor)
        return self._unnamed(party, resolved)

    def _in_apposition(self, office: Party, named: Party | None) -> Identity | None:
        """«نائب الرئيس العراقي، إياد علاوي»: the office is the one who is named after it, whoever else may hold it."""
        if named is None:
            return None
        whole = f"{office.words} {named.words}"
        resolved = self._names.resolve(whole, "PER", self._published)
        if resolved and len(resolved.ids) > 1:
            return None  # two people side by side, each with a name: «التقى الرئيس محمود عباس الملك عبد الله»
        if resolved and resolved.ids:
            return Identity(tuple(self._actor(office, one) for one in resolved.ids), f"named right after: {resolved.rule}", resolved.score)
        of = resolved.of if resolved else ()
        return Identity((_entity(office, None, named.words, _owners(of)),), "named right after it")

    def _unnamed(self, party: Party, resolved: Resolved | None) -> Identity:
        if resolved is None:
            return Identity((_entity(party, None, party.words, ()),), "not in the who's who")
        return Identity((_entity(party, None, party.words, _owners(resolved.of)),), resolved.rule)

    def _actor(self, party: Party, identity: str) -> Entity:
        whoswho = actors.load()
        actor = whoswho.get(identity)
        owners = tuple(Owner(o.id, o.canonical) for o in whoswho.of_at(identity, self._published) if o.id != identity)
        return _entity(party, identity, actor.canonical if actor else party.words, owners)

    def _stands_for(self, party: Party, anaphor: Anaphor) -> Identity:
        kinds = _GROUP[anaphor.group]
        if anaphor.number == "two":
            found = self._weightiest(party.sentence, kinds, ())[:2]
        else:
            last = next((s.entity for s in reversed(self._seen) if s.kind in kinds and _of_head(s.entity, anaphor)), None)
            found = [last] if last else []
        if len(found) < (2 if anaphor.number == "two" else 1):
            return Identity((_entity(party, None, party.words, ()),), f"«{anaphor.word}» stands for nobody named before")
        named = " and ".join(e.name for e in found)
        return Identity(_renamed(found, party), f"«{anaphor.word}» stands for {named}")

    def others(self, sentence: int, speakers: Sequence[Entity], at: Quote) -> tuple[Entity, ...]:
        """Whom a speaker means by «هم»: the organisation most spoken of that is not his own."""
        own = {key for s in speakers for key in (s.id or fold(s.name), *(o.id for o in s.of if o.id))}
        return tuple(replace(e, mention=at.text, start=at.start, end=at.end) for e in self._weightiest(sentence, ("ORG",), own)[:1])

    def _weightiest(self, sentence: int, kinds: Sequence[Kind], but: Collection[str]) -> list[Entity]:
        """Actors, most spoken of first, the latest mention counting most; those whom a person acts for are spoken of with him.

        The press is no party.
        """
        weights: dict[str, float] = {}
        entities: dict[str, Entity] = {}
        for seen in (s for s in self._seen if s.sentence <= sentence and not self._is_press(s.entity)):
            weight = FADE ** max(0, sentence - seen.sentence)
            behind = seen.entity.of if seen.kind == "PER" and "ORG" in kinds else ()
            spoken_of = [(seen.entity, 1.0)] if seen.kind in kinds else []
            for entity, share in spoken_of + [(_as_entity(seen.entity, owner), 0.5) for owner in behind]:
                key = entity.id or fold(entity.name)
                weights[key] = weights.get(key, 0.0) + weight * share
                entities[key] = entity
        return [entities[k] for k in sorted(weights, key=lambda k: -weights[k]) if k not in but]

    def _is_press(self, entity: Entity) -> bool:
        """An outlet of the who's who, or the page's own: «البيدر» on a page of «صحيفة البيدر»."""
        actor = actors.load().get(entity.id) if entity.id else None
        if actor is not None:
            return actor.is_press
        words = fold(entity.name).translate(_UNQUOTED).split()
        return bool(words) and words == self._outlet[-len(words) :]


def places_of(mentions: Sequence[Mention]) -> frozenset[Span]:
    """The spans of names of capitals that the mentions stage read as places: «هجوم لندن», «انسحبت من بغداد»."""
    return frozenset(one.quote.span for one in mentions if one.kind == "GPE" and one.actor is None)


def _appositions(ordered: Sequence[Party]) -> dict[int, Party]:
    """End of a person's title → the person's name that follows it with nothing but a comma or a quotation mark between.

    Whoever is called by an office after somebody's name is somebody else: «اتهم الطبطبائي وزير الإعلام».
    """
    found = {}
    people = [p for p in ordered if p.kind in ("PER", "NOM")]
    for office, named in pairwise(people):
        gap = named.quote.start - office.quote.end
        beside = named.kind == "PER" and 0 < gap <= len(named.lead) and not named.lead[-gap:].strip(_BETWEEN)
        if beside and (not _in_office(named) or _in_office(office)):
            found[office.quote.end] = named
    return found


def _in_office(party: Party) -> bool:
    return fold(party.words).partition(" ")[0] in actors.posts()


def _by_head(ordered: Sequence[Party]) -> dict[int, int]:
    """Start of «المصدر», «الوزير نفسه» → start of the last mention before it that begins with the noun: «مصدر عسكري», «وزير الإعلام فلان»."""
    heads: dict[tuple[str, bool], int] = {}
    links: dict[int, int] = {}
    for party in ordered:
        first, *rest = fold(party.words).split() or [""]
        noun, of_people = first.removeprefix("ال"), party.kind in ("PER", "NOM")
        if party.kind not in ("PER", "NOM", "ORG"):
            continue
        if not rest or (len(rest) == 1 and anaphora.repeats(rest[0])):
            if first != noun and (noun, of_people) in heads:
                links[party.quote.start] = heads[noun, of_people]
        elif len(noun) >= LEAST_HEAD:
            heads[noun, of_people] = party.quote.start
    return links


def _renamed(entities: Sequence[Entity], party: Party) -> tuple[Entity, ...]:
    """The same entities, as this party mentions them."""
    return tuple(replace(e, mention=party.quote.text, start=party.quote.start, end=party.quote.end) for e in entities)


def _as_entity(entity: Entity, owner: Owner) -> Entity:
    return Entity(owner.id, owner.name, entity.mention, entity.start, entity.end)


def _entity(party: Party, identity: str | None, name: str, of: tuple[Owner, ...]) -> Entity:
    return Entity(identity, name, party.quote.text, party.quote.start, party.quote.end, of)


def _owners(ids: Sequence[str]) -> tuple[Owner, ...]:
    whoswho = actors.load()
    return tuple(Owner(one, actor.canonical) for one in ids if (actor := whoswho.get(one)))


def _anaphor(words: str) -> Anaphor | None:
    """The anaphor that a mention of one or two words is: «الطرفين», «كلا الجانبين», «هذان التنظيمان»."""
    parts = fold(words).split()
    if not 0 < len(parts) <= 2 or any(anaphora.chooses(part) for _, part in peelings(parts[0])):
        return None
    return _peeled(parts[-1], anaphora.load())


def _own(words: str) -> Own | None:
    """What of somebody's own a mention of one word is."""
    word, *rest = fold(words).split() or [""]
    table = anaphora.own()
    return None if rest else _peeled(word, table) or table.get(word.lstrip("وف"))


def _peeled(word: str, table: Mapping[str, Entry]) -> Entry | None:
    """The entry of a folded word, or of what is left of it without particles."""
    return next((table[form] for _, form in peelings(word) if form in table), None)


def _of_head(entity: Entity, anaphor: Anaphor) -> bool:
    """«التنظيم» is said of a group, «الوكالة» of an agency, «الحزب» of what has «حزب» in its name."""
    if anaphor.group == "any":
        return True
    head = fold(anaphor.word).removeprefix("ال")
    if any(part.removeprefix("ال") == head for part in fold(entity.name).split()):
        return True
    actor = actors.load().get(entity.id) if entity.id else None
    return actor is not None and actor.type in anaphor.types
