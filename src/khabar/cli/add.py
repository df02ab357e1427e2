"""`khabar init`, `khabar add`, `khabar recode`: the ledger is made, pages are coded into it, and coded again."""

from __future__ import annotations

import sys

import click

from khabar import pipeline
from khabar.cli.ledger import database, reader
from khabar.cli.output import FORMATS, sink, told
from khabar.cli.storing import code_into, run_of, unknown
from khabar.ledger import schema
from khabar.ledger.engine import connect
from khabar.ledger.naming import outlet
from khabar.ledger.recoding import Selection, stale

_JOBS = click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="Processes to code with.")


@click.command()
@database
def init(db: str) -> None:
    """Make a ledger, or bring an older one to the schema of this version. Doing it again changes nothing."""
    engine = connect(db)
    click.get_current_context().call_on_close(engine.dispose)
    before = schema.make(engine)
    where = engine.url.render_as_string(hide_password=True)
    done = "made" if before is None else "is up to date" if before == schema.STEPS[-1] else f"upgraded from schema {before}"
    click.echo(f"khabar: {where}: ledger {done}, schema {schema.STEPS[-1]}", err=True)


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="Print the claims too, as `khabar code` does; nothing without it.")
@_JOBS
@database
def add(paths: tuple[str, ...], form: str | None, jobs: int, db: str) -> None:
    """Code the pages in PATHS into the ledger.

    PATHS are as for `khabar code`, but pages of one name are taken too. A page that the ledger knows is not coded again, so a run that was
    broken off goes on when it is started again. Exit code 1 if any input could not be read.
    """
    stdin = sys.stdin.buffer if "-" in paths else None
    with run_of(db) as writer:
        counts = code_into(writer, unknown(writer, pipeline.read(paths, stdin, told, distinct=False)), jobs, sink(form) if form else None)
    sys.exit(1 if counts["faults"] else 0)


@click.command()
@click.option("--all", "every", is_flag=True, help="All articles.")
@click.option("--article", "articles", multiple=True, metavar="ID", help="The article of this id.")
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="The articles of this outlet.")
@click.option("--force", is_flag=True, help="Also what this version has coded already from the same.")
@_JOBS
@database
def recode(every: bool, articles: tuple[str, ...], outlets: tuple[str, ...], force: bool, jobs: int, db: str) -> None:
    """Code stored articles again, where an older version coded them or a reader has supplied something since.

    What was coded before stays, and is superseded. The pages themselves are not needed. Broken off, it goes on when it is started again.
    """
    if every == bool(articles or outlets):
        raise click.UsageError("say which articles: --all, or --article, or --outlet")
    for name in outlets:
        outlet(reader(db), name)
    with run_of(db) as writer:
        code_into(writer, iter(stale(writer, Selection(articles, outlets, force))), jobs)
