"""The command line: thin, streaming, composable. Exit codes: 0 done, 1 something could not be read or was found wrong, 2 misuse."""

from __future__ import annotations

import os
import sys

import click

import khabar
from khabar.cli.add import add, init, recode
from khabar.cli.article import article
from khabar.cli.claims import actor, claims, dyad
from khabar.cli.code import code
from khabar.cli.contradictions import contradictions
from khabar.cli.copies import copies
from khabar.cli.explain import explain
from khabar.cli.export import export
from khabar.cli.knowledge import knowledge
from khabar.cli.maintain import backup, check, restore
from khabar.cli.network import network
from khabar.cli.occurrence import occurrence
from khabar.cli.occurrences import occurrences
from khabar.cli.predictions import predictions
from khabar.cli.relation import relation
from khabar.cli.review import review
from khabar.cli.stages import stages
from khabar.cli.supply import date, origin, outlet
from khabar.cli.when import when
from khabar.cli.who import who


class _Quiet(click.Group):
    """Ends without a trace when the reader closes the pipe early (`| head`), before click makes a failure of it."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(cls=_Quiet, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(khabar.__version__, prog_name="khabar")
def commands() -> None:
    """Khabar reads the Arabic press and writes attributed claims: who is said to have done what to whom, when, and on whose word."""


for command in (
    actor, add, article, backup, check, claims, code, contradictions, copies, date, dyad, explain, export, init, knowledge, network, occurrence,
    occurrences, origin, outlet, predictions, recode, relation, restore, review, stages, when, who,
):  # fmt: skip
    commands.add_command(command)


def main() -> None:
    """Entry point."""
    commands()
