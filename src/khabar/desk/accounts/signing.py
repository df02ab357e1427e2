"""Signing in: the attempt is counted, the password looked at, and a session begun under a new secret, whatever the browser came with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from khabar.desk.accounts import passwords
from khabar.ledger import accounts, attempts
from khabar.ledger.audit import Origin

HOURS = 12.0
"""That a session lasts: a working day. It is not drawn out by use, so reading writes nothing."""


@dataclass(frozen=True, slots=True)
class Entered:
    """The session's secret, for the cookie, and whose it is."""

    secret: str
    account: accounts.Account


@dataclass(frozen=True, slots=True)
class Refused:
    """Why not: a key of the desk's words; `seconds` to wait, where it is that."""

    reason: str
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Knock:
    """What somebody tries the door with. `earlier` is the secret of the session that the browser has, which ends."""

    name: str
    password: str
    address: str
    earlier: str = ""


def prove(engine: Engine, knock: Knock) -> accounts.Account | Refused:
    """Whose name and password these are; one answer for a wrong name and a wrong password, or how long to wait."""
    tried = attempts.attempt(engine, knock.name, knock.address)
    if isinstance(tried, attempts.Wait):
        return Refused("account.wait", tried.seconds)
    found = accounts.find(engine, knock.name)
    if not passwords.matches(found[1] if found else None, knock.password) or found is None:
        return Refused("account.wrong")
    attempts.succeeded(engine, tried)
    who, stored = found
    if passwords.worn(stored):
        accounts.renew(engine, who.name, passwords.hashed(knock.password))
    return who


def enter(engine: Engine, knock: Knock) -> Entered | Refused:
    """A new session under a new secret, or why not. Raises LedgerError where the database fails."""
    who = prove(engine, knock)
    if isinstance(who, Refused):
        return who
    return Entered(accounts.begin(engine, who, HOURS, Origin(who.name, "session", knock.address), knock.earlier), who)
