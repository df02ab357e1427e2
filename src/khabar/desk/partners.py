"""Claims that may speak of the same occurrence as one: of those that name the same people about the same days, the likest."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from khabar.ledger.pairs import Pair
from khabar.ledger.periods import Period
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.stored import StoredClaim
from khabar.records.article import Published
from khabar.records.occurrence import Told

SHOWN = 5
_LOOKED = 60
"""So many claims are compared with it at most."""
_DAYS = 10
"""Published so many days before and after it."""
_LEAST = 0.05
"""A pair less likely than that is not worth a look."""


@dataclass(frozen=True, slots=True)
class Partner:
    """`score` is the calibrated probability (0 to 1) that both are of one occurrence."""

    claim: StoredClaim
    score: float


def partners(reader: Reader, one: StoredClaim) -> tuple[Partner, ...]:
    """The likest first; none that a reviewer has held against it already."""
    found = reader.claims(Query(parties=people(one), exact=True, published=near(one), order="published"), _LOOKED).claims
    known = _judged(reader.claim_pairs(), one.id)
    return _likest(one, [each for each in found if each.id not in known])


def people(one: StoredClaim) -> tuple[str, ...]:
    """Who stands on its sides, by id or name."""
    return tuple(dict.fromkeys(each.id or each.name for each in (*one.claim.actor, *one.claim.recipient)))


def near(one: StoredClaim) -> Period | None:
    """The days about its publication; None where that is not known."""
    if not (one.published_start and one.published_end):
        return None
    first, last = date.fromisoformat(one.published_start), date.fromisoformat(one.published_end)
    far = timedelta(_DAYS)
    return Period((first - far).isoformat() if first.toordinal() > _DAYS else None, (last + far).isoformat() if last.year < date.max.year else None)


def _judged(pairs: Iterable[Pair], claim: str) -> Collection[str]:
    """Those with which it was judged, and it itself."""
    return {claim, *(end for pair in pairs if claim in pair.ends for end in pair.ends)}


def _likest(one: StoredClaim, others: Iterable[StoredClaim]) -> tuple[Partner, ...]:
    from khabar.corroboration.likeness import reached, view  # noqa: PLC0415 - slow to load, and only this list needs it
    from khabar.corroboration.occurrences import comparable  # noqa: PLC0415 - likewise

    own = view(_told(one))
    views = [(each, view(_told(each))) for each in {each.id: each for each in others}.values()]
    scored = [Partner(each, reached(own, other, _LEAST)) for each, other in views if comparable(own, other)]
    return tuple(sorted((each for each in scored if each.score), key=lambda each: (-each.score, each.claim.id))[:SHOWN])


def _told(one: StoredClaim) -> Told:
    """What comparing needs of a claim; how the day of publication is known does not count."""
    known = Published(one.published_start, one.published_end, "", None) if one.published_start and one.published_end else None
    return Told(one.claim, one.article, one.outlet, known)
