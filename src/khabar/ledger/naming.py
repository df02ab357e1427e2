"""What somebody who types a name means by it: an actor of the who's who, or a name that the ledger itself holds; and so of outlets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.arabic.folding import fold
from khabar.knowledge import actors
from khabar.ledger.reader import Reader
from khabar.ledger.values import NoneSuchError

_NEAR = 80
"""Likeness, of 100, above which another name is offered."""
_SHORTEST = 2
"""A name is so many times shorter at most than what was written: a particle stands in many names, and is meant by none."""
_OUTLETS = 3
"""Outlets that are offered at most."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that nobody has; `near` is the nearest that somebody has."""

    written: str
    near: str | None


class UnknownError(NoneSuchError):
    """Nothing in the ledger has this name or id."""

    @property
    def near(self) -> str | None:
        """The nearest that it has, if any is near."""
        return next(iter(self.offers), None)

    def __str__(self) -> str:
        return "; ".join(filter(None, self.args))


def named(found: Reader, written: str) -> str:
    """The who's who's id of what somebody typed, or the name itself if the ledger has it. Raises UnknownError."""
    known = meant(found, written)
    if isinstance(known, Unknown):
        raise UnknownError(f"nobody in the ledger is called {written}", (known.near,))
    return known


def outlet(found: Reader, written: str) -> str:
    """The name of an outlet of which the ledger has an article, in any spelling that folds alike. Raises UnknownError with the nearest ones."""
    if found.publishes(written):
        return written
    known = found.outlets()
    some = f"the ledger has {'، '.join(known[:_OUTLETS])}" + (f" and {len(known) - _OUTLETS} more" if len(known) > _OUTLETS else "")
    raise UnknownError(f"no article in the ledger is from {written}", nearest(written, known, _OUTLETS), some if known else "")


def meant(found: Reader, written: str) -> str | Unknown:
    """The who's who's id of what somebody typed, or the name itself if the ledger has it, or has it with a title before it that one bears."""
    if actors.load().get(written):
        return written
    known = resolve(written)
    if known is not None:
        return known
    if found.named(written) or len(found.alike(written)) > 1:
        return written
    names = found.names()
    bearers = [name for name in names if _titled(name, written)]
    return bearers[0] if len(bearers) == 1 else Unknown(written, next(iter(nearest(written, names, 1)), None))


def _titled(name: str, written: str) -> bool:
    """Whether a name is another of two words or more with words before it: «الباحثة هناء قرمزي»."""
    whole, end = fold(name).split(), fold(written).split()
    return 1 < len(end) < len(whole) and whole[-len(end) :] == end


def resolve(written: str) -> str | None:
    """The one actor of the who's who that a name names."""
    from khabar import mentions  # noqa: PLC0415 - only for a name that somebody types, and it is slow to load

    found = mentions.resolve(written)
    return found.ids[0] if found and len(found.ids) == 1 else None


def nearest(written: str, known: Sequence[str], most: int) -> list[str]:
    """Names that are like a name that is not known, the likest first."""
    from rapidfuzz import process  # noqa: PLC0415 - only for a name that is not known, and it is slow to load

    long = [name for name in known if len(name) * _SHORTEST >= len(written)]
    return [name for name, *_ in process.extract(written, long, processor=fold, score_cutoff=_NEAR, limit=most)]
