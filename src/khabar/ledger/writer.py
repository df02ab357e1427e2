"""Writes pages, codings and faults: one transaction a page, so that a run that is killed loses only the page at hand."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Engine, func, select

from khabar.arabic.folding import fold
from khabar.ledger import rows, tables
from khabar.ledger.attach import reattach
from khabar.ledger.codec import article_json, cell
from khabar.ledger.engine import insert, next_id, now, reading, writing
from khabar.ledger.wanted import Seen, Wanted, chosen, digest, key_of, latest, rests_on, sightings, supplied_for, supplied_json, text_sha256, uid_of
from khabar.records.article import Article, Supplied
from khabar.records.capture import Capture, Dropped, Fault
from khabar.records.claim import Claim

Result = Literal["new", "recoded", "known"]


@dataclass(frozen=True, slots=True)
class Task:
    """A page that is to be coded, with all that its coding rests on. `anew`: even if the latest coding rests on the same."""

    page: Capture
    wanted: Wanted
    anew: bool = False

    @property
    def supplied(self) -> Supplied:
        return self.wanted.supplied


class Writer:
    """Writes under one run. `coder` is the version of all that codes."""

    def __init__(self, engine: Engine, coder: str, run: int) -> None:
        self.engine, self.coder, self.run = engine, coder, run
        self.counts: Counter[str] = Counter()

    def task(self, page: Capture) -> Task | None:
        """What is to be coded of a page; None where the ledger knows it already (a new place where it was met is noted)."""
        here = _seen(page)
        with reading(self.engine) as connection:
            key = key_of(connection, uid_of(page))
            seen = list(sightings(connection, key)) if key else []
            new = not any((s.source, s.url, s.published) == (here.source, here.url, here.published) for s in seen)
            wanted = Wanted(chosen([*seen, here] if new else seen), supplied_for(connection, uid_of(page)), self.coder)
            if key is None or not rests_on(connection, key, wanted):
                return Task(page, wanted)
        if new:
            with writing(self.engine) as connection:
                self._sighted(connection, key, here)
        return None

    def store(self, task: Task, article: Article | Dropped, claims: Sequence[Claim] = ()) -> Result:
        """Keep a coded or dropped page: all of it, or, where anything fails, nothing. `known` where another writer was faster."""
        with writing(self.engine) as connection:
            key, new = self._article(connection, task.page)
            sighting = task.wanted.seen.id or self._sighted(connection, key, _seen(task.page))
            current = Wanted(chosen(list(sightings(connection, key))), supplied_for(connection, uid_of(task.page)), self.coder)
            if not task.anew and rests_on(connection, key, current):
                return "known"
            recoded = latest(connection, key) is not None
            under = self._coding(connection, task, (key, sighting), article)
            keys = rows.write(connection, claims, under)
            if recoded:
                reattach(connection, uid_of(task.page), list(zip(keys, claims, strict=True)), under)
        return "recoded" if recoded and not new else "new"

    def fault(self, fault: Fault) -> None:
        """Keep what could not be read, and why."""
        with writing(self.engine) as connection:
            row = {"id": next_id(connection, tables.fault), "run": self.run}
            told = {name: cell(getattr(fault, name)) for name in ("source", "place", "reason", "mend")}
            insert(connection, tables.fault, [row | told])

    def _article(self, connection: Connection, page: Capture) -> tuple[int, bool]:
        """The article's key, and whether it is new; its text is stored with the first."""
        uid = uid_of(page)
        key = key_of(connection, uid)
        if key is not None:
            return key, False
        key = next_id(connection, tables.article)
        row = {"id": key, "uid": uid, "capture": self._capture(connection, page), "name": cell(page.id), "run": self.run}
        insert(connection, tables.article, [row])
        return key, True

    def _capture(self, connection: Connection, page: Capture) -> int:
        capture, text = tables.capture.c, text_sha256(page.text)
        known = connection.execute(select(capture.id).where(capture.sha256 == page.sha256, capture.text_sha256 == text)).scalar()
        if known is not None:
            return int(known)
        key = next_id(connection, tables.capture)
        stored = zlib.compress(page.text.encode("utf-8", "surrogatepass"), 6)
        row = {"id": key, "sha256": page.sha256, "text_sha256": text, "text": stored, "media": page.media, "encoding": page.encoding, "run": self.run}
        insert(connection, tables.capture, [row])
        return key

    def _sighted(self, connection: Connection, key: int, seen: Seen) -> int:
        """The key of a sighting, which is written the first time."""
        mark = digest(str(key), seen.source, json.dumps([seen.url, seen.published]))
        known = connection.execute(select(tables.sighting.c.id).where(tables.sighting.c.digest == mark)).scalar()
        if known is not None:
            return int(known)
        new = next_id(connection, tables.sighting)
        row = {"id": new, "digest": mark, "article": key, "source": seen.source, "url": seen.url, "published": seen.published, "run": self.run}
        insert(connection, tables.sighting, [row])
        return new

    def _coding(self, connection: Connection, task: Task, keys: tuple[int, int], article: Article | Dropped) -> rows.Under:
        """The row of a coding, later than every other in key and time."""
        last = connection.execute(select(func.max(tables.coding.c.learned))).scalar() or ""
        found = article if isinstance(article, Article) else None
        day = (found.published.start, found.published.end) if found and found.published else ("", "")
        outlet = found.outlet if found else None
        new, learned = next_id(connection, tables.coding), max(now(), last)
        row = {
            "id": new, "article": keys[0], "sighting": keys[1], "coder": self.coder,
            "inputs": task.wanted.inputs, "supplied": supplied_json(task.supplied), "run": self.run, "learned": learned,
            "record": article_json(found) if found else None, "title": cell(found.title.text if found and found.title else ""),
            "outlet": cell(outlet), "outlet_folded": cell(fold(outlet or "")), "published_start": day[0], "published_end": day[1],
            "language": found.language if found else "",
            "reason": article.reason if isinstance(article, Dropped) else None,
            "detail": cell(article.detail) if isinstance(article, Dropped) else None,
        }  # fmt: skip
        insert(connection, tables.coding, [row])
        return rows.Under(keys[0], new, learned, task.page.media, outlet, day)


def _seen(page: Capture) -> Seen:
    """Where a page was met, as columns can hold it."""
    return Seen(None, cell(page.source), cell(page.url) or None, cell(page.published) or None)


@contextmanager
def running(engine: Engine, coder: str, command: str) -> Iterator[Writer]:
    """A run: noted when it starts, and with its counts when it ends; one that was killed has no end."""
    with writing(engine) as connection:
        key = next_id(connection, tables.run)
        insert(connection, tables.run, [{"id": key, "started": now(), "version": coder, "command": cell(command)}])
    writer = Writer(engine, coder, key)
    yield writer
    with writing(engine) as connection:
        insert(connection, tables.run_end, [{"run": key, "ended": now(), "counts": json.dumps(dict(writer.counts))}])
