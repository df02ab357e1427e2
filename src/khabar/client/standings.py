"""The corroborated ledger, kept in memory while nothing is added to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock

from khabar.corroboration.standing import Standing, standing
from khabar.ledger.reader import Reader

_KEPT = 2
"""As it stands, and as it stood on the day that somebody looks at."""


@dataclass(frozen=True)
class Standings:
    """Of one ledger. Threads that ask for the same wait for the first of them."""

    _held: dict[str, Standing] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, found: Reader) -> Standing:
        """What a pinned reader sees, corroborated. Raises LedgerError where the database fails."""
        with self._lock:
            if found.mark not in self._held:
                made = standing(found)
                while len(self._held) >= _KEPT:
                    self._held.pop(next(iter(self._held)))
                self._held[found.mark] = made
            return self._held[found.mark]
