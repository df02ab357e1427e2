"""`python -m bench.desk`: articles and claims of the desk under load, against an empty page, while pages are added to the same ledger.

A ledger of a million claims (`bench.ledger` makes it, once), `khabar serve` on it, and `wrk` that asks for articles and claims: of twenty
thousand of each, drawn from the whole ledger, the n-th as often as 1/n, as readers ask (Zipf's law), at a desk that has been open for a while:
the thousand that are asked for most have been asked for once. The same load on an empty page of FastAPI, a plain function as the desk's routes
are, by the same server under the same options. Meanwhile `khabar add` adds pages, run after run, to the ledger that is read. Median and 99th
percentile are given as ratios to the empty page, runs of all kinds in turn; afterwards each page that was added has to be in the ledger, with
its claims. Without a floor, the same where no page is asked for twice, and the processor time that the server took for one answer, which other
programs on the machine change least.

Then, on the ledger of the samples: processor time until `khabar serve` has answered with its first page, and the size of each kind of page.
Exit code 1 where a floor is missed, an answer failed, or a page was lost.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from sqlalchemy import select, text

from bench import desk_load, ledger
from bench.desk_load import KHABAR, Load, Server
from khabar import pipeline
from khabar.ledger import schema, tables
from khabar.ledger.engine import connect, reading
from khabar.ledger.reader import open_ledger
from khabar.ledger.wanted import uid_of
from khabar.records.capture import Capture

MEDIAN, LATE = 6.0, 10.0
"""How many times as long as the empty page the median and the 99th percentile may take."""
FIRST = 1.5
"""Seconds of processor time until the first page."""
PLAIN, WHOLE = 150_000, 1_200_000
"""Bytes of a page without its charts, and of a whole one."""
_PATHS = 20_000
_KNOWN = 1_000
"""Of these so many have been asked for before."""
_ROUNDS = 3
_BATCH = 12
"""Pages of one `khabar add`."""
_STARTS = 3


def made(db: str, size: int) -> None:
    """The ledger in a file, if it is not there; brought to this schema if it is."""
    if not Path(db).exists():
        part = Path(f"{db}.part")
        for old in part.parent.glob(f"{part.name}*"):
            old.unlink()
        began = time.monotonic()
        ledger.fill(str(part), size // ledger.COPIES)
        ledger.copy(str(part), ledger.COPIES - 1)
        part.rename(db)
        print(f"{size:,} claims written in {time.monotonic() - began:.0f} s")
    engine = connect(db)
    schema.make(engine)
    engine.dispose()


def chosen(db: str, seed: Random) -> dict[str, list[str]]:
    """Addresses of articles and claims from everywhere in the ledger."""
    engine = connect(db)
    found = {}
    with reading(engine) as connection:
        for kind, table in (("articles", tables.article), ("claims", tables.claim)):
            last = connection.execute(text(f"SELECT max(id) FROM {table.name}")).scalar_one()  # noqa: S608 - a name of ours
            keys = seed.sample(range(1, last + 1), min(_PATHS, last))
            names = {
                key: uid
                for start in range(0, len(keys), 1000)
                for key, uid in connection.execute(select(table.c.id, table.c.uid).where(table.c.id.in_(keys[start : start + 1000])))
            }
            found[kind] = [f"/{kind}/{names[key]}" for key in keys if key in names]
    engine.dispose()
    return found


def drawn(every: list[str], seed: Random) -> list[str]:
    """As many of them, the n-th as often as 1/n."""
    return seed.choices(every, [1 / (n + 1) for n in range(len(every))], k=len(every))


@dataclass
class Added:
    """What `khabar add` said that it added: pages by file, and claims."""

    folder: Path
    pages: int = 0
    claims: int = 0
    files: list[Path] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


_TOLD = re.compile(r"khabar: (\d+) new, .*?; (\d+) claims")


def add(db: str, into: Added, number: int) -> None:
    """One run of `khabar add` on pages that the ledger does not have: the samples, each with a line of its own."""
    batch = Path(into.folder, f"{number:04}")
    batch.mkdir()
    for at, file in enumerate(sorted(Path("samples").glob("*.txt")) * _BATCH):
        if at == _BATCH:
            break
        page = batch / f"{number}-{at:02}-{file.name}"
        page.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n\nنسخة {number} من الصفحة {at}\n", encoding="utf-8")
        into.files.append(page)
    done = subprocess.run([*KHABAR, "add", str(batch), "--db", db], check=False, capture_output=True, text=True)
    told = _TOLD.search(done.stderr)
    if done.returncode or told is None:
        into.wrong.append(done.stderr.strip()[-300:])
    else:
        into.pages += int(told[1])
        into.claims += int(told[2])


@contextmanager
def adding(db: str) -> Iterator[Added]:
    """Pages are added until the context ends; the last run is waited for."""
    with tempfile.TemporaryDirectory() as folder:
        into, over = Added(Path(folder)), threading.Event()
        started = int(time.time())

        def work() -> None:
            number = started
            while not over.is_set():
                add(db, into, number)
                number += 1

        worker = threading.Thread(target=work)
        worker.start()
        try:
            yield into
        finally:
            over.set()
            worker.join()
            into.wrong += lost(db, into)


def lost(db: str, into: Added) -> list[str]:
    """What of the added pages the ledger lacks."""
    reader = open_ledger(db)
    pages = [page for page in pipeline.read([str(file) for file in into.files]) if isinstance(page, Capture)]
    held = [reader.article(uid_of(page)) for page in pages]
    missing = [f"{page.source}: not in the ledger" for page, one in zip(pages, held, strict=True) if one is None]
    claims = sum(len(reader.of_article(one.id)) for one in held if one is not None)
    if (len(pages), claims) != (into.pages, into.claims):
        missing.append(f"{into.pages} pages and {into.claims} claims were added, {len(pages)} and {claims} are there")
    reader.engine.dispose()
    return missing


def loaded(db: str, seconds: int, connections: int) -> bool:
    """Print the load's figures; gives whether all floors are kept."""
    paths = chosen(db, Random(4))
    seed = Random(5)
    asked = {kind: drawn(every, seed) for kind, every in paths.items()} | {f"{kind}, each once": every[_KNOWN:] for kind, every in paths.items()}
    runs: dict[str, list[Load]] = {kind: [] for kind in ("empty", *asked)}
    with desk_load.desk(db) as desk, desk_load.empty() as empty:
        for every in paths.values():
            for one in every[:_KNOWN]:
                desk.get(one)
        with adding(db) as added:
            for number in range(_ROUNDS):
                runs["empty"].append(desk_load.load(empty, ["/"], seconds, connections))
                for kind, every in asked.items():
                    part = every[number::_ROUNDS]
                    runs[kind].append(desk_load.load(desk, part, seconds, connections))
        memory = desk.memory()
    return shown(runs, added, memory, connections)


def shown(runs: dict[str, list[Load]], added: Added, memory: float, connections: int) -> bool:
    middle = {kind: Load(*(statistics.median(column) for column in zip(*map(_row, each), strict=True))) for kind, each in runs.items()}  # type: ignore[arg-type]
    base, right = middle["empty"], not added.wrong
    print(f"{connections} connections, medians of {_ROUNDS} runs; the most memory of the desk {memory:,.0f} MB")
    print(f"{'empty page':19} median {base.median:7.2f} ms, 99th percentile {base.late:7.2f} ms; processor {base.processor:.2f} ms")
    for kind in list(runs)[1:]:
        one, wrong = middle[kind], sum(each.wrong for each in runs[kind])
        median, late = one.median / base.median, one.late / base.late
        bound = kind.isalpha()
        kept = not wrong and (not bound or (median <= MEDIAN and late <= LATE))
        right = right and kept
        requests = sum(each.requests for each in runs[kind])
        told = [f" (at most {most:g})" if bound else "" for most in (MEDIAN, LATE)]
        print(
            f"{kind:19} median {one.median:7.2f} ms, {median:4.1f} times{told[0]}; 99th percentile {one.late:7.2f} ms, {late:4.1f} times{told[1]}; "
            f"processor {one.processor:.2f} ms, {one.processor / base.processor:.1f} times; "
            f"{wrong} errors in {requests:,} requests{'' if kept else '  MISSED'}"
        )
    print(f"added meanwhile: {added.pages} pages with {added.claims} claims; lost or failed: {len(added.wrong)}")
    for line in added.wrong:
        print(f"  {line}")
    return right


def _row(one: Load) -> tuple[float, ...]:
    return (one.median, one.late, one.requests, one.wrong, one.processor)


def first(db: str) -> bool:
    """Print the processor time to the first page; gives whether the floor is kept."""
    taken = []
    for _ in range(_STARTS):
        with desk_load.desk(db) as desk:
            desk.get("/")
            taken.append(desk.processor())
    middle = statistics.median(taken)
    print(f"first page   {middle:.2f} s of processor time, the median of {_STARTS} starts (at most {FIRST:g}){'' if middle <= FIRST else '  MISSED'}")
    return middle <= FIRST


def sized(desk: Server, most: int) -> bool:
    """Print the sizes of pages; gives whether all floors are kept."""
    right = True
    print(f"the largest page of each kind, in bytes: without charts (at most {PLAIN:,}), whole (at most {WHOLE:,})")
    for one in desk_load.sizes(desk, most):
        kept = one.plain <= PLAIN and one.whole <= WHOLE and not one.dead
        right = right and kept
        print(f"  {one.kind:24} {one.plain:9,} {one.whole:11,}  of {one.pages:3}{'' if kept else '  MISSED'}")
        for path in one.dead:
            print(f"    a link leads to {path}, where no page is")
    return right


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=1_000_000, help="claims")
    parser.add_argument(
        "--db", default=f"{tempfile.gettempdir()}/khabar-desk-bench.db", help="where the large ledger is made, and kept for the next run"
    )
    parser.add_argument("--seconds", type=int, default=10, help="of each of the fifteen runs of the load")
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--pages", type=int, default=60, help="of each kind whose size is looked at, at most")
    parser.add_argument("--only", choices=["load", "first", "sizes"], action="append", help="measure this alone")
    options = parser.parse_args()
    wanted, right = options.only or ["load", "first", "sizes"], True
    if "load" in wanted:
        try:
            desk_load.wrk()
        except desk_load.MissingError as error:
            print(error)
            return 2
        made(options.db, options.size)
        right = loaded(options.db, options.seconds, options.connections)
    with tempfile.TemporaryDirectory() as folder:
        small = f"{folder}/samples.db"
        for asked in (["init"], ["add", "samples"]) if {"first", "sizes"} & set(wanted) else ():
            subprocess.run([*KHABAR, *asked, "--db", small], check=True, capture_output=True)
        if "first" in wanted:
            right = first(small) and right
        if "sizes" in wanted:
            with desk_load.desk(small) as desk:
                right = sized(desk, options.pages) and right
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
