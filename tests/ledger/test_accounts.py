"""Accounts, sessions, tokens, attempts and the audit, on both databases."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from khabar.ledger import accounts, attempts, audit, reviews, tables
from khabar.ledger.audit import Origin
from khabar.ledger.backup import backup
from khabar.ledger.checking import check
from khabar.ledger.engine import LedgerError, reading, writing
from khabar.ledger.reader import Reader
from khabar.ledger.reviews import Reviewer
from khabar.ledger.writer import Writer
from tests.ledger.pages import store, town

BY = Origin("root")
HASH = "$argon2id$none"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def nour(ledger: Reader) -> accounts.Account:
    return accounts.add(ledger.engine, "نور الهدى", "reviewer", HASH, BY)


def acts(ledger: Reader) -> list[tuple[str, str]]:
    return [(one.act, one.subject) for one in reversed(audit.entries(ledger.engine))]


@pytest.mark.parametrize("name", ["نور الهدى", "نور الهدي", " نور   الهدى "], ids=["itself", "written-alike", "spaces"])
def test_an_account_is_found_by_its_name_in_any_spelling_and_no_second_one_is_made(ledger: Reader, nour: accounts.Account, name: str) -> None:
    assert accounts.find(ledger.engine, name.strip().replace("   ", " ")) == (nour, HASH)
    with pytest.raises(LedgerError, match="already"):
        accounts.add(ledger.engine, name, "admin", HASH, BY)
    assert accounts.every(ledger.engine) == (nour,)


@pytest.mark.parametrize("name", ["", "  ", "x" * 65, "a\u202eb", "a\0b", "\ud800"], ids=["none", "spaces", "long", "reversed", "nul", "half"])
def test_what_is_no_name_is_refused(ledger: Reader, name: str) -> None:
    with pytest.raises(LedgerError, match="no name"):
        accounts.add(ledger.engine, name, "reader", HASH, BY)
    assert accounts.find(ledger.engine, name) is None


def test_a_session_is_its_holders_until_it_ends(ledger: Reader, nour: accounts.Account) -> None:
    first = accounts.begin(ledger.engine, nour, 1, BY)
    second = accounts.begin(ledger.engine, nour, 1, BY)
    assert accounts.of_session(ledger.engine, first) == accounts.of_session(ledger.engine, second) == nour
    accounts.end(ledger.engine, first, BY)
    assert accounts.of_session(ledger.engine, first) is None
    assert accounts.of_session(ledger.engine, second) == nour


def test_signing_in_again_ends_the_session_that_the_browser_had(ledger: Reader, nour: accounts.Account) -> None:
    planted = accounts.begin(ledger.engine, nour, 1, BY)
    fresh = accounts.begin(ledger.engine, nour, 1, BY, planted)
    assert fresh != planted
    assert accounts.of_session(ledger.engine, planted) is None
    assert accounts.of_session(ledger.engine, fresh) == nour


@pytest.mark.parametrize("hours", [-1, 0], ids=["an-hour-ago", "now"])
def test_an_expired_session_opens_nothing(ledger: Reader, nour: accounts.Account, hours: float) -> None:
    assert accounts.of_session(ledger.engine, accounts.begin(ledger.engine, nour, hours, BY)) is None


@pytest.mark.parametrize("forged", ["", "x", "' OR 1=1 --", "%", "\0", "\ud800", "x" * 10_000])
def test_forged_secrets_open_nothing(ledger: Reader, nour: accounts.Account, forged: str) -> None:
    accounts.begin(ledger.engine, nour, 1, BY)
    accounts.issue(ledger.engine, nour.name, "x", BY)
    assert accounts.of_session(ledger.engine, forged) is accounts.of_token(ledger.engine, forged) is None


def test_a_secret_is_stored_nowhere(ledger: Reader, nour: accounts.Account) -> None:
    secrets = (accounts.begin(ledger.engine, nour, 1, BY), accounts.issue(ledger.engine, nour.name, "x", BY))
    with reading(ledger.engine) as connection:
        held = [str(connection.execute(select(table)).all()) for table in (*accounts.METADATA.sorted_tables, tables.audit)]
    assert not [secret for secret in secrets if secret in "".join(held)]
    with reading(ledger.engine) as connection:
        digests = connection.execute(select(accounts.account_session.c.digest)).scalars().all()
    assert [accounts.of_session(ledger.engine, digest) for digest in digests] == [None]


def test_a_new_password_ends_the_other_sessions_and_a_new_role_holds_at_once(ledger: Reader, nour: accounts.Account) -> None:
    mine, other = (accounts.begin(ledger.engine, nour, 1, BY) for _ in range(2))
    accounts.change(ledger.engine, nour.name, BY, password="$argon2id$new", keep=mine)  # noqa: S106 - a hash
    accounts.change(ledger.engine, nour.name, BY, role="reader")
    found = accounts.of_session(ledger.engine, mine)
    assert found is not None
    assert found.role == "reader"
    assert accounts.of_session(ledger.engine, other) is None
    assert accounts.find(ledger.engine, nour.name) == (found, "$argon2id$new")


def test_removing_an_account_ends_its_sessions_and_tokens(ledger: Reader, nour: accounts.Account) -> None:
    session, token = accounts.begin(ledger.engine, nour, 1, BY), accounts.issue(ledger.engine, nour.name, "x", BY)
    accounts.remove(ledger.engine, nour.name, BY)
    assert accounts.of_session(ledger.engine, session) is accounts.of_token(ledger.engine, token) is None
    assert accounts.count(ledger.engine) == 0
    assert acts(ledger)[-1] == ("user-removed", nour.name)


def test_a_token_is_its_holders_until_it_is_revoked_or_ends(ledger: Reader, nour: accounts.Account) -> None:
    other = accounts.add(ledger.engine, "سالم", "reader", HASH, BY)
    kept, revoked = accounts.issue(ledger.engine, nour.name, "a", BY), accounts.issue(ledger.engine, nour.name, "b", BY, 1)
    first, second = accounts.tokens(ledger.engine, nour.name)
    assert (first.expires, second.expires is None, accounts.tokens(ledger.engine, other.name)) == (None, False, ())
    with pytest.raises(LedgerError, match="no token"):
        accounts.revoke(ledger.engine, second.id, BY, other.name)
    assert accounts.of_token(ledger.engine, revoked) == nour
    accounts.revoke(ledger.engine, second.id, BY, nour.name)
    assert accounts.of_token(ledger.engine, revoked) is None
    with writing(ledger.engine) as connection:
        connection.execute(update(accounts.account_token).values(expires="2020-01-01T00:00:00.000000Z"))
    assert accounts.of_token(ledger.engine, kept) is None


@pytest.mark.parametrize("kind", ["role", "password", "remove", "issue"])
def test_what_concerns_nobody_is_refused(ledger: Reader, kind: str) -> None:
    act = {
        "role": lambda: accounts.change(ledger.engine, "x", BY, role="admin"),
        "password": lambda: accounts.change(ledger.engine, "x", BY, password=HASH),
        "remove": lambda: accounts.remove(ledger.engine, "x", BY),
        "issue": lambda: accounts.issue(ledger.engine, "x", "y", BY),
    }[kind]
    with pytest.raises(LedgerError, match="no account"):
        act()
    assert acts(ledger) == []


def tried(ledger: Reader, times: int, name: str = "نور", address: str = "192.0.2.1", at: datetime = NOON) -> list[int]:
    """Seconds to wait, of so many attempts one after the other at one instant; 0 for one that is let through."""
    made = [attempts.attempt(ledger.engine, name, address, at) for _ in range(times)]
    return [one.seconds if isinstance(one, attempts.Wait) else 0 for one in made]


def test_after_some_failures_one_waits_ever_longer(ledger: Reader) -> None:
    assert tried(ledger, 6) == [0, 0, 0, 0, 0, 1]
    waits, moment = [], NOON
    for _ in range(10):
        moment += timedelta(seconds=waits[-1] if waits else 1)
        assert tried(ledger, 1, at=moment) == [0]
        waits += tried(ledger, 1, at=moment)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert tried(ledger, 1, at=moment + timedelta(hours=2)) == [0]


def test_a_network_that_tries_many_names_waits_too_and_another_does_not(ledger: Reader) -> None:
    waits = [tried(ledger, 1, f"name {at}")[0] for at in range(22)]
    assert waits == [0] * 20 + [1, 1]
    assert tried(ledger, 1, "name 23", "192.0.2.2") == [0]
    assert tried(ledger, 1, "name 24", "::ffff:192.0.2.1") == [1]


def test_spellings_of_one_name_are_one(ledger: Reader) -> None:
    tried(ledger, 5, "أحمد", "192.0.2.1")
    assert tried(ledger, 1, "احمد", "192.0.2.9") == [1]


def test_success_forgets_the_accounts_failures_but_not_the_networks(ledger: Reader) -> None:
    tried(ledger, 4)
    right = attempts.attempt(ledger.engine, "نور", "192.0.2.1", NOON)
    assert isinstance(right, attempts.Attempt)
    attempts.succeeded(ledger.engine, right)
    assert tried(ledger, 6) == [0, 0, 0, 0, 0, 1]
    assert [tried(ledger, 1, f"name {at}")[0] for at in range(13)] == [0] * 11 + [1, 1]


def test_every_judgement_has_its_line_of_the_audit(ledger: Reader, writer: Writer) -> None:
    of, claims = town()
    store(writer, of, *claims)
    first, second = claims[0].id, claims[1].id
    by = Reviewer("نور", "قرأت الصفحة", "session", "192.0.2.7")
    made = [
        reviews.judge(writer, first, "correct", by, ["status=predicted"]),
        reviews.settle(writer, first, "open", by),
        reviews.relate(writer, "different", first, second, by),
        reviews.relate(writer, "merge", "مجلس البلدة", "ب", Reviewer("نور", "واحد")),
        reviews.judge(writer, first, "reject", by),
    ]
    kept = list(reversed(audit.entries(ledger.engine)))
    assert [(one.judgement, one.act, one.subject) for one in kept] == [(one.id, one.kind, one.subject) for one in made]
    assert {one.origin for one in kept} == {Origin("نور", "session", "192.0.2.7"), Origin("نور", "command", "")}
    assert list(check(ledger)) == []
    assert [one.id for one in audit.entries(ledger.engine, 2, kept[3].id)] == [kept[2].id, kept[1].id]


def test_a_judgement_that_fails_leaves_no_line(ledger: Reader, writer: Writer) -> None:
    of, claims = town()
    store(writer, of, *claims)
    with pytest.raises(LedgerError):
        reviews.judge(writer, claims[0].id, "correct", Reviewer("نور", "سبب"), ["status=nonsense"])
    assert acts(ledger) == []


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'x'", "DELETE FROM audit"], ids=["update", "delete"])
def test_the_audit_is_neither_changed_nor_deleted(ledger: Reader, nour: accounts.Account, statement: str) -> None:
    assert acts(ledger) == [("user-added", nour.name)]
    with pytest.raises(LedgerError, match="append-only"), writing(ledger.engine) as connection:
        connection.execute(text(statement))


def test_a_backup_holds_the_audit_and_no_secret(ledger: Reader, nour: accounts.Account, tmp_path: Path) -> None:
    accounts.begin(ledger.engine, nour, 1, BY)
    accounts.issue(ledger.engine, nour.name, "x", BY)
    attempts.attempt(ledger.engine, nour.name, "192.0.2.1")
    backup(ledger, tmp_path / "x")
    lines = [json.loads(line) for line in gzip.decompress((tmp_path / "x").read_bytes()).splitlines()[1:-1]]
    assert [line[0] for line in lines] == ["audit"] * 3
    assert "argon2" not in str(lines)
