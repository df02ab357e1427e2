"""What the commands that write to the ledger share: coding pages into it, and how their runs are told."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager

from khabar import pipeline
from khabar.cli.ledger import reader
from khabar.cli.progress import Progress
from khabar.cli.run import mapped
from khabar.ledger.writer import Task, Writer, running
from khabar.pipeline import Coded
from khabar.records.capture import Capture, Dropped, Fault


def code_task(task: Task) -> tuple[Task, Coded | Dropped]:
    return task, pipeline.code(task.page, task.supplied)


def _work(item: Task | Fault) -> tuple[Task, Coded | Dropped] | Fault:
    return item if isinstance(item, Fault) else code_task(item)


def code_into(writer: Writer, tasks: Iterator[Task | Fault], jobs: int, write: Callable[[Coded], None] | None = None) -> Counter[str]:
    """Code tasks and store what comes of them; progress and faults to standard error. `write` is given what is stored, page by page."""
    counts = writer.counts
    with Progress(stored) as progress:
        progress.show(counts)
        for made in mapped(_work, tasks, jobs):
            if isinstance(made, Fault):
                writer.fault(made)
                counts["faults"] += 1
                progress.say(f"khabar: {made}")
            else:
                task, outcome = made
                _store(writer, task, outcome, progress)
                if write and isinstance(outcome, Coded):
                    write(outcome)
            progress.show(counts)
    return counts


def _store(writer: Writer, task: Task, outcome: Coded | Dropped, progress: Progress) -> None:
    counts = writer.counts
    if isinstance(outcome, Dropped):
        done = writer.store(task, outcome)
        counts["dropped"] += done != "known"
        progress.say(f"khabar: {task.page.where}: dropped, {outcome.reason}: {outcome.detail}")
    else:
        done = writer.store(task, outcome.article, outcome.claims)
        counts["claims"] += len(outcome.claims) if done != "known" else 0
    counts[done] += 1


def stored(counts: Counter[str], seconds: float) -> str:
    """The closing line of a run that writes."""
    rate = (counts["new"] + counts["recoded"]) / max(seconds, 1e-9)
    told = ", ".join(f"{counts[name]} {name}" for name in ("new", "recoded", "known", "dropped"))
    return f"khabar: {told}, {counts['faults']} unreadable; {counts['claims']} claims; {rate:.1f} articles a second"


def unknown(writer: Writer, pages: Iterable[Capture | Fault]) -> Iterator[Task | Fault]:
    """The pages that the ledger does not know, as tasks; those that it knows are counted and cost nothing more."""
    for page in pages:
        task = page if isinstance(page, Fault) else writer.task(page)
        if task is None:
            writer.counts["known"] += 1
        else:
            yield task


def run_of(db: str) -> AbstractContextManager[Writer]:
    """A run of this command on a ledger that is there."""
    return running(reader(db).engine, pipeline.version(), " ".join(["khabar", *sys.argv[1:]]))
