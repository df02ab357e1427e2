"""Values of filters as somebody writes them: what cannot be is refused with what may have been meant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khabar.arabic import likeness
from khabar.arabic.folding import fold
from khabar.knowledge import countries, plover
from khabar.ledger import words
from khabar.ledger.engine import LedgerError

_NEAR = 60
"""Likeness, of 100, from which a code or mode is offered: they are short, and few."""


def mode(written: str) -> str:
    """A mode as `TYPE/mode`, in any case. Raises LedgerError for one that PLOVER has not."""
    kind, _, rest = written.partition("/")
    known = f"{kind.upper()}/{rest.lower()}"
    if known in _modes():
        return known
    raise LedgerError(f"there is no mode {written}", _offer(_near_modes(written)) or "write type and mode, as ASSAULT/aerial")


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
    """A country's alpha-3 code, in any case. Raises LedgerError for what is none in ISO 3166-1."""
    code = written.upper()
    if code in countries.codes():
        return code
    named = countries.names().get(fold(written))
    near = [named] if named else _nearest(code, countries.codes())
    raise LedgerError(f"there is no country {written}", _offer(near) or "give its code of ISO 3166-1 alpha-3, as SYR")


def text(written: str) -> str:
    """Words to look for. Raises LedgerError where there is none."""
    if not words.terms(written):
        raise LedgerError(f"{written!r} holds no word", 'ask for words, "a phrase" or beginning*, or leave the text out to get all')
    return written


def _nearest(written: str, known: Iterable[str]) -> list[str]:
    near = likeness.nearest(written, known, _NEAR)
    return [near] if near else []


def _offer(near: Sequence[str]) -> str:
    return f"did you mean {' or '.join(near)}?" if near else ""
