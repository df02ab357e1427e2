"""`python -m bench.torture`: a ledger that is killed, runs out of disk and loses power, and is checked each time.

- *Kills*: `khabar add` on the sample pages is killed with SIGKILL at random instants, again and again until it has added all; and so, many
  more times, is a process that stores pages coded beforehand.
- *A full disk*: the same process under a limit of file size that grows by a few pages of the database each time.
- *Power cuts*: the write-ahead log is cut at the end of each frame and within each frame; and while it is copied into the database, the copy
  stops after each page, with that page half written.

With `--postgresql`, on a PostgreSQL of its own, which syncs to the disk: *kills* of the writer, and of all processes of the *server* at once,
which is started again at once.

After each fault the ledger is opened and checked as `khabar check` does; whatever was acknowledged must be there, whole and once; and the
run that is started again must end with the same ledger as one that was never disturbed. Exit code 1 where that is not so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import text

from khabar import pipeline
from khabar.ledger import schema
from khabar.ledger.checking import check
from khabar.ledger.engine import LedgerError, connect, reading
from khabar.ledger.query import Query
from khabar.ledger.reader import open_ledger
from khabar.ledger.wanted import uid_of
from khabar.ledger.writer import running
from khabar.pipeline import Coded
from khabar.records.capture import Capture

SAMPLES = "samples"
_COMMAND = (sys.executable, "-c", "from khabar.cli import main; main()")
WORKER = (sys.executable, "-m", "bench.torture", "--store")
Whole = dict[str, list[str]]
"""Article to the ids of its claims, in order."""


@dataclass
class Tally:
    """What was done to ledgers, and what was wrong with them afterwards."""

    done: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def count(self, kind: str, faults: list[str]) -> None:
        self.done[kind] = self.done.get(kind, 0) + 1
        self.wrong += [f"{kind} {self.done[kind]}: {fault}" for fault in faults]


def coded() -> list[Coded]:
    found = [pipeline.code(page) for page in pipeline.read([SAMPLES]) if isinstance(page, Capture)]
    return [one for one in found if isinstance(one, Coded)]


def made(path: Path) -> str:
    """A new, empty ledger."""
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    engine = connect(str(path))
    schema.make(engine)
    engine.dispose()
    return str(path)


def held(db: str) -> tuple[Whole, list[str]]:
    """What a ledger holds, and what is wrong with it."""
    ledger = open_ledger(db)
    faults = [str(one) for one in check(ledger)]
    with reading(ledger.engine) as connection:
        doubled = connection.execute(text("SELECT count(*) - count(DISTINCT article) FROM coding")).scalar_one()
    faults += [f"{doubled} codings are doubled"] if doubled else []
    found = {one.id: [] for one in ledger.articles()}
    for claim in ledger.every(Query(newest_first=False)):
        found.setdefault(claim.article, []).append(claim.id)
    ledger.engine.dispose()
    return found, faults


def after(db: str, expected: Whole, acknowledged: set[str]) -> list[str]:
    """What is wrong with a ledger after a fault."""
    try:
        found, faults = held(db)
    except LedgerError as error:
        return [str(error)]
    faults += [f"{article} was acknowledged and is lost" for article in acknowledged - found.keys()]
    return faults + [f"{article} is not whole, or doubled" for article, claims in found.items() if claims != expected.get(article)]


def kill(command: list[str], seconds: float) -> tuple[bool, set[str]]:
    """Run a command, and kill it after so many seconds. Gives whether it was still running, and the articles that it acknowledged."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    out, _ = process.communicate()
    said = {line for line in out.decode().splitlines(keepends=True) if line.endswith("\n")}
    return process.returncode == -signal.SIGKILL, {line.strip() for line in said}


def kills_of_add(folder: Path, whole: Whole, wanted: int, seed: random.Random, tally: Tally) -> None:
    """The real command, killed until it has added all the pages; then from the beginning."""
    db, killed = made(folder / "add.db"), 0
    command = [*_COMMAND, "add", SAMPLES, "--db", db]
    began = time.monotonic()
    kill(command, 600)
    span = time.monotonic() - began
    tally.wrong += after(db, whole, set(whole))
    db = made(folder / "add.db")
    while killed < wanted:
        running_still, _ = kill(command, seed.uniform(0.2, 1.0) * span)
        if running_still:
            killed += 1
            tally.count("kills of khabar add", after(db, whole, set()))
        else:
            tally.wrong += after(db, whole, set(whole))
            db = made(folder / "add.db")
    kill(command, 600)
    tally.wrong += after(db, whole, set(whole))


def kills_of_a_writer(folder: Path, pages: Path, whole: Whole, wanted: int, seed: random.Random, tally: Tally) -> None:
    """A process that stores what is coded: it spends its time writing, so that kills meet writes."""
    db, killed, known = made(folder / "store.db"), 0, set[str]()
    while killed < wanted:
        running_still, said = kill([*WORKER, str(pages), "--db", db], _started(seed))
        known |= said
        if running_still:
            killed += 1
            tally.count("kills of a writer", after(db, whole, known))
        else:
            tally.wrong += after(db, whole, set(whole))
            db, known = made(folder / "store.db"), set[str]()


def _started(seed: random.Random) -> float:
    """Seconds after which to kill: the interpreter takes about one to start, the pages about one to store."""
    return seed.uniform(0.6, 3.0)


def store(pages: Path, db: str, limit: int | None) -> int:
    """The writer that is tortured: stores what is coded, and says each article that it has committed."""
    if limit is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        ledger = open_ledger(db)
        with running(ledger.engine, pipeline.version(), "torture") as writer:
            for one in pickle.loads(pages.read_bytes()):  # noqa: S301 - written by this program
                task = writer.task(one.capture)
                if task is not None:
                    writer.store(task, one.article, one.claims)
                print(uid_of(one.capture), flush=True)
    except LedgerError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def full_disks(folder: Path, pages: Path, whole: Whole, tally: Tally) -> None:
    """A little more room each time, from none to enough; the ledger is never made anew."""
    db, known = made(folder / "full.db"), set[str]()
    limit = Path(db).stat().st_size
    while True:
        command = [*WORKER, str(pages), "--db", db, "--limit", str(limit)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        known |= set(done.stdout.split())
        if done.returncode == 0:
            break
        told = [] if "the database failed" in done.stderr and "Traceback" not in done.stderr else [f"not told: {done.stderr[-300:]}"]
        tally.count("full disks", [*told, *after(db, whole, known)])
        limit += 65_536
    tally.wrong += after(db, whole, set(whole))


def cuts(path: Path) -> Iterator[tuple[int, int]]:
    """Lengths at which to cut a write-ahead log: the end of each frame and its middle; with the number of commits before."""
    data = path.read_bytes()
    size = int.from_bytes(data[8:12], "big")
    commits = 0
    for at in range(32, len(data), size + 24):
        yield at + 24 + size // 2, commits
        commits += int.from_bytes(data[at + 4 : at + 8], "big") > 0
        yield at + 24 + size, commits


def power_cuts(folder: Path, some: list[Coded], whole: Whole, tally: Tally) -> None:
    """The log cut at each write, and the copying of the log into the database broken off at each page."""
    db = made(folder / "power.db")
    ledger = open_ledger(db)
    keeper = sqlite3.connect(db)
    keeper.execute("PRAGMA wal_autocheckpoint = 0")
    keeper.execute("BEGIN")
    keeper.execute("SELECT count(*) FROM run").fetchone()  # a reader keeps the log from being copied back
    with running(ledger.engine, pipeline.version(), "torture") as writer:
        for one in some:
            task = writer.task(one.capture)
            assert task is not None
            writer.store(task, one.article, one.claims)
    before, log = folder / "before.db", folder / "log"
    shutil.copy(db, before)
    shutil.copy(f"{db}-wal", log)
    order = [uid_of(one.capture) for one in some]
    for length, commits in cuts(log):
        case = _case(folder, before.read_bytes(), log.read_bytes()[:length])
        stored = max(0, min(commits - 1, len(order)))  # the first commit is that of the run
        tally.count("power cuts in the log", _exactly(case, whole, set(order[:stored])))
    keeper.close()
    ledger.engine.dispose()
    _broken_copies(folder, before, log, Path(db), (whole, set(order)), tally)


def _broken_copies(folder: Path, before: Path, log: Path, done: Path, expected: tuple[Whole, set[str]], tally: Tally) -> None:
    old, new, log_bytes = before.read_bytes(), done.read_bytes(), log.read_bytes()
    assert hashlib.sha256(old).digest() != hashlib.sha256(new).digest()
    for at in range(0, len(new), 4096):
        torn = new[:at] + new[at : at + 2048] + old[at + 2048 :]
        tally.count("power cuts while the log is copied", _exactly(_case(folder, torn, log_bytes), *expected))


def _case(folder: Path, data: bytes, log: bytes) -> str:
    """A ledger as a power cut would leave it."""
    path = folder / "case.db"
    for old in folder.glob("case.db*"):
        old.unlink()
    path.write_bytes(data)
    Path(f"{path}-wal").write_bytes(log)
    return str(path)


def _exactly(db: str, whole: Whole, stored: set[str]) -> list[str]:
    """What is wrong with a ledger that must hold just these articles."""
    faults = after(db, whole, stored)
    with sqlite3.connect(db) as connection:
        count = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    connection.close()
    return faults + ([f"{count} articles, {len(stored)} committed"] if count != len(stored) else [])


def torture(folder: Path, options: argparse.Namespace) -> Tally:
    seed, tally, pages = random.Random(options.seed), Tally(), coded()
    file = folder / "pages.pickle"
    file.write_bytes(pickle.dumps(pages))
    whole = {uid_of(one.capture): [claim.id for claim in one.claims] for one in pages}
    power_cuts(folder, pages[7:10], whole, tally)
    full_disks(folder, file, whole, tally)
    kills_of_a_writer(folder, file, whole, options.writer_kills, seed, tally)
    kills_of_add(folder, whole, options.kills, seed, tally)
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=12, help="of khabar add")
    parser.add_argument("--writer-kills", type=int, default=50, help="of a process that stores what is coded")
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL server, which is killed too")
    parser.add_argument("--server-kills", type=int, default=25, help="with --postgresql: of the server")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--store", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--db", help=argparse.SUPPRESS)
    parser.add_argument("--limit", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.store:
        return store(options.store, options.db, options.limit)
    with tempfile.TemporaryDirectory(prefix="khabar-torture-") as folder:
        if options.postgresql:
            from bench.torture_postgresql import torture as on_postgresql  # noqa: PLC0415 - it needs what stands above

            tally = on_postgresql(Path(folder), options)
        else:
            tally = torture(Path(folder), options)
    for fault in tally.wrong:
        print(fault)
    for kind, count in tally.done.items():
        print(f"{count:5} {kind}")
    print(f"{sum(tally.done.values())} faults injected; {len(tally.wrong)} times something was lost, doubled or broken")
    print(json.dumps(tally.done))
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
