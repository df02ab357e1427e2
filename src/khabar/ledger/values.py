"""Values of filters as somebody writes them: what cannot be is refused with what may have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khabar.arabic import likeness
from khabar.arabic.folding import fold
from khabar.knowledge import countries, plover
from khabar.ledger import words
from khabar.ledger.engine import LedgerError

_NEAR = 60
"""Likeness, of 100, from which a code, mode, type or status is offered: they are short, and few."""


class NoneSuchError(LedgerError):
    """There is no such value; `offers` are those that may have been meant, None left out. Where there are none, `mend` says how to go on."""

    def __init__(self, reason: str, offers: Iterable[str | None] = (), mend: str = "") -> None:
        self.offers = tuple(filter(None, offers))
        super().__init__(reason, f"did you mean {' or '.join(self.offers)}?" if self.offers else mend)


def kind(written: str) -> str:
    """A PLOVER type, in any case. Raises NoneSuchError."""
    return _one(written, written.upper(), plover.types(), "type")


def status(written: str) -> str:
    """One of the six statuses. Raises NoneSuchError."""
    return _one(written, written, plover.STATUSES, "status")


def _one(written: str, meant: str, known: Sequence[str], what: str) -> str:
    if meant in known:
        return meant
    raise NoneSuchError(f"there is no {what} {written}", _nearest(meant, known), f"give one of {', '.join(known)}")


def mode(written: str) -> str:
    """A mode as `TYPE/mode`, in any case. Raises NoneSuchError for one that PLOVER has not."""
    kind, _, rest = written.partition("/")
    known = f"{kind.upper()}/{rest.lower()}"
    if known in _modes():
        return known
    raise NoneSuchError(f"there is no mode {written}", _near_modes(written), "write type and mode, as ASSAULT/aerial")


def _modes() -> list[str]:
    return [f"{kind}/{each}" for kind, several in plover.modes().items() for each in several]


def _near_modes(written: str) -> list[str]:
    """By the mode alone where no type is given: `arrest` is a mode of two."""
    if "/" in written:
        kind, _, rest = written.partition("/")
        return _nearest(f"{kind.upper()}/{rest.lower()}", _modes())
    near = _nearest(written.lower(), {one.partition("/")[2] for one in _modes()})
    return [one for one in _modes() if one.partition("/")[2] in near]


def country(written: str) -> str:
    """A country's alpha-3 code, in any case. Raises NoneSuchError for what is none in ISO 3166-1."""
    code = written.upper()
    if code in countries.codes():
        return code
    named = countries.names().get(fold(written))
    near = [named] if named else _nearest(code, countries.codes())
    raise NoneSuchError(f"there is no country {written}", near, "give its code of ISO 3166-1 alpha-3, as SYR")


def text(written: str) -> str:
    """Words to look for. Raises LedgerError where there is none."""
    if not words.terms(written):
        raise LedgerError(f"{written!r} holds no word", 'ask for words, "a phrase" or beginning*, or leave the text out to get all')
    return written


def _nearest(written: str, known: Iterable[str]) -> list[str]:
    near = likeness.nearest(written, known, _NEAR)
    return [near] if near else []
