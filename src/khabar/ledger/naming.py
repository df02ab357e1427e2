"""What somebody who types a name means by it: an actor of the who's who, or a name that the ledger itself holds."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.arabic.folding import fold
from khabar.knowledge import actors
from khabar.ledger.reader import Reader

_NEAR = 80
"""Likeness, of 100, above which another name is offered."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that nobody has; `near` is the nearest that somebody has."""

    written: str
    near: str | None


def meant(found: Reader, written: str) -> str | Unknown:
    """The who's who's id of what somebody typed, or the name itself if the ledger has it."""
    if actors.load().get(written):
        return written
    known = resolve(written)
    if known is not None:
        return known
    if found.named(written) or len(found.alike(written)) > 1:
        return written
    return Unknown(written, _near(found, written))


def resolve(written: str) -> str | None:
    """The one actor of the who's who that a name names."""
    from khabar import mentions  # noqa: PLC0415 - only for a name that somebody types, and it is slow to load

    found = mentions.resolve(written)
    return found.ids[0] if found and len(found.ids) == 1 else None


def _near(found: Reader, written: str) -> str | None:
    from rapidfuzz import process  # noqa: PLC0415 - only for a name that is not known, and it is slow to load

    near = process.extractOne(written, found.names(), processor=fold, score_cutoff=_NEAR)
    return near[0] if near else None
