"""`khabar code`: pages in, attributed claims out."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from typing import Any

import click

from khabar import pipeline
from khabar.cli.coder import Choice, chosen, coders
from khabar.cli.output import FORMATS, sink, told
from khabar.cli.progress import Progress, coded
from khabar.cli.run import outcomes
from khabar.records.capture import Dropped, Fault


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="Default: a table on a terminal, JSON Lines when piped.")
@click.option("--min-confidence", default=0.0, type=click.FloatRange(0, 1), help="Lowest score of a claim that is printed.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes to code with.")
@coders
def code(paths: tuple[str, ...], form: str | None, min_confidence: float, jobs: int, **choice: Any) -> None:
    """Code the pages in PATHS and print their claims.

    PATHS are files or folders of .txt, .html, .jsonl, .warc and .warc.gz; - is standard input. Claims go to standard output; progress,
    pages dropped, files of a folder that are left out and input that could not be read go to standard error, and the run goes on. Exit code 1
    if any input could not be read or coded.
    """
    if choice["coder"] == "llm" and min_confidence:
        raise click.UsageError("claims of a language model have no score; leave out --min-confidence")
    coder = chosen(Choice(choice.pop("coder"), **choice))
    write = sink(form or ("table" if sys.stdout.isatty() else "jsonl"))
    stdin = sys.stdin.buffer if "-" in paths else None
    counts: Counter[str] = Counter()
    with Progress(coded) as progress:
        for where, outcome in outcomes(pipeline.read(paths, stdin, told), jobs, coder):
            if isinstance(outcome, Fault):
                counts["faults"] += 1
                progress.say(f"khabar: {outcome}")
            elif isinstance(outcome, Dropped):
                counts["dropped"] += 1
                progress.say(f"khabar: {where}: dropped, {outcome.reason}: {outcome.detail}")
            else:
                kept = tuple(claim for claim in outcome.claims if claim.coder.score >= min_confidence)
                for one in outcome.dropped:
                    progress.say(f"khabar: {where}: claim dropped, {one.reason}: {one.detail}")
                counts["refused"] += len(outcome.dropped)
                counts["articles"] += 1
                counts["claims"] += len(kept)
                write(replace(outcome, claims=kept))
            progress.show(counts)
    if counts["faults"]:
        sys.exit(1)
