"""What a value of a filter means, as somebody writes it: commands, client and desk ask here, so that all take and refuse the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from khabar.ledger import values
from khabar.ledger.naming import named, outlet
from khabar.ledger.query import PEOPLE
from khabar.ledger.reader import Reader

LISTED: Mapping[str, Callable[[str], str]] = {"type": values.kind, "mode": values.mode, "status": values.status, "country": values.country}
"""Filters whose values are of a list, whatever the ledger holds."""


def meaning(found: Reader, name: str, written: str) -> str:
    """The value that a filter, one of `MANY`, is asked with; a place or an article's id is what was written.

    Raises NoneSuchError for a value that there is not; of it, UnknownError for a name that nobody and an outlet that no article has.
    """
    if name in PEOPLE:
        return named(found, written)
    if name == "outlet":
        return outlet(found, written)
    return LISTED[name](written) if name in LISTED else written
