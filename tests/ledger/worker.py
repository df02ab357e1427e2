"""The processes of the concurrency test: `python -m tests.ledger.worker DB WRITERS READERS PAGES` forks them all at once.

Writers add pages of their own and pages that all share, and put down what became of each; readers read until the writers have ended.
"""

from __future__ import annotations

import json
import multiprocessing
import sys
from collections import Counter
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Event

from khabar.ledger.query import Query
from khabar.ledger.reader import Reader, open_ledger
from khabar.ledger.writer import running
from tests.ledger.pages import store, town

FORK = multiprocessing.get_context("fork")


def write(ledger: Reader, number: int, pages: int, told: SimpleQueue[list[str]]) -> None:
    results = []
    with running(ledger.engine, "coder-1", f"writer {number}") as writer:
        for at in range(pages):
            for name in (f"shared-{at}.txt", f"own-{number}-{at}.txt"):
                of, claims = town(name)
                results.append(store(writer, of, *claims) or "known")
    told.put(results)


def read(ledger: Reader, ended: Event, told: SimpleQueue[list[str]]) -> None:
    """Every article that is seen has all its claims, and what was seen once is seen again."""
    most, last = 0, False
    while not last:
        last = ended.wait(0.3)
        seen = Counter(one.article for one in ledger.claims(Query(text="شركة"), 10_000).claims)
        if set(seen.values()) - {3} or seen.total() < most:
            told.put([f"torn or gone after {most}: {seen}"])
            return
        most = seen.total()
    told.put([f"read {most}"])


def main(db: str, writers: int, readers: int, pages: int) -> int:
    ledger = open_ledger(db)
    ledger.claims(Query(text="شركة"), 10_000)
    ledger.engine.dispose()  # no connection goes into a fork, but the compiled queries do
    told: SimpleQueue[list[str]] = FORK.SimpleQueue()
    ended = FORK.Event()
    writing = [FORK.Process(target=write, args=(ledger, number, pages, told)) for number in range(writers)]
    reading = [FORK.Process(target=read, args=(ledger, ended, told)) for _ in range(readers)]
    for one in (*reading, *writing):
        one.start()
    results = [told.get() for _ in writing]
    ended.set()
    results += [told.get() for _ in reading]
    for one in (*reading, *writing):
        one.join()
    sys.stdout.write(json.dumps(Counter(word for result in results for word in result)))
    return max(one.exitcode or 0 for one in (*reading, *writing))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
