"""Pages that were made already, kept while nothing on them has changed: within so many bytes, those that were asked for last."""

from __future__ import annotations

import threading
import zlib
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

BYTES = 64_000_000
"""Of all kept pages, compressed: some ten thousand articles."""
_LEVEL = 1
"""Of compression: the fastest, which makes a page a fifth of its size."""


@dataclass
class Kept:
    """The key of a page has to name all on which it depends. Safe for threads."""

    most: int = BYTES
    _held: OrderedDict[Hashable, bytes] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: Hashable) -> bytes | None:
        with self._lock:
            found = self._held.get(key)
            if found is None:
                return None
            self._held.move_to_end(key)
        return zlib.decompress(found)

    def put(self, key: Hashable, page: bytes) -> None:
        made = zlib.compress(page, _LEVEL)
        with self._lock:
            self._bytes += len(made) - len(self._held.pop(key, b""))
            self._held[key] = made
            while self._bytes > self.most:
                self._bytes -= len(self._held.popitem(last=False)[1])

    @property
    def size(self) -> int:
        """Bytes that are held."""
        return self._bytes
