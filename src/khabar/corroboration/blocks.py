"""Which claims are worth comparing: those that share a block of rolled-up side or place, family of types, and stretch of time.

Where a block is crowded each claim is compared only with those that stand near it when the block is put in order by what tells happenings
apart: so the work stays near linear in the number of claims (sorted neighbourhoods, Hernández and Stolfo 1995). Which claims stand near
hangs on the set of claims, not on their order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import combinations

from khabar.corroboration.likeness import View
from khabar.knowledge import occurrences as knowledge
from khabar.knowledge import plover

WEEK, MONTH = 7, 31
LEEWAY = 2
"""Days by which two tellings of one happening may differ and still be sought."""
WIDE = 62
"""Days from which a stretch of time is too long for weeks."""
_LONGEST = 36
CROWD, NEAREST = 100, 5
"""Claims beyond which a block is crowded, and is put in several `ORDERS`, in each of which a claim meets so many before and after it."""
_KIN = 0.4
UNDATED = ("undated", 0)
"""Where no day is known two anchors must be shared, since time does not part the claims of one actor."""
Key = tuple[str, str, str, int]
"""Who or where; family; kind of stretch; its number."""


@cache
def families(kind: str) -> tuple[str, ...]:
    """The quad classes in which a type, or one close to it, stands."""
    near = {kind, *(other for other in plover.types() if knowledge.kin(kind, other) >= _KIN)}
    return tuple(sorted({plover.quad(one) for one in near}))


def keys(view: View) -> set[Key]:
    """The blocks of a claim. One without any known side, place or name is in none, and so stands alone."""
    stretches = tuple(_stretches(view))
    anchors = set(_anchors(view))
    if stretches == (UNDATED,):
        anchors = {f"{one} {other}" for one, other in combinations(sorted(anchors), 2)}
    return {(anchor, family, kind, number) for anchor in anchors for family in families(view.type) for kind, number in stretches}


def meet(first: Collection[Key], second: Collection[Key]) -> bool:
    """Whether claims in these blocks are compared."""
    return any(face in second for key in first for face in facing(key))


def _anchors(view: View) -> Iterator[str]:
    for party in (*view.actor, *view.recipient):
        for one, _ in party.reach:
            yield one
        if not party.known:
            yield "~" + " ".join(sorted(party.words))
    if view.place:
        yield "@" + view.place


def _stretches(view: View) -> Iterator[tuple[str, int]]:
    """Weeks; months for long stretches, in which short ones stand too (`in`); for predictions the months around their publication."""
    if view.status == "predicted" and view.published:
        yield from (("forecast", month) for month in range((view.published[0] - MONTH) // MONTH, view.published[1] // MONTH + 1))
        return
    if view.days is None:
        yield UNDATED
        return
    start, end = view.days.start - LEEWAY, view.days.end + LEEWAY
    months = range(start // MONTH, min(end // MONTH, start // MONTH + _LONGEST) + 1)
    if view.days.length > WIDE:
        yield from (("month", month) for month in months)
        return
    yield from (("week", week) for week in range(start // WEEK, end // WEEK + 1))
    yield from (("in month", month) for month in months)


def facing(key: Key) -> tuple[Key, ...]:
    """The blocks whose claims one in block `key` is compared with: short stretches never meet by their month."""
    who, family, kind, number = key
    if kind == "month":
        return (key, (who, family, "in month", number))
    return ((who, family, "month", number),) if kind == "in month" else (key,)


Order = Callable[[View], tuple[str | int, ...]]


def _day(view: View) -> tuple[int, int]:
    return (view.days.start, view.days.end) if view.days else (0, 0)


def _toll(view: View) -> str:
    return " ".join(f"{toll.kind} {toll.low:06} {toll.high}" for toll in view.tolls)


def _what(view: View) -> str:
    return f"{view.status == 'predicted'} {view.type} {' '.join(sorted(view.acts))}"


def _said(view: View) -> str:
    return " ".join(sorted(view.stems))


ORDERS: tuple[Order, ...] = (
    lambda view: (*_day(view), view.place or "", _what(view), _toll(view), _said(view), view.id),
    lambda view: (_what(view), view.place or "", _toll(view), *_day(view), _said(view), view.id),
    lambda view: (_toll(view), view.place or "", *_day(view), _what(view), _said(view), view.id),
    lambda view: (_said(view), *_day(view), view.id),
)
"""A crowded block by day, by act and place, by toll, and by wording: the claims likest in each stand side by side."""


def crowd(key: Key, sizes: Mapping[Key, int]) -> Key | None:
    """The name of the crowd that the claims of a block meet in; None where each is compared with all, or with nobody."""
    who, family, kind, number = key
    if kind not in ("month", "in month"):
        return key if sizes.get(key, 0) > CROWD else None
    long = (who, family, "month", number)
    return long if sizes.get(long) and sizes[long] + sizes.get((who, family, "in month", number), 0) > CROWD else None


def neighbours(own: Iterable[View], others: Iterable[View] = ()) -> Iterator[tuple[View, View]]:
    """The pairs of a crowd that are compared, some more than once: of two of its `own`, or of one of these and one that only stands in it."""
    mine = {view.id: view for view in own}
    every = {**mine, **{view.id: view for view in others}}
    for order in ORDERS:
        row = sorted(every.values(), key=order)
        for at, one in enumerate(row):
            for other in row[at + 1 : at + 1 + NEAREST]:
                if one.id in mine or other.id in mine:
                    yield one, other
