"""Which stored articles are to be coded again, taken from the stored texts: no file is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Select, exists, select

from khabar.arabic.folding import fold
from khabar.ledger import tables, whole
from khabar.ledger.engine import reading
from khabar.ledger.wanted import Wanted, chosen, rests_on, sightings, supplied_for
from khabar.ledger.writer import Task, Writer

_BATCH = 50


@dataclass(frozen=True, slots=True)
class Selection:
    """Articles by id or by outlet; all where neither is given. `force`: also those whose coding rests on just that already."""

    articles: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    force: bool = False


def stale(writer: Writer, selection: Selection) -> Iterator[Task]:
    """The articles whose latest coding does not rest on this coder and on all that is known now."""
    last = 0
    while True:
        with reading(writer.engine) as connection:
            found = connection.execute(_after(last, selection)).all()
            tasks = [_task(connection, writer.coder, row.id, row.uid, force=selection.force) for row in found]
        yield from (task for task in tasks if task is not None)
        if len(found) < _BATCH:
            return
        last = found[-1].id


def _after(last: int, selection: Selection) -> Select[Any]:
    article, coding = tables.article.c, tables.coding.c
    query = select(article.id, article.uid).where(article.id > last).order_by(article.id).limit(_BATCH)
    if selection.articles:
        query = query.where(article.uid.in_(selection.articles))
    if selection.outlets:
        folded = [fold(name) for name in selection.outlets]
        query = query.where(exists(select(coding.id).where(coding.article == article.id, coding.outlet_folded.in_(folded))))
    return query


def _task(connection: Connection, coder: str, key: int, uid: str, *, force: bool) -> Task | None:
    wanted = Wanted(chosen(list(sightings(connection, key))), supplied_for(connection, uid), coder)
    if not force and rests_on(connection, key, wanted):
        return None
    page = whole.capture(connection, uid)
    assert page is not None, uid
    return Task(replace(page, source=wanted.seen.source, url=wanted.seen.url, published=wanted.seen.published), wanted, anew=force)
