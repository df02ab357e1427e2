"""`khabar knowledge`: the state of the data files."""

from __future__ import annotations

import sys

import click

from khabar.knowledge import actors, contexts, cues, places, places_files, reasons, scopes


@click.command()
@click.argument("action", type=click.Choice(["check"]))
def knowledge(action: str) -> None:  # noqa: ARG001 - there is one action
    """Check the files of the who's who, of the cue lexicon, of contexts, of places and of reasons, and print each fault with its file and line.

    Exit code 1 if there is one.
    """
    faults = [*actors.check(), *cues.check(), *scopes.check(), *contexts.check(), *places.check(), *reasons.check()]
    for fault in faults:
        click.echo(fault)
    click.echo(f"khabar: {len(faults)} faults; {sum(1 for _ in actors.load())} actors; {sum(1 for _ in places_files.rows())} places", err=True)
    sys.exit(1 if faults else 0)
