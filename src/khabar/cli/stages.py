"""`khabar stages`: the flow, from the stages' own words."""

from __future__ import annotations

import click

from khabar import pipeline


@click.command()
def stages() -> None:
    """Print the stages a page passes, with what each reads and writes."""
    for stage in pipeline.STAGES:
        name = stage.__name__.rpartition(".")[2]
        click.echo(f"{name:10} {(stage.__doc__ or '').splitlines()[0]}")
