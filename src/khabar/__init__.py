"""Khabar reads the Arabic press and keeps an open ledger of attributed claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from khabar.client import Ledger
    from khabar.client.coding import Coding

__version__ = "0.1.0"


def open(db: str | Path = "khabar.db", as_of: str | None = None) -> Ledger:  # noqa: A001 - read as khabar.open
    """The ledger at a path or URL, as it stands, or as it stood at the end of a day (UTC) or at an instant.

    Raises `khabar.ledger.engine.LedgerError` where there is none.
    """
    from khabar import client  # noqa: PLC0415 - `import khabar` stays cheap

    return client.opened(str(db), as_of)


def code(given: str | Path) -> Coding:
    """A text, the source of a page, or the name of a file that holds one: coded, and nothing stored.

    A string that names a file is read as that file. Raises `khabar.client.coding.UnreadableError`.
    """
    from khabar import pipeline  # noqa: PLC0415 - likewise
    from khabar.client.coding import coding  # noqa: PLC0415

    return coding(given, pipeline.read, pipeline.code)
