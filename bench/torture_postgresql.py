"""`python -m bench.torture --postgresql`: the writer and the server are killed in turn, on a server of its own."""

from __future__ import annotations

import argparse
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.torture import WORKER, Tally, Whole, after, coded
from khabar.ledger import accounts, schema, tables
from khabar.ledger.engine import connect
from khabar.ledger.wanted import uid_of
from tests.ledger import postgres

_TABLES = [*tables.METADATA.tables, *accounts.METADATA.tables, "claim_text", "derived"]
Fault = Callable[["subprocess.Popen[str]"], None]


SPAN = 0.6
"""Seconds within which the faults fall, from the first page that a process has stored: it takes about as long for all."""


@dataclass(frozen=True)
class Ground:
    """A ledger, the process that stores into it, and what it must hold in the end."""

    db: str
    command: list[str]
    whole: Whole


def kills(kind: str, fault: Fault, ground: Ground, wanted: int, seed: random.Random, tally: Tally) -> None:
    """A fault while a process stores what is coded, again and again until it has stored all; then from an empty ledger again."""
    known, done = set[str](), 0
    postgres.empty(ground.db, _TABLES)
    while done < wanted:
        process = subprocess.Popen(ground.command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seed.uniform(0, SPAN))
        busy = process.poll() is None
        fault(process)
        rest, err = process.communicate()
        known |= {line.strip() for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")}
        told = process.returncode in (0, -signal.SIGKILL) or ("the database failed" in err and "Traceback" not in err)
        faults = [*([] if told else [f"not told: {err[-300:]}"]), *after(ground.db, ground.whole, known if busy else set(ground.whole))]
        tally.count(kind if busy else f"{kind}, when all was stored", faults)
        done += busy
        if known == set(ground.whole):
            known = set()
            postgres.empty(ground.db, _TABLES)


def torture(folder: Path, options: argparse.Namespace) -> Tally:
    """Ends the program where there is no PostgreSQL."""
    found = postgres.binaries()
    if found is None:
        sys.exit(postgres.MISSING)
    seed, tally, pages = random.Random(options.seed), Tally(), coded()
    file = folder / "pages.pickle"
    file.write_bytes(pickle.dumps(pages))
    whole = {uid_of(one.capture): [claim.id for claim in one.claims] for one in pages}
    with postgres.served(found, durable=True) as server:
        db = postgres.create(server.url, "ledger")
        engine = connect(db)
        schema.make(engine)
        engine.dispose()
        ground = Ground(db, [*WORKER, str(file), "--db", db], whole)

        def crash(_: subprocess.Popen[str]) -> None:
            server.kill()
            server.start()

        kills("kills of the server", crash, ground, options.server_kills, seed, tally)
        kills("kills of a writer", subprocess.Popen.kill, ground, options.writer_kills, seed, tally)
    return tally
