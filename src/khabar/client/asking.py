"""Which claims are meant: the filters of `khabar claims`, as somebody writes them, made a query of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypedDict, get_args

from khabar.ledger import values
from khabar.ledger.engine import LedgerError
from khabar.ledger.meaning import meaning
from khabar.ledger.naming import named
from khabar.ledger.periods import period
from khabar.ledger.query import MANY, Order, Query
from khabar.ledger.reader import Reader

Some = str | Sequence[str]
"""One value, or several of which any will do."""


class Filters(TypedDict, total=False):
    """The options of `khabar claims` without their dashes; `rejected` is its --all, `between` two actors."""

    text: str
    actor: Some
    recipient: Some
    party: Some
    speaker: Some
    outlet: Some
    type: Some
    mode: Some
    status: Some
    place: Some
    country: Some
    article: Some
    happened: str
    published: str
    min_confidence: float
    exact: bool
    line: bool
    rejected: bool
    between: tuple[str, str] | None


_PLAIN: tuple[Literal["min_confidence", "exact", "line", "rejected"], ...] = ("min_confidence", "exact", "line", "rejected")
_READ: dict[Literal["text", "happened", "published"], Callable[[str], object]] = {"text": values.text, "happened": period, "published": period}


def query(found: Reader, filters: Filters, order: Order = "learned", *, newest_first: bool = True) -> Query:
    """The query of some filters.

    Raises LedgerError for a value that means nothing, UnknownError for a name that nobody and an outlet that no article has,
    TypeError for a filter that there is not.
    """
    unknown = sorted(filters.keys() - Filters.__annotations__.keys())
    if unknown:
        raise TypeError(f"there is no filter {unknown[0]}; filters are {', '.join(Filters.__annotations__)}")
    if order not in get_args(Order):
        raise LedgerError(f"claims are not sorted by {order!r}", f"sort them by {', '.join(get_args(Order))}")
    chosen: dict[str, Any] = {field: tuple(meaning(found, name, one) for one in _several(filters.get(name))) for name, field in MANY.items()}
    chosen |= {name: filters[name] for name in _PLAIN if name in filters}
    chosen |= {name: read(written) for name, read in _READ.items() if (written := filters.get(name)) is not None}
    return Query(dyad=_pair(found, filters.get("between")), order=order, newest_first=newest_first, **chosen)


def _several(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def _pair(found: Reader, pair: tuple[str, str] | None) -> tuple[str, str] | None:
    if not pair:
        return None
    first, second = pair
    return named(found, first), named(found, second)
