"""`python -m bench.ledger`: the first page of a query over a large ledger, against a bare indexed query of the same run.

The ledger is made of the coded sample pages, over and over, with other actors of the who's who, other days and other words, each drawn
by Zipf's law as in the press; then all of it is copied fifteen times, onto other days. The bare query reads as many records through an
index, by SQLite alone: what a page costs beside it is the ratio. Each figure is the median of several runs. Exit code 1 where a first page
takes longer than the floor.
"""

from __future__ import annotations

import argparse
import bisect
import itertools
import random
import sqlite3
import statistics
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from khabar import pipeline
from khabar.knowledge import actors
from khabar.knowledge.actors import Actor
from khabar.ledger import rows, schema, tables
from khabar.ledger.backup import entries
from khabar.ledger.codec import article_json
from khabar.ledger.engine import connect, insert, next_id, now, reading, writing
from khabar.ledger.periods import period
from khabar.ledger.query import Query
from khabar.ledger.reader import PAGE, Reader, open_ledger
from khabar.ledger.words import days, sentence, words
from khabar.pipeline import Coded
from khabar.records.capture import Capture
from khabar.records.claim import Claim, Entity, EventTime, Owner
from khabar.records.spans import Quote

FLOOR = 100.0
"""Milliseconds in which the first page has to come."""
_RUNS = 15
COPIES = 16
_BATCH = 200
"""Articles a transaction: the bench makes a large ledger, `khabar add` commits page by page."""


def coded() -> list[Coded]:
    found = [pipeline.code(page) for page in pipeline.read(["samples"]) if isinstance(page, Capture)]
    return [one for one in found if isinstance(one, Coded) and one.claims]


class Zipf:
    """Draws from a list, the n-th item as often as 1/n."""

    def __init__(self, items: list[str] | list[Actor], seed: random.Random) -> None:
        self.items, self._seed = items, seed
        self._sums = list(itertools.accumulate(1 / (n + 1) for n in range(len(items))))

    def draw(self) -> str | Actor:
        return self.items[bisect.bisect(self._sums, self._seed.random() * self._sums[-1])]


@dataclass(frozen=True, slots=True)
class Press:
    """What varies."""

    seed: random.Random
    actors: Zipf
    words: Zipf

    def entity(self, old: Entity) -> Entity:
        actor = self.actors.draw()
        assert isinstance(actor, Actor)
        owners = tuple(Owner(one.id, one.canonical) for one in actors.load().of_at(actor.id, None)[:2])
        return replace(old, id=actor.id, name=actor.canonical, of=owners)

    def claim(self, old: Claim, day: str, number: int) -> Claim:
        text = " ".join(str(self.words.draw()) for _ in old.quote.text.split())
        quote = Quote(old.quote.start, old.quote.end, text)
        time_ = EventTime(day, day, "day", "relative", "words") if self.seed.random() < 0.4 else None
        sides = (tuple(map(self.entity, old.actor)), tuple(map(self.entity, old.recipient)))
        return replace(old, id=f"{number:016x}", quote=quote, actor=sides[0], recipient=sides[1], time=time_)


def press(samples: list[Coded], seed: random.Random) -> Press:
    """Words by how often the samples have them, then those of the who's who's names."""
    counted: dict[str, int] = {}
    for one in samples:
        for claim in one.claims:
            for word in words(sentence(claim.quote.text, one.capture.media)):
                counted[word] = counted.get(word, 0) + 1
    names = {word for actor in actors.load() for name in actor.names for word in words(name.text)}
    known = sorted(counted, key=lambda word: (-counted[word], word))
    return Press(seed, Zipf(sorted(actors.load(), key=lambda actor: actor.id), seed), Zipf([*known, *sorted(names - counted.keys())], seed))


def fill(db: str, size: int) -> None:
    """A ledger of so many claims."""
    engine, samples, seed = connect(db), coded(), random.Random(4)
    schema.make(engine)
    about = press(samples, seed)
    made, numbers, pages = 0, itertools.count(1), itertools.cycle(samples)
    while made < size:
        with writing(engine) as connection:
            if made == 0:
                insert(connection, tables.run, [{"id": 1, "started": now(), "version": "bench", "command": "bench.ledger"}])
            for one in itertools.islice(pages, _BATCH):
                made += _article(connection, one, about, numbers)
                if made >= size:
                    break
    engine.dispose()


_COPY = (
    "INSERT INTO capture SELECT id + :a, printf('%016x', id + :a), printf('%016x', id + :a), text, media, encoding, run FROM capture WHERE id <= :a0",
    "INSERT INTO article SELECT id + :a, printf('%016x', id + :a), capture + :a, name, run FROM article WHERE id <= :a0",
    "INSERT INTO sighting SELECT id + :a, printf('%016x', id + :a), article + :a, source, url, published, run FROM sighting WHERE id <= :a0",
    """INSERT INTO coding SELECT id + :a, article + :a, sighting + :a, coder, inputs, supplied, run, learned, record, title, outlet, outlet_folded,
    moved(published_start, :n), moved(published_end, :n), language, reason, detail FROM coding WHERE id <= :a0""",
    """INSERT INTO claim SELECT id + :c, printf('%016x', id + :c), article + :a, coding + :a, correction, type, mode, status, moved(event_start, :n),
    moved(event_end, :n), moved(published_start, :n), moved(published_end, :n), learned, place, place_id, country, score, start
    FROM claim WHERE id <= :c0""",
    "INSERT INTO claim_record SELECT claim + :c, json_set(record, '$.id', printf('%016x', claim + :c)) FROM claim_record WHERE claim <= :c0",
    "INSERT INTO claim_party SELECT claim + :c, side, position, actor, name, folded, kind FROM claim_party WHERE claim <= :c0",
    """INSERT INTO claim_text (rowid, words, tags) SELECT claim.id, words, tags || timed('happened', event_start, event_end) ||
    timed('published', published_start, published_end) FROM entry JOIN claim ON claim.id = entry.id + :c""",
)
"""One more ledger's worth of the first claims, on other days."""


def _moved(day: str, years: int) -> str:
    return day and f"{2005 + (int(day[:4]) - 2005 + 7 * years) % 20}{day[4:]}"


@lru_cache(100_000)
def _timed(kind: str, start: str, end: str) -> str:
    return "".join(f" {one}" for one in days(kind, start, end))


def _untimed(tags: list[str]) -> str:
    """Without those of days."""
    return " ".join(one for one in tags if one not in _of_days())


@lru_cache
def _of_days() -> frozenset[str]:
    years = ((kind, f"{year}-01-01", f"{year}-12-31") for year in range(2005, 2025) for kind in ("happened", "published"))
    return frozenset(one for year in years for one in days(*year))


def copy(db: str, times: int) -> None:
    """All claims so many times more, each time on other days: SQLite alone makes them, which takes a fifth of the time."""
    connection = sqlite3.connect(db, isolation_level=None)
    connection.create_function("moved", 2, _moved, deterministic=True)
    connection.create_function("timed", 3, _timed, deterministic=True)
    connection.execute("CREATE TEMP TABLE entry (id INTEGER PRIMARY KEY, words TEXT, tags TEXT)")
    engine = connect(db)
    with reading(engine) as rows_:
        for batch in entries(rows_):
            connection.executemany("INSERT INTO entry VALUES (?, ?, ?)", [(key, " ".join(text), _untimed(tags)) for key, text, tags in batch])
    engine.dispose()
    claims, articles = (connection.execute(f"SELECT max(id) FROM {name}").fetchone()[0] for name in ("claim", "article"))  # noqa: S608 - names above
    for n in range(1, times + 1):
        connection.execute("BEGIN")
        for statement in _COPY:
            connection.execute(statement, {"a": n * articles, "a0": articles, "c": n * claims, "c0": claims, "n": n})
        connection.execute("COMMIT")
    connection.close()


def _article(connection, one: Coded, about: Press, numbers: Iterator[int]) -> int:  # type: ignore[no-untyped-def]
    """One synthetic article; gives the number of its claims."""
    key = next_id(connection, tables.article)
    seed, mark = about.seed, f"{key:016x}"
    day = f"{seed.randint(2005, 2024)}-{seed.randint(1, 12):02}-{seed.randint(1, 28):02}"
    outlet, learned = f"صحيفة {int(seed.paretovariate(1)) % 300}", now()
    page = {
        "id": key,
        "sha256": mark,
        "text_sha256": mark,
        "text": _stored(one.capture.text),
        "media": one.capture.media,
        "encoding": "utf-8",
        "run": 1,
    }
    insert(connection, tables.capture, [page])
    insert(connection, tables.article, [{"id": key, "uid": mark, "capture": key, "name": one.capture.id, "run": 1}])
    insert(connection, tables.sighting, [{"id": key, "digest": mark, "article": key, "source": "x", "url": None, "published": None, "run": 1}])
    row = {
        "id": key, "article": key, "sighting": key, "coder": "bench", "inputs": "", "supplied": "{}", "run": 1, "learned": learned,
        "record": article_json(one.article), "title": "", "outlet": outlet, "outlet_folded": outlet, "published_start": day, "published_end": day,
        "language": "ar", "reason": None, "detail": None,
    }  # fmt: skip
    insert(connection, tables.coding, [row])
    claims = [about.claim(claim, day, next(numbers)) for claim in one.claims]
    rows.write(connection, claims, rows.Under(key, key, learned, one.capture.media, outlet, (day, day)))
    return len(claims)


@lru_cache
def _stored(text: str) -> bytes:
    """A page as the ledger keeps it; every article made of it has the same one."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def queries(about: Press) -> dict[str, Query]:
    common, second, rare = (str(about.words.items[at]) for at in (0, 5, 2000))
    first, other = (one.id for one in about.actors.items[:2] if isinstance(one, Actor))
    far = about.actors.items[1000]
    assert isinstance(far, Actor)
    return {
        "a common word": Query(text=common),
        "a common word, a type, a status": Query(text=common, types=("ASSAULT",), statuses=("denied",)),
        "two common words, a year of publication": Query(text=f"{common} {second}", published=period("2011")),
        "a phrase, a type": Query(text=f'"{common} {second}"', types=("COERCE",)),
        "a rare word": Query(text=rare),
        "a common word, a month of publication": Query(text=common, published=period("2011-03")),
        "a common word, a rare actor, a month": Query(text=common, parties=(far.id,), published=period("2011-03")),
        "a common word, an outlet, an event's year": Query(text=common, outlets=("صحيفة 40",), happened=period("2016")),
        "an actor, by event": Query(parties=(far.id,), order="event"),
        "the commonest dyad, by event": Query(dyad=(first, other), order="event", newest_first=False),
        "a type and a month, by publication": Query(types=("PROTEST",), published=period("2011-03"), order="published"),
        "no filter": Query(),
    }


def _median(work: Callable[[], object]) -> float:
    """Milliseconds."""
    taken = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def bare(db: str) -> float:
    """A page of records through an index, by SQLite alone."""
    connection = sqlite3.connect(db)
    query = (
        "SELECT claim.id, record FROM claim JOIN claim_record ON claim_record.claim = claim.id "
        "WHERE published_start >= '2011-03-01' ORDER BY published_start, claim.id LIMIT ?"
    )
    took = _median(lambda: connection.execute(query, (PAGE,)).fetchall())
    connection.close()
    return took


def measure(db: str) -> int:
    """Print each query's first page; gives how many are slower than the floor."""
    ledger: Reader = open_ledger(db)
    about, floor, slow = press(coded(), random.Random(4)), bare(db), 0
    print(f"{ledger.count(Query()):,} claims, {Path(db).stat().st_size / 1e9:.2f} GB; first pages of {PAGE}, medians of {_RUNS}")
    print(f"{'bare indexed query':46} {floor:8.2f} ms")
    for name, query in queries(about).items():
        began = time.perf_counter()
        found = ledger.claims(query)
        first = (time.perf_counter() - began) * 1000
        took = _median(lambda query=query: ledger.claims(query))
        slow += took > FLOOR
        mark = "" if took <= FLOOR else f"  above {FLOOR:.0f} ms"
        print(f"{name:46} {took:8.2f} ms, {took / floor:7.1f} times the bare query; first run {first:8.2f} ms; {len(found.claims):2} shown{mark}")
    return slow


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000, help="claims")
    parser.add_argument("--db", help="keep the ledger in this file, and measure the one that is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        db = options.db or f"{folder}/bench.db"
        if not Path(db).exists():
            began = time.monotonic()
            fill(db, options.size // COPIES)
            copy(db, COPIES - 1)
            print(f"{options.size:,} claims written in {time.monotonic() - began:.0f} s")
        return 1 if measure(db) else 0


if __name__ == "__main__":
    sys.exit(main())
