"""`khabar date`, `khabar outlet`, `khabar origin`: what a page lacks or has wrong, supplied by a reader, with the reason."""

from __future__ import annotations

from collections.abc import Callable

import click

from khabar.cli.ledger import database, reasons
from khabar.cli.storing import code_into, run_of
from khabar.cli.values import DAYS
from khabar.ledger.recoding import Selection, stale
from khabar.ledger.reviews import Reviewer, supply
from khabar.ledger.stored import ArticleVerdict


def _command(kind: ArticleVerdict, metavar: str, told: str) -> Callable[..., None]:
    def run(article: str, value: str | None, withdraw: bool, because: str, by: str, db: str) -> None:
        if (value is None) != withdraw:
            raise click.UsageError(f"give {metavar}, or --withdraw")
        with run_of(db) as writer:
            supply(writer, kind, article, value, Reviewer(by, because))
            code_into(writer, iter(stale(writer, Selection((article,)))), 1)

    run.__doc__ = told
    return run


def _made(kind: ArticleVerdict, metavar: str, told: str, of: click.ParamType[str] | None = None) -> click.Command:
    command = database(reasons(_command(kind, metavar, told)))
    command = click.option("--withdraw", is_flag=True, help="Take back what was supplied before.")(command)
    command = click.argument("value", metavar=f"[{metavar}]", type=of, required=False)(command)
    return click.command(name=kind)(click.argument("article")(command))


date = _made(
    "date",
    "DAYS",
    "Supply the day of ARTICLE: 2017-03-05, 2017-03, 2017, or a stretch, 2017-03..2017-05. All that is relative to it is resolved anew.",
    DAYS,
)
outlet = _made("outlet", "NAME", "Supply who published ARTICLE.")
origin = _made("origin", "NAME", "Supply the outlet from which ARTICLE was taken.")
