"""Of which article each copy is: one origin for every article that copies or rewrites others, without circles, whatever the order of the pairs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from khabar.records.copy import DirectionBasis, Reuse

FOLDED = ("copy", "rewrite")
"""Relations by which an article is no witness of its own. An excerpt is: what stands around its passages is its own."""
_RANK: tuple[DirectionBasis, ...] = ("credit", "date", "containment", "shared-source", "unknown")


@dataclass(frozen=True, slots=True)
class _Edge:
    """`later` took from `earlier`; where nothing tells which, the two are in the order of their days and ids, and either may be the copy."""

    later: str
    earlier: str
    told: bool


def lineage(reuses: Iterable[Reuse], days: Mapping[str, str]) -> dict[str, str]:
    """Copy → the article that it reprints. `days` has the first possible ISO day of publication of the articles that have one.

    An article that copies several has one origin: by credit before date before containment, of equals the oldest. Two copies of which nothing
    tells who was first, or that took from a third, are folded all the same: the one by day and id later into the other.
    """
    found: dict[str, str] = {}
    for edge in _edges(reuses, days):
        later, earlier = edge.later, edge.earlier
        if later in found and not edge.told and earlier not in found:
            later, earlier = earlier, later
        if later not in found and later not in _line(earlier, found):
            found[later] = earlier
    return {later: found[later] for later in sorted(found)}


def _edges(reuses: Iterable[Reuse], days: Mapping[str, str]) -> list[_Edge]:
    def age(article: str) -> tuple[str, str]:
        return days.get(article, "9999"), article

    ranked = []
    for one in reuses:
        if one.relation in FOLDED:
            source = one.direction.source
            told = source is not None
            earlier, later = (one.first, one.second) if source == "first" else (one.second, one.first)
            if not told:
                earlier, later = sorted((one.first, one.second), key=age)
            ranked.append((_RANK.index(one.direction.basis), age(earlier), age(later), _Edge(later, earlier, told)))
    return [edge for *_, edge in sorted(ranked, key=lambda item: item[:3])]


def _line(article: str, found: Mapping[str, str]) -> Iterator[str]:
    """The article, what it reprints, and so on."""
    yield article
    while article in found:
        article = found[article]
        yield article
