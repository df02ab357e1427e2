"""`khabar user` and `khabar token`: who may sign in to the desk, and with what programs may ask its API."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence

import click
from rich import box
from rich.console import Console
from rich.table import Table
from sqlalchemy import Engine

from khabar.cli.ledger import database, reader
from khabar.desk.accounts import passwords
from khabar.ledger import accounts
from khabar.ledger.audit import Origin

_WRONG = {
    "account.short": f"a password has {passwords.SHORTEST} characters or more",
    "account.long": f"a password has {passwords.LONGEST} characters at most",
    "account.plain": "that password is one of the first that are guessed: choose another",
}


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--role", type=click.Choice(accounts.ROLES), help="With add; reader without it.")
@database
def user(words: tuple[str, ...], role: accounts.Role | None, db: str) -> None:
    """Keep the desk's accounts.

    WORDS are add NAME; list; role NAME with --role; password NAME; remove NAME. A password is asked for, never given as an argument. A reader
    reads; a reviewer judges and adds pages; an admin sees the audit too. A new password ends the account's sessions; removing an account ends its
    tokens too. Judgements stay.
    """
    engine, by = reader(db).engine, Origin(getpass.getuser())
    action, *names = words
    if (action, len(names)) not in _USER or (action == "role") > (role is not None):
        raise click.UsageError(f"{' '.join(words)!r} is nothing to do; see khabar user --help")
    _USER[action, len(names)](engine, names, role, by)


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--label", default="", help="With add: what it is for.")
@click.option("--days", type=click.IntRange(1, 3660), help="With add: after so many days it ends.")
@database
def token(words: tuple[str, ...], label: str, days: int | None, db: str) -> None:
    """Keep the tokens of the desk's API.

    WORDS are add NAME, for the account of that name; list, or list NAME; revoke NUMBER. A token is shown once, when it is made. It may do what its
    account may; programs send it as `Authorization: Bearer TOKEN`.
    """
    engine, by = reader(db).engine, Origin(getpass.getuser())
    action, *names = words
    if action == "add" and len(names) == 1:
        click.echo(accounts.issue(engine, names[0], label or "token", by, days))
        click.echo("khabar: this is shown once: keep it where secrets are kept", err=True)
    elif action == "list" and len(names) < 2:
        _table(("number", "account", "label", "made", "expires"), [
            (str(one.id), one.account, one.label, one.made, one.expires or "") for one in accounts.tokens(engine, *names)
        ])  # fmt: skip
    elif action == "revoke" and len(names) == 1 and names[0].isascii() and names[0].isdigit():
        accounts.revoke(engine, int(names[0]), by)
        click.echo(f"khabar: token {names[0]} revoked", err=True)
    else:
        raise click.UsageError(f"{' '.join(words)!r} is nothing to do; see khabar token --help")


def _add(engine: Engine, names: Sequence[str], role: accounts.Role | None, by: Origin) -> None:
    made = accounts.add(engine, names[0], role or "reader", passwords.hashed(_asked(names[0])), by)
    click.echo(f"khabar: account {made.name}, {made.role}", err=True)


def _list(engine: Engine, names: Sequence[str], role: accounts.Role | None, by: Origin) -> None:  # noqa: ARG001 - one form for all
    _table(("account", "role", "made"), [(one.name, one.role, one.made) for one in accounts.every(engine)])


def _role(engine: Engine, names: Sequence[str], role: accounts.Role | None, by: Origin) -> None:
    accounts.change(engine, names[0], by, role=role)
    click.echo(f"khabar: account {names[0]}, {role}", err=True)


def _password(engine: Engine, names: Sequence[str], role: accounts.Role | None, by: Origin) -> None:  # noqa: ARG001 - likewise
    accounts.change(engine, names[0], by, password=passwords.hashed(_asked(names[0])))
    click.echo(f"khabar: account {names[0]}: the password is changed, its sessions have ended", err=True)


def _remove(engine: Engine, names: Sequence[str], role: accounts.Role | None, by: Origin) -> None:  # noqa: ARG001 - likewise
    accounts.remove(engine, names[0], by)
    click.echo(f"khabar: account {names[0]} removed; its judgements stay", err=True)


_Action = Callable[[Engine, Sequence[str], accounts.Role | None, Origin], None]
_USER: dict[tuple[str, int], _Action] = {("add", 1): _add, ("list", 0): _list, ("role", 1): _role, ("password", 1): _password, ("remove", 1): _remove}


def _asked(name: str) -> str:
    """A password, typed twice and unseen."""
    while True:
        password: str = click.prompt("password", hide_input=True, confirmation_prompt=True, err=True)
        wrong = passwords.fault(password, name)
        if wrong is None:
            return password
        click.echo(f"khabar: {_WRONG[wrong]}", err=True)


def _table(columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    table = Table(*columns, box=box.SIMPLE_HEAD)
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False, emoji=False, soft_wrap=True).print(table)
