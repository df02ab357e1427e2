"""Pages that were made already, kept while nothing on them has changed: within so many bytes, those that were asked for last."""

from __future__ import annotations

import threading
import zlib
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from khabar.ledger.query import Horizon

BYTES = 64_000_000
"""Of all kept pages, compressed: some ten thousand articles."""
_LEVEL = 1
"""Of compression: the fastest, which makes a page a fifth of its size."""


@dataclass(frozen=True, slots=True)
class State:
    """All that a page of an article or claim `subject` shows: its last coding, and what else of the ledger, as `Lately.state` names it."""

    subject: str
    coding: int
    aside: Hashable


@dataclass(frozen=True, slots=True)
class Made:
    """A page, compressed, of a state; its entity tag; and, for a page of the ledger as it stands, how far that went when it was last found right."""

    packed: bytes
    tag: str
    state: State
    seen: Horizon | None

    @property
    def page(self) -> bytes:
        return zlib.decompress(self.packed)


@dataclass
class Kept:
    """The key of a page has to name all on which it depends beside the ledger. Safe for threads."""

    most: int = BYTES
    _held: OrderedDict[Hashable, Made] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def find(self, key: Hashable) -> Made | None:
        """Of whatever state."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
        return found

    def get(self, key: Hashable, state: State, seen: Horizon | None) -> Made | None:
        """Of this state, which it is known to have had up to `seen`."""
        found = self.find(key)
        if found is None or found.state != state:
            return None
        if found.seen != seen:
            self.keep(key, found := replace(found, seen=seen))
        return found

    def put(self, key: Hashable, page: bytes, tag: str, state: State, seen: Horizon | None) -> Made:
        self.keep(key, made := Made(zlib.compress(page, _LEVEL), tag, state, seen))
        return made

    def keep(self, key: Hashable, made: Made) -> None:
        with self._lock:
            old = self._held.pop(key, None)
            self._bytes += len(made.packed) - (len(old.packed) if old else 0)
            self._held[key] = made
            while self._bytes > self.most:
                self._bytes -= len(self._held.popitem(last=False)[1].packed)

    @property
    def size(self) -> int:
        """Bytes that are held."""
        return self._bytes
