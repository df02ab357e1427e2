"""The filters of `khabar claims` as an address has them: `?party=…&type=ASSAULT&happened=2016`, the same names as the options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from khabar.ledger.engine import LedgerError
from khabar.ledger.naming import Unknown, meant
from khabar.ledger.periods import period
from khabar.ledger.query import MANY, PEOPLE, Order, Query
from khabar.ledger.reader import PAGE, Reader

FLAGS = {"exact": "exact", "line": "line", "all": "rejected"}
ORDERS: tuple[Order, ...] = get_args(Order)
NAMES = (*MANY, *FLAGS, "text", "between", "happened", "published", "min_confidence", "order", "oldest_first")
"""All filters; `limit`, `cursor` and `as_of` are not among them, since they do not choose."""
MOST = 200
"""Claims of one page at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for. `written` holds the filters as they were given, empty ones left out."""

    query: Query
    written: Mapping[str, tuple[str, ...]]
    unknown: tuple[Unknown, ...]
    """Names that nobody in the ledger has: then nothing answers."""
    limit: int
    cursor: str | None

    def address(self, path: str, more: Mapping[str, str], drop: tuple[str, str] | None = None) -> str:
        """The address of the same filters on a path with more of them, and without one value of one."""
        kept = [(name, value) for name, values in self.written.items() for value in values if (name, value) != drop and name not in more]
        asked = urlencode([*kept, *more.items()])
        return f"{path}?{asked}" if asked else path

    @property
    def sized(self) -> bool:
        return self.limit != PAGE

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """The filters that choose, each with one value; how the answers are sorted is not among them."""
        return tuple((name, value) for name, values in self.written.items() if name not in ("order", "oldest_first") for value in values)

    def first(self, name: str) -> str:
        """The first value of a filter, as the form shows it; empty for none."""
        return next(iter(self.written.get(name, ())), "")

    @property
    def anything(self) -> bool:
        """Whether no filter chooses: every claim answers."""
        return self.query == Query(order=self.query.order, newest_first=self.query.newest_first)


def asked(given: QueryParams, reader: Reader) -> Asked:
    """Raises LedgerError for a value that cannot be understood, in the words of the commands."""
    written = {name: values for name in NAMES if (values := tuple(one.strip() for one in given.getlist(name) if one.strip()))}
    unknown: list[Unknown] = []
    wanted: dict[str, Any] = {field: written[name] for name, field in MANY.items() if name in written}
    for name in PEOPLE:
        if name in written:
            wanted[MANY[name]] = _known(reader, written[name], unknown)
    if pair := written.get("between"):
        if len(pair) != 2:
            raise LedgerError("«between» needs two names", "give it twice, as ?between=A&between=B")
        known = _known(reader, pair, unknown)
        wanted["dyad"] = known if len(known) == 2 else None
    wanted |= {field: True for name, field in FLAGS.items() if name in written}
    wanted |= {name: period(written[name][-1]) for name in ("happened", "published") if name in written}
    query = Query(
        text=written.get("text", ("",))[-1],
        min_confidence=_score(written),
        order=_order(written),
        newest_first="oldest_first" not in written,
        **wanted,
    )
    return Asked(query, written, tuple(unknown), _limit(given), given.get("cursor") or None)


def _known(reader: Reader, written: Iterable[str], unknown: list[Unknown]) -> tuple[str, ...]:
    found = [meant(reader, one) for one in written]
    unknown += [one for one in found if isinstance(one, Unknown)]
    return tuple(one for one in found if isinstance(one, str))


def _score(written: Mapping[str, tuple[str, ...]]) -> float:
    given = written.get("min_confidence", ("0",))[-1]
    try:
        score = float(given)
    except ValueError:
        score = -1
    if not 0 <= score <= 1:
        raise LedgerError(f"{given!r} is no score", "give a number from 0 to 1")
    return score


def _order(written: Mapping[str, tuple[str, ...]]) -> Order:
    given = written.get("order", ("learned",))[-1]
    if given not in ORDERS:
        raise LedgerError(f"there is no order {given!r}", f"ask for {', '.join(ORDERS)}")
    return given


def _limit(given: QueryParams) -> int:
    wanted = given.get("limit") or str(PAGE)
    if not wanted.isascii() or not wanted.isdigit() or not 1 <= int(wanted[:9]) <= MOST:
        raise LedgerError(f"{wanted!r} is no number of claims", f"ask for 1 to {MOST}")
    return int(wanted)
