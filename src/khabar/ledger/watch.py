"""Tells at once what of a ledger has changed, for those who keep what they made of it: a look costs some microseconds while nothing is written.

SQLite counts for each connection the commits of others (`PRAGMA data_version`); only once the count has moved are the new codings read.
PostgreSQL has no such count.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine

from khabar.ledger.query import Horizon

_MOST = 20_000
"""Ids that are remembered as changed; of more than these it is only known that any may be among them."""
_CACHE = "PRAGMA cache_size=-500"
_LAST = "SELECT coalesce((SELECT max(id) FROM coding), 0), coalesce((SELECT max(id) FROM judgement), 0)"
_CODED = """
WITH fresh AS MATERIALIZED (SELECT DISTINCT article FROM coding NOT INDEXED WHERE id > :last)
SELECT uid FROM article WHERE id IN (SELECT article FROM fresh)
UNION SELECT claim.uid FROM fresh CROSS JOIN coding ON coding.article = fresh.article CROSS JOIN claim ON claim.coding = coding.id
LIMIT :most
"""
"""Articles that were coded, and all claims that any coding of them found.

In SQLite `CROSS JOIN` keeps the order and `NOT INDEXED` the search by id: left to choose, it goes through all claims of a large ledger.
"""


class Watch:
    """Of one SQLite file, from the first look on, which is at once; for one thread at a time, which it never makes wait for a writer."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._connection: sqlite3.Connection | None = None
        self._version = -1
        self._last = Horizon(0, 0)
        self._since = 0
        self._changed: dict[str, int] = {}
        self.look()

    def look(self) -> Horizon | None:
        """How far the ledger goes now; None where that cannot be told at once."""
        try:
            connection = self._opened()
            version = connection.execute("PRAGMA data_version").fetchone()[0]
            if version != self._version:
                self._read(connection)
                self._version = version
        except sqlite3.Error:
            return None
        return self._last

    def changed(self, uid: str, coding: int) -> bool:
        """Whether an article or claim may have been coded after a coding, up to the last look."""
        return coding < self._since or self._changed.get(uid, 0) > coding

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = sqlite3.connect(
                f"{self._file.absolute().as_uri()}?mode=ro", 0, uri=True, isolation_level=None, check_same_thread=False
            )
            self._connection.execute(_CACHE)
        return self._connection

    def _read(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN")
        try:
            last = Horizon(*connection.execute(_LAST).fetchone())
            if self._version < 0:
                self._since = last.coding
            elif last.coding > self._last.coding:
                self._remember(connection.execute(_CODED, {"last": self._last.coding, "most": _MOST}).fetchall(), last.coding)
            self._last = last
        finally:
            connection.execute("COMMIT")

    def _remember(self, found: list[tuple[str]], coding: int) -> None:
        if len(self._changed) + len(found) < _MOST:
            self._changed |= {uid: coding for (uid,) in found}
        else:
            self._changed.clear()
            self._since = coding


def watch(engine: Engine) -> Watch | None:
    """None for a database that cannot be watched so."""
    name = engine.url.database
    return Watch(Path(name)) if engine.dialect.name == "sqlite" and name and name != ":memory:" else None
