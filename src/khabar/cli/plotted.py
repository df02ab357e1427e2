"""What the commands with a plot share: the options --plot and --on, and how the plot is written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from khabar.cli.when import Day
from khabar.cli.written import writes

if TYPE_CHECKING:
    from khabar.exports.drawing import Chart

FORMS = (".svg", ".png", ".html")
"""Endings of a plot; the same as those of `khabar.exports.drawing`, which is slow to load."""
Command = Callable[..., Any]


class _PlotFile(click.Path):
    """A file to write whose ending names a form of plot."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if path.suffix.lower() not in FORMS:
            self.fail(f"{path.name} ends in none of {', '.join(FORMS)}", param, ctx)
        return path


def plot_option(command: Command) -> Command:
    """The option --plot."""
    return click.option("--plot", type=_PlotFile(dir_okay=False), metavar="FILE", help="Also draw it: .svg, .png or .html.")(command)


def day_option(command: Command) -> Command:
    """The option --on."""
    told = "By what was published up to this day; default: the day of --as-of, else today (UTC)."
    return click.option("--on", type=Day(), help=told)(command)


def save(chart: Chart, path: Path) -> None:
    """Write a plot, and say so."""
    from khabar.exports import drawing  # noqa: PLC0415 - only a plot needs it, and it is slow to load

    with writes(path):
        drawing.save(chart, path)
    click.echo(f"khabar: plot written to {path}", err=True)
