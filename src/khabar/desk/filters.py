"""The filters of `khabar claims` as an address has them: `?party=…&type=ASSAULT&happened=2016`, the same names as the options."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from khabar.arabic.likeness import nearest
from khabar.desk.choices import NAMES as CHOICES
from khabar.ledger.engine import LedgerError
from khabar.ledger.meaning import LISTED, meaning
from khabar.ledger.naming import named
from khabar.ledger.periods import period
from khabar.ledger.query import MANY, PEOPLE, Order, Query
from khabar.ledger.reader import PAGE, Reader
from khabar.ledger.values import NoneSuchError

FLAGS = {"exact": "exact", "line": "line", "all": "rejected"}
ORDERS: tuple[Order, ...] = get_args(Order)
NAMES = (*MANY, *FLAGS, "text", "between", "happened", "published", "min_confidence", "order", "oldest_first")
"""All filters."""
BESIDE = ("limit", "cursor", "as_of", *CHOICES)
"""What else an address may hold; it does not choose."""
MOST = 200
"""Claims of one page at most."""


@dataclass(frozen=True, slots=True)
class Strange:
    """A value that a filter has not: nothing answers it. `near` are those that may have been meant."""

    name: str
    written: str
    near: tuple[str, ...]

    @property
    def what(self) -> str:
        """What there is none of: the filter's name, and for all that take somebody's name `person`."""
        return "person" if self.name == "between" or self.name in PEOPLE else self.name


@dataclass(frozen=True, slots=True)
class Unread:
    """A name in an address that is no filter, and is passed over; `near` is the filter that may have been meant."""

    name: str
    values: tuple[str, ...]
    near: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for. `written` holds the filters as they were given, empty ones left out."""

    query: Query
    written: Mapping[str, tuple[str, ...]]
    strange: tuple[Strange, ...]
    """Where there are any, nothing answers."""
    unread: tuple[Unread, ...]
    limit: int
    cursor: str | None

    def address(self, path: str, more: Mapping[str, str], drop: tuple[str, str] | None = None) -> str:
        """The address of the same filters on a path with more of them, and without one value of one."""
        kept = [(name, value) for name, values in self.written.items() for value in values if (name, value) != drop and name not in more]
        return _address(path, [*kept, *more.items()])

    def instead(self, path: str, more: Mapping[str, str], one: Strange, near: str) -> str:
        """The same with a value that may have been meant in the place of one that there is not."""
        kept = [(name, near if (name, value) == (one.name, one.written) else value) for name, values in self.written.items() for value in values]
        return _address(path, [*kept, *more.items()])

    def renamed(self, path: str, more: Mapping[str, str], one: Unread) -> str:
        """The same with the filter that may have been meant."""
        kept = [(name, value) for name, values in self.written.items() for value in values]
        return _address(path, [*kept, *((one.near or one.name, value) for value in one.values), *more.items()])

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


def _address(path: str, items: Iterable[tuple[str, str]]) -> str:
    asked = urlencode([*items])
    return f"{path}?{asked}" if asked else path


def asked(given: QueryParams, reader: Reader, own: Iterable[str] = ()) -> Asked:
    """What an address asks; `own` are the names of what the page itself takes beside the filters and what every page takes.

    Raises LedgerError for a value that cannot be understood, in the words of the commands.
    """
    written = {name: values for name in NAMES if (values := tuple(one.strip() for one in given.getlist(name) if one.strip()))}
    strange: list[Strange] = []
    wanted: dict[str, Any] = {}
    for name, field in MANY.items():
        if name in written:
            wanted[field] = _known(name, written[name], partial(meaning, reader, name), strange)
            if name in LISTED and len(wanted[field]) == len(written[name]):
                written[name] = wanted[field]  # as the list has them, whatever their case, so that the form finds them in it
    if pair := written.get("between"):
        if len(pair) != 2:
            raise LedgerError("«between» needs two names", "give it twice, as ?between=A&between=B")
        known = _known("between", pair, partial(named, reader), strange)
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
    return Asked(query, written, tuple(strange), _unread(given, own), _limit(given), given.get("cursor") or None)


def _known(name: str, written: Iterable[str], meant: Callable[[str], str], strange: list[Strange]) -> tuple[str, ...]:
    """What the values of a filter mean; those that it has not go to `strange`."""
    found: list[str] = []
    for one in written:
        try:
            found.append(meant(one))
        except NoneSuchError as error:
            strange.append(Strange(name, one, error.offers))
    return tuple(found)


def _unread(given: QueryParams, own: Iterable[str]) -> tuple[Unread, ...]:
    known = {*NAMES, *BESIDE, *own}
    return tuple(Unread(name, tuple(given.getlist(name)), nearest(name.lower(), NAMES)) for name in given if name not in known)


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
