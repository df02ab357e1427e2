"""Sign-in attempts: after some that failed one has to wait, by the account that was tried and by the network that tried.

An attempt is counted before the password is looked at, and taken back where it was right: a thousand guesses sent at once are a thousand.
The wait doubles with each failure up to a ceiling, and never locks anybody out for good (OWASP, Authentication: a lock is a weapon too).
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, delete, func, select

from khabar.arabic.folding import fold
from khabar.ledger.accounts import sign_in_attempt
from khabar.ledger.engine import insert, instant, next_id, writing

_KEPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """So many failures within an hour are free; each further one doubles the wait, from one second to the ceiling (seconds)."""

    free: int
    ceiling: int


ACCOUNT = Limit(5, 300)
NETWORK = Limit(20, 3600)


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that was let through; its rows are taken back where the password was right."""

    rows: tuple[int, ...]
    account: str


@dataclass(frozen=True, slots=True)
class Wait:
    """An attempt that was not even looked at, and after how many seconds one will be."""

    seconds: int


def attempt(engine: Engine, name: str, address: str, at: datetime | None = None) -> Attempt | Wait:
    """Count an attempt on an account from an address, or say how long to wait."""
    moment = at or datetime.now(UTC)
    subjects = ((f"account:{fold(name)[:200]}", ACCOUNT), (f"address:{network(address)}", NETWORK))
    with writing(engine) as connection:
        connection.execute(delete(sign_in_attempt).where(sign_in_attempt.c.at < instant(moment - _KEPT)))
        wait = max(_wait(connection, subject, limit, moment) for subject, limit in subjects)
        if wait > 0:
            return Wait(wait)
        first = next_id(connection, sign_in_attempt)
        rows = [{"id": first + at_, "subject": subject, "at": instant(moment)} for at_, (subject, _) in enumerate(subjects)]
        insert(connection, sign_in_attempt, rows)
    return Attempt((first, first + 1), subjects[0][0])


def _wait(connection: Connection, subject: str, limit: Limit, moment: datetime) -> int:
    asked = select(func.count(), func.max(sign_in_attempt.c.at)).where(sign_in_attempt.c.subject == subject)
    failed, last = connection.execute(asked).one()
    if failed < limit.free:
        return 0
    pause: int = min(2 ** min(failed - limit.free, 20), limit.ceiling)
    left = datetime.fromisoformat(last) + timedelta(seconds=pause) - moment
    return max(0, -(-int(left.total_seconds() * 1000) // 1000))


def succeeded(engine: Engine, made: Attempt) -> None:
    """The password was right: the account's failures are forgotten, and of the network only this attempt."""
    with writing(engine) as connection:
        connection.execute(delete(sign_in_attempt).where(sign_in_attempt.c.id.in_(made.rows) | (sign_in_attempt.c.subject == made.account)))


def network(address: str) -> str:
    """What one person commands: an IPv4 address, the first 64 bits of an IPv6 one (RFC 6177); another text as it is.

    >>> network("2001:db8::1:2"), network("::ffff:192.0.2.7")
    ('2001:db8::/64', '192.0.2.7')
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
