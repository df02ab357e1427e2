"""Who may sign in to the desk: accounts, their sessions and their tokens, and what was tried at the door.

Like `derived`, these tables stand outside the append-only guarantee, and they are in no backup: a backup may be handed on, and holds no secret.
A session and a token are stored as the SHA-256 of a random text of 256 bits, so that whoever reads the database can use neither; such a text
cannot be guessed, so it needs no slow hash, as a password does (OWASP, Session Management and Password Storage).
What was done with an account stays in `audit`, by its name.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import Column, Connection, Engine, ForeignKey, Index, Integer, MetaData, Row, Table, Text, delete, func, select, update

from khabar.arabic.folding import fold
from khabar.ledger.audit import Act, Origin, note
from khabar.ledger.engine import LedgerError, insert, instant, next_id, now, reading, writing

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what those before it may."""
METADATA = MetaData()
_NAME = 64
"""Characters of a name."""


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


account = Table(
    "account", METADATA, _key(), _text("name"), Column("folded", Text, nullable=False, unique=True), _text("role"), _text("password"), _text("made")
)
"""`folded` keeps two names apart that are written alike; `password` is an Argon2 hash with its salt and costs (RFC 9106)."""
account_session = Table(
    "account_session", METADATA, Column("digest", Text, primary_key=True), Column("account", Integer, ForeignKey("account.id"), nullable=False),
    _text("made"), _text("expires"), _text("address"), Index("account_session_account", "account"),
)  # fmt: skip
account_token = Table(
    "account_token", METADATA, _key(), Column("account", Integer, ForeignKey("account.id"), nullable=False), _text("label"),
    Column("digest", Text, nullable=False, unique=True), _text("made"), _text("expires", null=True), Index("account_token_account", "account"),
)  # fmt: skip
sign_in_attempt = Table("sign_in_attempt", METADATA, _key(), _text("subject"), _text("at"), Index("sign_in_attempt_subject", "subject", "at"))
"""`subject` is `account:` with a folded name, or `address:` with a network: see `attempts`."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in. `made` is a UTC instant."""

    id: int
    name: str
    role: Role
    made: str


@dataclass(frozen=True, slots=True)
class Token:
    """A token of the API; its secret is shown once, and kept by nobody but its owner."""

    id: int
    account: str
    label: str
    made: str
    expires: str | None


def count(engine: Engine) -> int:
    with reading(engine) as connection:
        return int(connection.execute(select(func.count()).select_from(account)).scalar_one())


def every(engine: Engine) -> tuple[Account, ...]:
    with reading(engine) as connection:
        return tuple(_account(row) for row in connection.execute(select(account).order_by(account.c.id)))


def find(engine: Engine, name: str) -> tuple[Account, str] | None:
    """The account of a name, in any spelling that folds alike, with its password's hash."""
    with reading(engine) as connection:
        row = _row(connection, name)
        return (_account(row), str(row.password)) if row else None


def add(engine: Engine, name: str, role: Role, password: str, by: Origin) -> Account:
    """Make an account; `password` is its hash. Raises LedgerError for a name that is taken or is none."""
    written = _name(name)
    with writing(engine) as connection:
        if _row(connection, written):
            raise LedgerError(f"there is an account {written} already", "choose another name, or change it with `khabar user role` or `password`")
        made = Account(next_id(connection, account), written, role, now())
        row = {"id": made.id, "name": written, "folded": fold(written), "role": role, "password": password, "made": made.made}
        insert(connection, account, [row])
        note(connection, by, Act("user-added", written, {"role": role}))
    return made


def change(engine: Engine, name: str, by: Origin, *, role: Role | None = None, password: str | None = None, keep: str = "") -> None:
    """Give an account another role, or another password (its hash), which ends its sessions but the one whose secret is kept."""
    with writing(engine) as connection:
        key = _known(connection, name)
        if role:
            connection.execute(update(account).where(account.c.id == key.id).values(role=role))
            note(connection, by, Act("role-changed", key.name, {"role": role}))
        if password:
            connection.execute(update(account).where(account.c.id == key.id).values(password=password))
            others = delete(account_session).where(account_session.c.account == key.id, account_session.c.digest != _digest(keep))
            connection.execute(others)
            note(connection, by, Act("password-changed", key.name))


def renew(engine: Engine, name: str, password: str) -> None:
    """The same password under newer costs."""
    with writing(engine) as connection:
        connection.execute(update(account).where(account.c.folded == fold(name)).values(password=password))


def remove(engine: Engine, name: str, by: Origin) -> None:
    """End an account with its sessions and tokens. Its judgements stay, and so does what the audit says of it."""
    with writing(engine) as connection:
        key = _known(connection, name)
        for table in (account_session, account_token):
            connection.execute(delete(table).where(table.c.account == key.id))
        connection.execute(delete(account).where(account.c.id == key.id))
        note(connection, by, Act("user-removed", key.name))


def begin(engine: Engine, who: Account, hours: float, by: Origin, earlier: str = "") -> str:
    """A new session's secret. The session that the browser came with, whoever's, ends; and so do all that have expired."""
    secret = secrets.token_urlsafe(32)
    with writing(engine) as connection:
        _known(connection, who.name)
        old = delete(account_session).where((account_session.c.expires <= now()) | (account_session.c.digest == _digest(earlier)))
        connection.execute(old)
        row = {"digest": _digest(secret), "account": who.id, "made": now(), "expires": _after(hours), "address": by.address}
        insert(connection, account_session, [row])
        note(connection, by, Act("signed-in", who.name))
    return secret


def end(engine: Engine, secret: str, by: Origin) -> None:
    """Sign out."""
    with writing(engine) as connection:
        connection.execute(delete(account_session).where(account_session.c.digest == _digest(secret)))
        note(connection, by, Act("signed-out", by.who))


def of_session(engine: Engine, secret: str) -> Account | None:
    """Whose session a cookie's secret opens; None for a forged, an ended or an expired one."""
    return _holder(engine, account_session, secret)


def of_token(engine: Engine, secret: str) -> Account | None:
    """Whose token this is; None for a forged, a revoked or an expired one."""
    return _holder(engine, account_token, secret)


def issue(engine: Engine, name: str, label: str, by: Origin, days: int | None = None) -> str:
    """A new token's secret, which is told only here."""
    secret = "khabar_" + secrets.token_urlsafe(32)
    with writing(engine) as connection:
        key = _known(connection, name)
        row = {
            "id": next_id(connection, account_token), "account": key.id, "label": _name(label), "digest": _digest(secret), "made": now(),
            "expires": _after(days * 24) if days else None,
        }  # fmt: skip
        insert(connection, account_token, [row])
        note(connection, by, Act("token-added", key.name, {"label": row["label"]}))
    return secret


def tokens(engine: Engine, name: str | None = None) -> tuple[Token, ...]:
    """All tokens, or those of an account."""
    asked = select(account_token, account.c.name).select_from(account_token.join(account)).order_by(account_token.c.id)
    if name is not None:
        asked = asked.where(account.c.folded == fold(name))
    with reading(engine) as connection:
        return tuple(Token(row.id, row.name, row.label, row.made, row.expires) for row in connection.execute(asked))


def revoke(engine: Engine, token: int, by: Origin, name: str | None = None) -> None:
    """End a token; with a name only one of that account. Raises LedgerError where there is none."""
    with writing(engine) as connection:
        asked = select(account_token.c.id, account_token.c.label, account.c.name).select_from(account_token.join(account))
        row = connection.execute(asked.where(account_token.c.id == token)).one_or_none()
        if row is None or (name is not None and fold(row.name) != fold(name)):
            raise LedgerError(f"there is no token {token}", "take its number from `khabar token list`")
        connection.execute(delete(account_token).where(account_token.c.id == token))
        note(connection, by, Act("token-revoked", row.name, {"label": row.label}))


def _holder(engine: Engine, table: Table, secret: str) -> Account | None:
    live = table.c.expires.is_(None) | (table.c.expires > now())
    asked = select(account).select_from(table.join(account)).where(table.c.digest == _digest(secret), live)
    with reading(engine) as connection:
        row = connection.execute(asked).one_or_none()
        return _account(row) if row else None


def _account(row: Row[*tuple[Any, ...]]) -> Account:
    return Account(row.id, row.name, row.role, row.made)


def _row(connection: Connection, name: str) -> Row[*tuple[Any, ...]] | None:
    return connection.execute(select(account).where(account.c.folded == fold(_cell(name)))).one_or_none()


def _known(connection: Connection, name: str) -> Row[*tuple[Any, ...]]:
    row = _row(connection, name)
    if row is None:
        raise LedgerError(f"there is no account {name}", "see `khabar user list`")
    return row


def _name(written: str) -> str:
    """A name or label as it is kept. Raises LedgerError for one that is empty, too long, or has signs that are not seen."""
    name = unicodedata.normalize("NFC", " ".join(written.split()))
    if not name or len(name) > _NAME or any(unicodedata.category(sign)[0] == "C" for sign in name):
        raise LedgerError("this is no name", f"give 1 to {_NAME} characters that can be seen")
    return name


def _cell(name: str) -> str:
    return name.replace("\0", "\ufffd").encode("utf-8", "replace").decode()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _after(hours: float) -> str:
    return instant(datetime.now(UTC) + timedelta(hours=hours))
