"""The cast of an article: who each mention is, by the who's who, by a fuller name before it, or by what it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from khabar.arabic.clitics import peelings
from khabar.arabic.folding import fold
from khabar.claims.names import Names, Resolved
from khabar.claims.reading import Party
from khabar.knowledge import actors, anaphora
from khabar.knowledge.anaphora import Anaphor
from khabar.records.claim import Entity, Owner
from khabar.records.mention import Kind

FADE = 0.8
"""How much of a mention's weight is left a sentence later, when the two that «الطرفان» stands for are sought."""
_GROUP: dict[str, tuple[Kind, ...]] = {"organisation": ("ORG",), "person": ("PER",), "state": ("GPE",), "any": ("ORG", "GPE", "PER")}


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a party is, and the rule that said so. A joint mention is several entities."""

    entities: tuple[Entity, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class _Seen:
    sentence: int
    kind: Kind
    entity: Entity


class Cast:
    """Resolves the parties of one article in text order; a later mention may lean on earlier ones, never on later."""

    def __init__(self, parties: Sequence[Party], names: Names, published: str | None) -> None:
        self._names, self._published = names, published
        self._known: dict[tuple[int, int], Identity] = {}
        self._seen: list[_Seen] = []
        ordered = sorted({(p.quote.start, p.quote.end): p for p in parties}.values(), key=lambda p: (p.quote.start, -p.quote.end))
        links = names.link_short_names([(p.quote.start, p.words, p.kind) for p in ordered])
        by_start: dict[int, Identity] = {}
        for party in ordered:
            linked = by_start.get(links[party.quote.start]) if party.quote.start in links else None
            identity = self._identify(party, linked)
            self._known[party.quote.start, party.quote.end] = identity
            by_start.setdefault(party.quote.start, identity)
            self._seen += [_Seen(party.sentence, party.kind, entity) for entity in identity.entities]

    def identity(self, party: Party) -> Identity:
        return self._known[party.quote.start, party.quote.end]

    def _identify(self, party: Party, linked: Identity | None) -> Identity:
        if party.kind in ("TIME", "LOC"):
            return Identity((_entity(party, None, party.words, ()),), "the words themselves")
        anaphor = _anaphor(party.words)
        resolved = None if anaphor else self._names.resolve(party.words, party.kind, self._published)
        if resolved and resolved.ids:
            return Identity(tuple(self._actor(party, one) for one in resolved.ids), resolved.rule)
        if linked:
            return Identity(tuple(replace(e, mention=party.words, start=party.quote.start, end=party.quote.end) for e in linked.entities), "short for a name before it")
        if anaphor:
            return self._stands_for(party, anaphor)
        return self._unnamed(party, resolved)

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
            found = self._weightiest(party.sentence, kinds)
        else:
            last = next((s.entity for s in reversed(self._seen) if s.kind in kinds and _of_head(s.entity, anaphor)), None)
            found = [last] if last else []
        if len(found) < (2 if anaphor.number == "two" else 1):
            return Identity((_entity(party, None, party.words, ()),), f"«{anaphor.word}» stands for nobody named before")
        named = " and ".join(e.name for e in found)
        same = tuple(replace(e, mention=party.words, start=party.quote.start, end=party.quote.end) for e in found)
        return Identity(same, f"«{anaphor.word}» stands for {named}")

    def _weightiest(self, sentence: int, kinds: Sequence[Kind]) -> list[Entity]:
        """The two actors most spoken of, the latest counting most; those whom a person acts for are spoken of with him."""
        weights: dict[str, float] = {}
        entities: dict[str, Entity] = {}
        for seen in self._seen:
            weight = FADE ** max(0, sentence - seen.sentence)
            for entity, share in ((seen.entity, 1.0), *((_as_entity(seen.entity, o), 0.5) for o in seen.entity.of if seen.kind == "PER" and "ORG" in kinds)):
                if share == 1.0 and seen.kind not in kinds:
                    continue
                key = entity.id or fold(entity.name)
                weights[key] = weights.get(key, 0.0) + weight * share
                entities[key] = entity
        best = sorted(weights, key=lambda k: -weights[k])[:2]
        return [entities[k] for k in best]


def _as_entity(entity: Entity, owner: Owner) -> Entity:
    return Entity(owner.id, owner.name, entity.mention, entity.start, entity.end)


def _entity(party: Party, identity: str | None, name: str, of: tuple[Owner, ...]) -> Entity:
    return Entity(identity, name, party.words, party.quote.start, party.quote.end, of)


def _owners(ids: Sequence[str]) -> tuple[Owner, ...]:
    whoswho = actors.load()
    return tuple(Owner(one, actor.canonical) for one in ids if (actor := whoswho.get(one)))


def _anaphor(words: str) -> Anaphor | None:
    """The anaphor that a mention of one or two words is: «الطرفين», «كلا الجانبين», «هذان التنظيمان»."""
    table = anaphora.load()
    parts = fold(words).split()
    if not parts or len(parts) > 2:
        return None
    for _, word in peelings(parts[-1]):
        if word in table:
            return table[word]
    return None


def _of_head(entity: Entity, anaphor: Anaphor) -> bool:
    """«التنظيم» is said of a group, «الوكالة» of an agency, «الحزب» of what has «حزب» in its name."""
    if anaphor.group == "any":
        return True
    head = fold(anaphor.word).removeprefix("ال")
    if any(part.removeprefix("ال") == head for part in fold(entity.name).split()):
        return True
    actor = actors.load().get(entity.id) if entity.id else None
    return actor is not None and actor.type in anaphor.types

