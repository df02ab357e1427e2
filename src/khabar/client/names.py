"""Whom or what somebody means by what they typed; a name or id that there is not is answered with the nearest one."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.arabic import likeness
from khabar.ledger.engine import LedgerError
from khabar.ledger.naming import Unknown, meant, nearest
from khabar.ledger.reader import Reader

_NEAREST = 3
"""Outlets that are offered at most."""
_PRINTED = {"claim": "`khabar claims --format csv`", "article": "`khabar claims --format csv`", "occurrence": "`khabar occurrences --format csv`"}
"""What prints the ids of a kind, in the column of its name."""


class UnknownError(LedgerError):
    """Nothing in the ledger has this name or id; `near` is the nearest that it has, if any is near, else `mend` says how to go on."""

    def __init__(self, reason: str, near: str | None = None, mend: str = "") -> None:
        super().__init__(reason, f"did you mean {near}?" if near else mend)
        self.near = near

    def __str__(self) -> str:
        return "; ".join(filter(None, self.args))


def named(found: Reader, written: str) -> str:
    """The who's who's id of what somebody typed, or the name itself if the ledger has it. Raises UnknownError."""
    known = meant(found, written)
    if isinstance(known, Unknown):
        raise UnknownError(f"nobody in the ledger is called {written}", known.near)
    return known


def outlet(found: Reader, written: str) -> str:
    """The name of an outlet of which the ledger has an article, in any spelling that folds alike. Raises UnknownError with the nearest ones."""
    if found.publishes(written):
        return written
    known = found.outlets()
    near = nearest(written, known, _NEAREST)
    some = f"the ledger has {'، '.join(known[:_NEAREST])}" + (f" and {len(known) - _NEAREST} more" if len(known) > _NEAREST else "")
    raise UnknownError(f"no article in the ledger is from {written}", " or ".join(near), some if known else "")


def missing(kind: str, written: str, known: Iterable[str]) -> UnknownError:
    """What to raise where there is no such id."""
    return UnknownError(f"no {kind} {written}", likeness.nearest(written, known), id_form(kind, _PRINTED[kind]) if kind in _PRINTED else "")


def id_form(kind: str, command: str) -> str:
    """What an id looks like, and where it is to be had."""
    return f"an id is 16 hexadecimal digits, such as 2f8f98d5a6dca717; take it from the column `{kind}` of {command}"
