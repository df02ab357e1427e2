"""`khabar user` and `khabar token`: made, listed, changed, ended; a password is asked for and never shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from khabar.desk.accounts import passwords
from khabar.ledger import accounts, audit, schema
from khabar.ledger.engine import connect

Run = Callable[..., Result]
PASSWORD = "four brown goats on a hill"  # noqa: S105 - of the tests
TYPED = f"{PASSWORD}\n{PASSWORD}\n".encode()


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "khabar.db"
    engine = connect(str(path))
    schema.make(engine)
    engine.dispose()
    monkeypatch.setenv("KHABAR_DB", str(path))
    return path


def test_an_account_is_made_changed_and_ended(run: Run, db: Path) -> None:
    engine = connect(str(db))
    made = run("user", "add", "نور", "--role", "reviewer", stdin=TYPED)
    assert (made.exit_code, PASSWORD in made.output) == (0, False)
    found = accounts.find(engine, "نور")
    assert found is not None
    assert passwords.matches(found[1], PASSWORD)
    assert PASSWORD not in found[1]
    assert run("user", "role", "نور", "--role", "admin").exit_code == 0
    assert [(one.name, one.role) for one in accounts.every(engine)] == [("نور", "admin")]
    assert all(words in run("user", "list").stdout for words in ("نور", "admin"))
    other = b"seven red doors in a row\n" * 2
    assert run("user", "password", "نور", stdin=other).exit_code == 0
    changed = accounts.find(engine, "نور")
    assert changed is not None
    assert not passwords.matches(changed[1], PASSWORD)
    assert run("user", "remove", "نور").exit_code == 0
    assert accounts.count(engine) == 0
    assert [one.act for one in reversed(audit.entries(engine))] == ["user-added", "role-changed", "password-changed", "user-removed"]
    engine.dispose()


def test_a_password_that_is_too_short_is_asked_for_again(run: Run, db: Path) -> None:
    made = run("user", "add", "نور", stdin=b"short\nshort\n" + TYPED)
    assert made.exit_code == 0
    assert f"{passwords.SHORTEST} characters" in made.stderr


def test_a_token_is_shown_once_and_works_until_it_is_revoked(run: Run, db: Path) -> None:
    run("user", "add", "نور", stdin=TYPED)
    made = run("token", "add", "نور", "--label", "دفتر", "--days", "30")
    secret = made.stdout.strip()
    engine = connect(str(db))
    holder = accounts.of_token(engine, secret)
    assert holder is not None
    assert holder.name == "نور"
    listed = run("token", "list").stdout
    assert "دفتر" in listed
    assert secret not in listed
    assert run("token", "revoke", "1").exit_code == 0
    assert accounts.of_token(engine, secret) is None
    engine.dispose()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        pytest.param(("user", "add"), 2, id="nobody-to-add"),
        pytest.param(("user", "add", "x", "password"), 2, id="a-password-as-an-argument"),
        pytest.param(("user", "role", "x"), 2, id="no-role"),
        pytest.param(("user", "promote", "x"), 2, id="no-such-action"),
        pytest.param(("user", "role", "x", "--role", "admin"), 1, id="nobody-of-that-name"),
        pytest.param(("user", "remove", "x"), 1, id="nobody-to-remove"),
        pytest.param(("token", "add", "x"), 1, id="nobody-for-a-token"),
        pytest.param(("token", "revoke", "7"), 1, id="no-such-token"),
        pytest.param(("token", "revoke", "x"), 2, id="no-number"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, db: Path, words: tuple[str, ...], code: int) -> None:
    done = run(*words)
    assert done.exit_code == code
    assert "Traceback" not in done.output
