"""Who's who: the public actors that the Arabic press names, with dated names and dated relations.

Rows name actors; a table of offices composes the rest: `syria.army` is «الجيش» with the adjective of `syria`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from khabar.arabic.folding import fold
from khabar.knowledge import actors_files as files
from khabar.knowledge.actors_files import Office
from khabar.knowledge.actors_records import Actor, Name, Relation, covers

__all__ = ["Actor", "Name", "Relation", "WhosWho", "check", "covers", "load", "posts"]

_WHOLE_DAY = len("2004-07-14")
_ACTS_FOR = ("leads", "holds-office-in", "part-of")


@dataclass(frozen=True)
class WhosWho:
    """All actors by id, and the offices that compose further ones."""

    actors: Mapping[str, Actor]
    offices: Mapping[str, Office] = field(default_factory=dict)
    """By suffix: the office whose head names the composed actor."""
    holders: Mapping[str, tuple[tuple[Actor, Relation], ...]] = field(default_factory=dict)
    """Persons with the relation that ties them, by the id that they lead or hold."""
    ties: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By id: those whom a relation ties to it, either way."""

    def __iter__(self) -> Iterator[Actor]:
        return iter(self.actors.values())

    def get(self, actor: str) -> Actor | None:
        """The actor of an id, composed where the id is `owner.suffix`; None for an unknown id."""
        if actor in self.actors:
            return self.actors[actor]
        owner, _, suffix = actor.partition(".")
        if owner in self.actors and suffix in self.offices:
            return _composed(self.actors[owner], self.offices[suffix])
        return None

    def of_at(self, actor: str, on: str | None) -> tuple[Actor, ...]:
        """The organisations and states for which the actor acts on an ISO day; without a day, what it did last or all that is undated.

        An office held stands for its state: the holder of `syria.president` acts for `syria`.
        """
        found = self.get(actor)
        relations = [r for r in found.relations if r.fact in _ACTS_FOR] if found else []
        if on is not None:
            relations = [r for r in relations if r.held_on(on)] or [r for r in relations if r.start is None and r.end is None]
        else:
            relations = _latest(relations)
        targets = (self._body(relation.target) for relation in relations)
        return tuple(dict.fromkeys(target for target in targets if target is not None))

    def related(self, actor: str) -> frozenset[str]:
        """Ids of those whom any relation, of whatever day, ties to an actor; states left out, to which too many belong."""
        return self.ties.get(actor, frozenset())

    def line(self, actor: str) -> tuple[str, ...]:
        """The actor, those that it merged into, and those that merged into it, each through any number of steps; sorted ids, at any day."""
        onward = {one.id: {r.target for r in one.relations if r.fact == "merged-into"} for one in self}
        back: dict[str, set[str]] = defaultdict(set)
        for one, targets in onward.items():
            for target in targets:
                back[target].add(one)
        return tuple(sorted({actor, *_reached(actor, onward), *_reached(actor, back)}))

    def _body(self, target: str) -> Actor | None:
        """The organisation itself, or for an office its owner."""
        found = self.get(target)
        if found is not None and found.type == "office":
            return self.actors[target.partition(".")[0]]
        return found

    def holder_at(self, target: str, on: str) -> Actor | None:
        """The one person who leads an organisation or holds an office on an ISO day; None when none or several are known.

        Of two whose days only touch because the first one's end is known by its month or year, it is the one whose first day is known.
        """
        held = [(person, post) for person, post in self.holders.get(target, ()) if (post.start or post.end) and post.held_on(on)]
        if len({person.id for person, _ in held}) > 1:
            held = [(person, post) for person, post in held if not any(_is_followed(post, other) for _, other in held)]
        found = {person.id: person for person, _ in held}
        return next(iter(found.values())) if len(found) == 1 else None


def _is_followed(post: Relation, other: Relation) -> bool:
    """Whether another's post, from a day on that is known, takes over from one that ended at that day or in its month or year."""
    if post.end is None or other.start is None or len(other.start) < _WHOLE_DAY or (post.start or "") >= other.start:
        return False
    return other.start[: len(post.end)] == post.end


def _reached(actor: str, steps: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    edge = {actor}
    while edge:
        edge = {target for one in edge for target in steps.get(one, ())} - found
        found |= edge
    return found


def _latest(relations: list[Relation]) -> list[Relation]:
    """Those without any date and those still open, or where there are none the ones that ended last."""
    going_on = [r for r in relations if r.end is None]
    if going_on or not relations:
        return going_on
    last = max(r.end or "" for r in relations)
    return [r for r in relations if r.end == last]


def _composed(owner: Actor, office: Office) -> Actor:
    adjective = owner.adjective(office.form)
    name = f"{office.head} ال{adjective}" if adjective else f"{office.head} ل{owner.canonical}"
    return Actor(
        id=f"{owner.id}.{office.suffix}",
        type=office.type,
        country=owner.country,
        names=(Name(name, "official", None, None),),
        relations=(Relation("part-of", owner.id, None, None),),
        sector={"force": "MIL", "people": "CVL"}.get(office.type, "GOV"),
    )


@cache
def posts() -> frozenset[str]:
    """Nouns, folded, by which an office in construct begins and a name does not: «وزير», «رئيس», «نائب»."""
    first = {office.head.partition(" ")[0] for office in files.offices() if office.type == "office"}
    return frozenset(fold(noun) for noun in first if not noun.startswith("ال"))


@cache
def load() -> WhosWho:
    """The who's who that ships with Khabar, read once."""
    actors = files.actors()
    offices = {office.suffix: office for office in files.offices() if office.use == "name"}
    holders: dict[str, list[tuple[Actor, Relation]]] = defaultdict(list)
    for actor in actors.values():
        for relation in actor.relations:
            if actor.type == "person" and relation.fact in ("leads", "holds-office-in"):
                holders[relation.target].append((actor, relation))
    return WhosWho(actors, offices, {target: tuple(pairs) for target, pairs in holders.items()}, _ties(actors))


def _ties(actors: Mapping[str, Actor]) -> dict[str, frozenset[str]]:
    ties: dict[str, set[str]] = defaultdict(set)
    for actor in actors.values():
        for relation in actor.relations:
            target = actors.get(relation.target)
            if target is not None and target.type != "state":
                ties[actor.id].add(target.id)
                ties[target.id].add(actor.id)
    return {actor: frozenset(others) for actor, others in ties.items()}


def check() -> list[str]:
    """Faults of the data files, one sentence each; empty when there are none."""
    from khabar.knowledge.actors_lint import faults  # noqa: PLC0415 - the linter reads what this module loads

    return faults(load())
