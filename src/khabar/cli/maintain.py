"""`khabar check`, `khabar backup`, `khabar restore`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from khabar.cli.ledger import database, reader
from khabar.ledger import backup as backups
from khabar.ledger import checking
from khabar.ledger.engine import connect


@click.command()
@database
def check(db: str) -> None:
    """Verify the ledger: the database, hashes, ids, offsets, references. Exit code 1 with what is wrong and how to mend it."""
    wrong = 0
    for one in checking.check(reader(db)):
        wrong += 1
        click.echo(str(one))
    click.echo(f"khabar: {wrong} faults", err=True)
    sys.exit(1 if wrong else 0)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@database
def backup(file: Path, db: str) -> None:
    """Write the whole ledger, as it stands, to FILE, from which either database can be restored. Others may write meanwhile."""
    count = backups.backup(reader(db), file)
    click.echo(f"khabar: {count} rows written to {file}", err=True)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@database
def restore(file: Path, db: str) -> None:
    """Make a new ledger from FILE, a backup. All of it is restored, or nothing."""
    engine = connect(db)
    click.get_current_context().call_on_close(engine.dispose)
    count = backups.restore(engine, file)
    click.echo(f"khabar: {count} rows restored from {file}", err=True)
