"""The command line: thin, streaming, composable. Exit codes: 0 done, 1 something could not be read or was found wrong, 2 misuse."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module

import click

import khabar

HOMES = {
    "actor": "claims", "add": "add", "article": "article", "backup": "maintain", "check": "maintain", "claims": "claims", "code": "code",
    "contradictions": "contradictions", "copies": "copies", "date": "supply", "dyad": "claims", "explain": "explain", "export": "export",
    "init": "add", "knowledge": "knowledge", "network": "network", "occurrence": "occurrence", "occurrences": "occurrences", "origin": "supply",
    "outlet": "supply", "predictions": "predictions", "recode": "add", "relation": "relation", "restore": "maintain", "review": "review",
    "serve": "serve", "stages": "stages", "token": "accounts", "user": "accounts", "when": "when", "who": "who",
}  # fmt: skip
"""The module in which each command stands."""

_HELP = ["-h", "--help"]
"""Said to each command too: click makes a command's help option once, by whichever context first asks, and that may be one without the group."""


class _Lazy(Mapping[str, click.Command]):
    """The commands by name, each loaded when it is asked for: coder, charts and desk are slow to load, and no command needs all of them."""

    def __getitem__(self, name: str) -> click.Command:
        command: click.Command = getattr(import_module(f"khabar.cli.{HOMES[name]}"), name)
        command.context_settings.setdefault("help_option_names", _HELP)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(HOMES)

    def __len__(self) -> int:
        return len(HOMES)


class _Quiet(click.Group):
    """Ends without a trace when the reader closes the pipe early (`| head`), before click makes a failure of it."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


@click.group(cls=_Quiet, context_settings={"help_option_names": _HELP})
@click.version_option(khabar.__version__, prog_name="khabar")
def commands() -> None:
    """Khabar reads the Arabic press and writes attributed claims: who is said to have done what to whom, when, and on whose word."""


commands.commands = _Lazy()  # type: ignore[assignment] # click only reads it


def main() -> None:
    """Entry point."""
    commands()
