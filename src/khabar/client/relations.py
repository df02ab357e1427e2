"""The relation of two actors over time, and the network of all on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from khabar.arabic.folding import fold
from khabar.client.form import Form
from khabar.corroboration.network import network as network_of
from khabar.corroboration.relations import as_known, change_points, deeds, series, unlisted
from khabar.corroboration.standing import Standing
from khabar.knowledge import actors
from khabar.records.claim import Status
from khabar.records.relation import ChangePoint, Edge, Network, Period, Point, Scope

COLUMNS = (
    "first", "second", "start", "by", "status", "quad", "occurrences", "witnesses", "score", "claims", "before", "after", "occurrence_ids",
    "claim_ids",
)  # fmt: skip
LINK_COLUMNS = ("first_id", "first", "second_id", "second", "quad", "occurrences", "witnesses", "score")


@dataclass(frozen=True, slots=True)
class Row:
    """A point of the series of two names, and the change of its status that its period opens, if it does."""

    names: tuple[str, str]
    by: Period
    point: Point
    change: ChangePoint | None


@dataclass(frozen=True, slots=True)
class Series:
    """All points of a relation, and its changes by status."""

    names: tuple[str, str]
    by: Period
    points: tuple[Point, ...]
    changes: dict[Status, tuple[ChangePoint, ...]]

    def rows(self) -> list[Row]:
        return [Row(self.names, self.by, one, _change(one, self.changes)) for one in self.points]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a relation is told: who counts, by which periods, of which statuses (none: all), by what was published up to an ISO day (None: by all)."""

    scope: Scope = Scope()  # noqa: RUF009 - frozen
    by: Period = "month"
    statuses: Collection[str] = ()
    on: str | None = None


def relation(held: Standing, keys: tuple[str, str], wanted: Wanted) -> Series:
    """The relation of two actors, ids of the who's who or names of the ledger, in either direction."""
    known = as_known(held.occurrences, held.told, wanted.on) if wanted.on else held.occurrences
    points = series((_key(held, keys[0]), _key(held, keys[1])), deeds(known, held.told, held.copies), wanted.scope, wanted.by)
    points = tuple(one for one in points if not wanted.statuses or one.status in wanted.statuses)
    changes = {status: change_points(points, status) for status in dict.fromkeys(one.status for one in points)}
    return Series((called(keys[0]), called(keys[1])), wanted.by, points, changes)


def network(held: Standing, on: str, days: int, status: Status) -> Network:
    """Who is said to deal with whom in so many days up to an ISO day, by claims of one status."""
    return network_of(held.occurrences, held.told, held.copies, on, days, status)


def called(key: str) -> str:
    """The name of an id; a name stays what it is."""
    known = actors.load().get(key)
    return known.canonical if known else key


def _key(held: Standing, written: str) -> str:
    """The id under which an actor counts, or its name beside ids; actors that reviewers merged are one."""
    face = held.rulings.faces.get(fold(written))
    key = (face.id or face.name) if face else written
    return key if actors.load().get(key) else unlisted(key)


def _change(one: Point, changes: dict[Status, tuple[ChangePoint, ...]]) -> ChangePoint | None:
    return next((change for change in changes[one.status] if change.start == one.start), None)


def record(one: Row) -> dict[str, Any]:
    point, change = one.point, one.change
    return {
        "kind": "relation", "first": one.names[0], "second": one.names[1], "start": point.start, "by": one.by, "status": point.status,
        "quad": point.quad, "occurrences": list(point.occurrences), "witnesses": point.witnesses, "score": point.score,
        "claims": list(point.claims), "change": {"before": change.before, "after": change.after, "why": change.why} if change else None,
    }  # fmt: skip


def _row(one: Row) -> tuple[object, ...]:
    point, change = one.point, one.change
    return (
        *one.names, point.start, one.by, point.status, point.quad, len(point.occurrences), point.witnesses, point.score, len(point.claims),
        change.before if change else None, change.after if change else None, "; ".join(point.occurrences), "; ".join(point.claims),
    )  # fmt: skip


def link_record(one: Edge) -> dict[str, Any]:
    return {"kind": "link", **dict(zip(LINK_COLUMNS, _link_row(one), strict=True))}


def _link_row(one: Edge) -> tuple[object, ...]:
    return (one.first, called(one.first), one.second, called(one.second), one.quad, one.occurrences, one.witnesses, one.score)


FORM: Form[Row] = Form(COLUMNS, record, _row)
LINKS: Form[Edge] = Form(LINK_COLUMNS, link_record, _link_row)
