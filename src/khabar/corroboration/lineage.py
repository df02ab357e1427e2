"""Of which article each copy is: one origin for every article that copies or rewrites others, without circles, whatever the order of the pairs.

An article that took single passages is a witness of its own, but not for the claims that stand in them: these have an origin each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from khabar.records.copy import DirectionBasis, Reuse
from khabar.records.occurrence import Told
from khabar.records.spans import Quote, Span

FOLDED = ("copy", "rewrite")
"""Relations by which an article is no witness of its own. An excerpt is: what stands around its passages is its own."""
INSIDE = 0.8
"""Share of a sentence that lies in passages taken over, from which its claims are."""
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
    for edge in _edges((one for one in reuses if one.relation in FOLDED), days):
        later, earlier = edge.later, edge.earlier
        if later in found and not edge.told and earlier not in found:
            later, earlier = earlier, later
        if later not in found and later not in _line(earlier, found):
            found[later] = earlier
    return {later: found[later] for later in sorted(found)}


def taken(told: Iterable[Told], reuses: Iterable[Reuse], days: Mapping[str, str]) -> dict[str, str]:
    """Claim → the article from which its sentence was taken, for claims in passages of an excerpt; of several by the same order as articles."""
    of: dict[str, list[tuple[_Edge, tuple[Span, ...]]]] = defaultdict(list)
    excerpts = {(min(one.first, one.second), max(one.first, one.second)): one for one in reuses if one.relation == "excerpt"}
    for edge in _edges(excerpts.values(), days):
        one = excerpts[min(edge.later, edge.earlier), max(edge.later, edge.earlier)]
        of[edge.later].append((edge, tuple(p.first if one.first == edge.later else p.second for p in one.passages)))
    found = {}
    for each in told:
        source = next((edge.earlier for edge, spans in of.get(each.article, ()) if _inside(each.claim.quote, spans)), None)
        if source is not None:
            found[each.claim.id] = source
    return found


def _inside(quote: Quote, spans: Iterable[Span]) -> bool:
    shared = sum(max(0, min(quote.end, span.end) - max(quote.start, span.start)) for span in spans)
    return shared >= INSIDE * (quote.end - quote.start)


def _edges(reuses: Iterable[Reuse], days: Mapping[str, str]) -> list[_Edge]:
    def age(article: str) -> tuple[str, str]:
        return days.get(article, "9999"), article

    ranked = []
    for one in reuses:
        source = one.direction.source
        earlier, later = (one.first, one.second) if source == "first" else (one.second, one.first)
        if source is None:
            earlier, later = sorted((one.first, one.second), key=age)
        ranked.append((_RANK.index(one.direction.basis), age(earlier), age(later), _Edge(later, earlier, source is not None)))
    return [edge for *_, edge in sorted(ranked, key=lambda item: item[:3])]


def _line(article: str, found: Mapping[str, str]) -> Iterator[str]:
    """The article, what it reprints, and so on."""
    yield article
    while article in found:
        article = found[article]
        yield article
