"""What reviewers have decided of pairs: claims of one occurrence or of two, actors that are one or are not. It goes before every measure.

Where judgements contradict each other the later one holds: each is taken in, the latest first, unless those before it rule it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TypeVar

from khabar.arabic.folding import fold
from khabar.corroboration.sides import Apart
from khabar.knowledge import actors
from khabar.ledger.pairs import Pair
from khabar.ledger.stored import Judgement, PairVerdict
from khabar.records.claim import Entity, Link, Owner
from khabar.records.occurrence import Told

KINDS: tuple[PairVerdict, ...] = ("merge", "split")
"""On actors; those on claims come with the claims to which they go (`ledger.pairs`)."""
_Named = TypeVar("_Named", Entity, Link, Owner)


class Ties:
    """Claims that must, and must not, be of one occurrence. `pairs`: (claim, claim, whether they are the same), the latest first."""

    def __init__(self, pairs: Iterable[tuple[str, str, bool]] = ()) -> None:
        self._parent: dict[str, str] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)
        for first, second, same in pairs:
            one, other = sorted((self.root(first), self.root(second)))
            if one == other or (same and other in self._apart[one]):
                continue
            if same:
                self._join(one, other)
            else:
                self._apart[one].add(other)
                self._apart[other].add(one)

    @property
    def parted(self) -> Mapping[str, AbstractSet[str]]:
        """The `root` of a claim → the roots of those with which it must not be of one occurrence; none where there are none."""
        return {root: others for root, others in self._apart.items() if others}

    def root(self, claim: str) -> str:
        """The same for claims that must be of one occurrence; also through claims that the ledger holds no more."""
        while claim in self._parent:
            claim = self._parent[claim]
        return claim

    def apart(self, first: str, second: str) -> bool:
        """Whether they must not be of one occurrence."""
        return self.root(second) in self._apart.get(self.root(first), ())

    def _join(self, one: str, other: str) -> None:
        self._parent[other] = one
        for far in self._apart.pop(other, ()):
            self._apart[far].discard(other)
            self._apart[far].add(one)
            self._apart[one].add(far)


@dataclass(frozen=True, slots=True)
class Face:
    """Under which id and name merged actors are read: the least id of the who's who, else the least name."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True)
class Rulings:
    """Standing judgements on pairs, made ready. `faces` by folded id or name."""

    ties: Ties
    faces: Mapping[str, Face]
    apart: Apart

    def read(self, told: Told) -> Told:
        """A claim as corroboration reads it: merged actors under one id and name, everything else as it stands."""
        if not self.faces:
            return told
        claim = told.claim
        actor, recipient = (tuple(map(self._entity, side)) for side in (claim.actor, claim.recipient))
        return replace(told, claim=replace(claim, actor=actor, recipient=recipient, attribution=tuple(map(self._faced, claim.attribution))))

    def _entity(self, entity: Entity) -> Entity:
        return replace(self._faced(entity), of=tuple(map(self._faced, entity.of)))

    def _faced(self, one: _Named) -> _Named:
        face = self.faces.get(fold(one.id or "")) or self.faces.get(fold(one.name))
        return replace(one, id=face.id or one.id, name=face.name) if face else one


def rulings(actors_judged: Sequence[Judgement], claims_judged: Sequence[Pair]) -> Rulings:
    """From standing judgements on actors, of the kinds `KINDS`, and on claims, both in the order in which they were made."""
    pairs = [(one.kind, str(one.body["first"]), str(one.body["second"])) for one in reversed(actors_judged)]
    faces = _faces([(first, second) for kind, first, second in pairs if kind == "merge"])
    apart: dict[str, set[str]] = defaultdict(set)
    for kind, first, second in pairs:
        if kind == "split":
            one, other = (_key(faces, name) for name in (first, second))
            apart[one].add(other)
            apart[other].add(one)
    ties = Ties((one.first, one.second, one.made.kind == "same") for one in reversed(claims_judged))
    return Rulings(ties, faces, {key: frozenset(others) for key, others in apart.items()})


def _key(faces: Mapping[str, Face], name: str) -> str:
    face = faces.get(fold(name))
    return fold(face.id or face.name) if face else fold(name)


def _faces(merged: Sequence[tuple[str, str]]) -> dict[str, Face]:
    together: dict[str, frozenset[str]] = {}
    for names in merged:
        both = frozenset[str]().union(*(together.get(name, frozenset((name,))) for name in names))
        together |= dict.fromkeys(both, both)
    return {fold(name): _face(names) for name, names in together.items()}


def _face(names: frozenset[str]) -> Face:
    known = next((actor for name in sorted(names) if (actor := actors.load().get(name))), None)
    return Face(known.id, known.canonical) if known else Face(None, min(names))
