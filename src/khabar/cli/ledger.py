"""What the commands of the ledger share: where it is, and how its failures are told. Loads no coder."""

from __future__ import annotations

import functools
import getpass
import os
import sys
from collections.abc import Callable
from typing import Any

import click

from khabar.cli.values import INSTANT
from khabar.ledger.engine import DEFAULT, VARIABLE, DatabaseError, LedgerError, address
from khabar.ledger.reader import Reader, open_ledger

Command = Callable[..., Any]


def database(command: Command) -> Command:
    """The option --db; and failures of the ledger as one line and exit code 1."""

    @functools.wraps(command)
    def told(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except LedgerError as error:
            where = f"{_shown(options['db'])}: " if isinstance(error, DatabaseError) else ""
            click.echo(f"khabar: {where}{error}", err=True)
            sys.exit(1)

    option = click.option("--db", default=lambda: os.environ.get(VARIABLE) or DEFAULT, show_default=DEFAULT, help="Ledger: a file or a URL.")
    return option(told)


def _shown(db: str) -> str:
    """The ledger's file, or its URL without the password."""
    return address(db).render_as_string(hide_password=True) if "://" in db else db


def instant(command: Command) -> Command:
    """The option --as-of."""
    return click.option("--as-of", metavar="DAY|INSTANT", type=INSTANT, help="Answer as the ledger stood then (UTC).")(command)


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
