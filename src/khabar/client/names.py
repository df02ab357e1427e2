"""What is told of an id that there is not: the nearest one, or how an id looks and where it is to be had."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.arabic import likeness
from khabar.ledger.naming import UnknownError

__all__ = ["UnknownError", "id_form", "missing"]

_PRINTED = {"claim": "`khabar claims --format csv`", "article": "`khabar claims --format csv`", "occurrence": "`khabar occurrences --format csv`"}
"""What prints the ids of a kind, in the column of its name."""


def missing(kind: str, written: str, known: Iterable[str]) -> UnknownError:
    """What to raise where there is no such id."""
    return UnknownError(f"no {kind} {written}", (likeness.nearest(written, known),), id_form(kind, _PRINTED[kind]) if kind in _PRINTED else "")


def id_form(kind: str, command: str) -> str:
    """What an id looks like, and where it is to be had."""
    return f"an id is 16 hexadecimal digits, such as 2f8f98d5a6dca717; take it from the column `{kind}` of {command}"
