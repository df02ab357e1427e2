"""The ledger as the desk's pages ask for it: one engine for all of them, and answers that are dear kept while the ledger stands still."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

from fastapi import Depends, Request
from sqlalchemy import Engine

from khabar.desk.charts import Charts
from khabar.desk.kept import Kept, State
from khabar.ledger.engine import LedgerError
from khabar.ledger.query import Horizon, Query
from khabar.ledger.reader import Reader, open_ledger
from khabar.ledger.stored import Extent
from khabar.ledger.watch import watch

if TYPE_CHECKING:
    from khabar.corroboration.reprints import Reprints
    from khabar.corroboration.standing import Standing
    from khabar.desk.disputes import Disputed

Answer = TypeVar("Answer")
_KEPT = 3
"""So many answers of a kind are kept: of the ledger as it stands and as it stood."""
_EXCERPTS = 8
"""So many excerpts are kept, of some megabytes each."""
MOST = 12
"""So many of the most disputed occurrences are kept."""
CLAIMS = 50_000
"""Ledgers of more claims are not corroborated as a whole: it would take minutes, and gigabytes, for each state of the ledger."""
EXCERPT = 1_000
"""Claims that are put together where all are too many: a second or two."""
_TURNS = 2
"""So many pages are made at once: more would only make each other late, and those that are kept already too."""
_REST = 10
"""While pages are being added the standing is worked out again only after so many times the time that it took."""


@dataclass(frozen=True, slots=True)
class Lately:
    """What is None has not been worked out yet; `current` says whether all is of the ledger as the reader sees it."""

    standing: Standing | None
    disputed: tuple[Disputed, ...] | None
    """The occurrences with most conflicts."""
    current: bool
    mark: str | None = None
    """Of the state for which `standing` was worked out."""
    beyond: bool = False
    """Whether the ledger has so many claims that the desk does not work it out; then nothing is there."""

    def state(self, reader: Reader) -> tuple[str | None, ...]:
        """On what of the ledger, beside its own coding, a page with this aside depends: all of it once there is a standing, else its judgements."""
        assert reader.pinned is not None
        seen = reader.mark if self.standing is not None else str(reader.pinned.judgement)
        return self.mark, seen, str(self.current), str(self.beyond)


class Source:
    """Every answer is of a pinned reader, and kept under the reader's mark, which names all that it sees."""

    def __init__(self, db: str) -> None:
        self.charts = Charts()
        self.pages = Kept()
        self.turn = threading.BoundedSemaphore(_TURNS)
        """Held while a page is made."""
        self._reader = open_ledger(db)
        self._watch = watch(self._reader.engine)
        self._kept: dict[str, OrderedDict[Hashable, Any]] = defaultdict(OrderedDict)
        self._rested = self._counted = 0.0
        self._large = False
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)

    def reader(self, as_of: str | None = None) -> Reader:
        """A pinned reader: all that one page shows is of one state of the ledger. Raises LedgerError."""
        return self._reader.as_of(as_of).pin()

    @contextmanager
    def session(self, as_of: str | None = None) -> Iterator[Reader]:
        """A pinned reader that asks everything in one transaction: for pages of many short answers. Raises LedgerError."""
        with self._reader.as_of(as_of).session() as reader:
            yield reader

    def extent(self, reader: Reader) -> Extent:
        return self._once("extent", reader.mark, reader.extent)

    def extent_lately(self, reader: Reader) -> tuple[Extent, bool]:
        """The extent, and whether it is of the ledger as the reader sees it: a large one, which takes seconds to count, as it was counted last."""
        kept = self._kept["extent"]
        if not self._large or reader.instant is not None or not kept or reader.mark in kept:
            return self.extent(reader), True
        return cast(Extent, next(reversed(kept.values()))), False

    def count(self, reader: Reader) -> None:
        """Count anew, unless somebody is at it: what a page that made do with `extent_lately` leaves to be done after it is sent."""
        if not self._locks["extent"].locked() and time.monotonic() >= self._counted:
            begun = time.monotonic()
            self.extent(reader)
            self._counted = time.monotonic() + _REST * (time.monotonic() - begun)

    def standing(self, reader: Reader) -> Standing:
        """The ledger corroborated, as the commands do it: occurrences, witnesses, contradictions. Raises LedgerError for one of too many claims."""
        from khabar.corroboration.standing import standing  # noqa: PLC0415 - slow to load, and the first page must not wait for it

        self._bounded(reader)
        return self._once("standing", reader.mark, lambda: standing(reader))

    def excerpt(self, reader: Reader, query: Query, uid: str = "") -> tuple[Standing, bool]:
        """The first claims that answer, and the one of an id, corroborated by themselves; and whether more answer."""
        from khabar.corroboration.standing import excerpt  # noqa: PLC0415 - likewise

        def made() -> tuple[Standing, bool]:
            found, one = reader.claims(query, EXCERPT), reader.claim(uid) if uid else None
            return excerpt(reader, (*((one,) if one else ()), *found.claims)), found.next is not None

        return self._once("excerpt", (reader.mark, query, uid), made, _EXCERPTS)

    def lately(self, reader: Reader) -> Lately:
        """What was worked out last, at once, even if the ledger has grown since: for pages to which it is an aside."""
        kept, mark = self._kept["standing"], reader.mark
        at = mark if mark in kept else next(reversed(kept), None)
        found = kept.get(at) if at is not None else None
        disputed = self._kept["disputed"].get(at) if at is not None else None
        current = at == mark and disputed is not None
        if not current and self.beyond(reader):
            return Lately(None, None, current=False, mark=None, beyond=True)
        return Lately(found, disputed, current, at, beyond=False)

    @property
    def watched(self) -> bool:
        """Whether it can be told without waiting what has changed."""
        return self._watch is not None

    def unchanged(self, state: State, seen: Horizon) -> bool:
        """Whether what had a state when the ledger went so far has it still, as far as can be told without waiting: False where it cannot be told.

        For the one thread of the event loop, and for pages of the ledger as it stands.
        """
        now = self._watch.look() if self._watch is not None else None
        if now is None or self._watch is None or self._watch.changed(state.subject, seen.coding):
            return False
        reader = replace(self._reader, pinned=now)
        at_hand = self._large or all(reader.mark in self._kept[kind] for kind in ("standing", "disputed"))
        return at_hand and state.aside == self.lately(reader).state(reader)

    def catch_up(self, reader: Reader) -> None:
        """Work it out anew, unless somebody is at it: what a page that made do with `lately` leaves to be done after it is sent."""
        from khabar.desk.disputes import disputed  # noqa: PLC0415 - slow to load, and the first page must not wait for it

        if self.beyond(reader) or self._locks["disputed"].locked() or time.monotonic() < self._rested:
            return
        begun = time.monotonic()
        self._once("disputed", reader.mark, lambda: disputed(self.standing(reader), MOST))
        self._rested = time.monotonic() + _REST * (time.monotonic() - begun)

    def reprints(self, reader: Reader) -> Reprints:
        from khabar.corroboration.reprints import reprints  # noqa: PLC0415 - likewise

        self._bounded(reader)
        return self._once("reprints", reader.mark, lambda: reprints(reader))

    def _bounded(self, reader: Reader) -> None:
        if self.beyond(reader):
            raise LedgerError(
                f"this rests on all claims together, and the ledger has more than the {CLAIMS:,} that the desk puts together",
                "ask the command line: `khabar occurrences`, `khabar contradictions`, `khabar relation`, `khabar network`",
            )

    @property
    def large(self) -> bool:
        """Whether it is known already that there are too many claims."""
        return self._large

    def beyond(self, reader: Reader) -> bool:
        """Whether there are too many claims. A ledger never shrinks, so that it is asked no more once it is so."""
        self._large = self._large or reader.more_than(CLAIMS)
        return self._large

    @property
    def engine(self) -> Engine:
        return self._reader.engine

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
        self.engine.dispose()

    def _once(self, kind: str, key: Hashable, make: Callable[[], Answer], most: int = _KEPT) -> Answer:
        """One thread works an answer out, the others wait for it. The key names all that it was made from."""
        kept = self._kept[kind]
        with self._locks[kind]:
            if key not in kept:
                kept[key] = make()
                while len(kept) > most:
                    kept.popitem(last=False)
            return cast(Answer, kept[key])


def source(request: Request) -> Source:
    return cast(Source, request.app.state.source)


Ledger = Annotated[Source, Depends(source)]
"""What a route takes to ask the ledger."""
