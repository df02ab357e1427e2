"""What the commands of the ledger share: where it is, and how its failures and runs are told."""

from __future__ import annotations

import difflib
import functools
import getpass
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, NoReturn

import click

from khabar import mentions, pipeline
from khabar.cli.progress import Progress
from khabar.cli.run import mapped
from khabar.ledger.engine import DEFAULT, VARIABLE, LedgerError
from khabar.ledger.reader import Reader, open_ledger
from khabar.ledger.writer import Task, Writer, running
from khabar.pipeline import Coded
from khabar.records.capture import Capture, Dropped, Fault

Command = Callable[..., Any]


def database(command: Command) -> Command:
    """The option --db; and failures of the ledger as one line and exit code 1."""

    @functools.wraps(command)
    def told(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except LedgerError as error:
            click.echo(f"khabar: {error}", err=True)
            sys.exit(1)

    option = click.option("--db", default=lambda: os.environ.get(VARIABLE) or DEFAULT, show_default=DEFAULT, help="Ledger: a file or a URL.")
    return option(told)


def instant(command: Command) -> Command:
    """The option --as-of."""
    return click.option("--as-of", metavar="DAY|INSTANT", help="Answer as the ledger stood then (UTC).")(command)


def reasons(command: Command) -> Command:
    """The options --because and --by."""
    because = click.option("--because", required=True, help="The reason, which is kept.")
    return because(reviewer(command))


def reviewer(command: Command) -> Command:
    by = click.option("--by", default=lambda: os.environ.get("KHABAR_REVIEWER") or getpass.getuser(), show_default="user", help="Who judges.")
    return by(command)


def reader(db: str, as_of: str | None = None) -> Reader:
    found = open_ledger(db)
    click.get_current_context().call_on_close(found.engine.dispose)
    return found.as_of(as_of)


def missing(kind: str, written: str, known: Iterable[str]) -> NoReturn:
    """End with a line that offers the nearest id that there is."""
    near = difflib.get_close_matches(written, list(known), 1)
    click.echo(f"khabar: no {kind} {written}" + (f"; did you mean {near[0]}?" if near else ""), err=True)
    sys.exit(1)


def code_task(task: Task) -> tuple[Task, Coded | Dropped]:
    return task, pipeline.code(task.page, task.supplied)


def _work(item: Task | Fault) -> tuple[Task, Coded | Dropped] | Fault:
    return item if isinstance(item, Fault) else code_task(item)


def code_into(writer: Writer, tasks: Iterator[Task | Fault], jobs: int) -> Counter[str]:
    """Code tasks and store what comes of them; progress and faults to standard error."""
    counts = writer.counts
    with Progress(stored) as progress:
        progress.show(counts)
        for made in mapped(_work, tasks, jobs):
            if isinstance(made, Fault):
                writer.fault(made)
                counts["faults"] += 1
                progress.say(f"khabar: {made}")
            else:
                _store(writer, *made, progress)
            progress.show(counts)
    return counts


def _store(writer: Writer, task: Task, outcome: Coded | Dropped, progress: Progress) -> None:
    counts = writer.counts
    if isinstance(outcome, Dropped):
        done = writer.store(task, outcome)
        counts["dropped"] += done != "known"
        progress.say(f"khabar: {outcome.capture}: dropped, {outcome.reason}: {outcome.detail}")
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


def resolve(name: str) -> str | None:
    """The one actor of the who's who that a name names."""
    found = mentions.resolve(name)
    return found.ids[0] if found and len(found.ids) == 1 else None
