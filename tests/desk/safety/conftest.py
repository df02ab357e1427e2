"""A ledger of hostile pages, and desks on it: for this machine, and for others."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from khabar.desk.accounts import passwords
from khabar.desk.app import create_app
from khabar.desk.settings import Settings
from khabar.ledger import accounts, schema
from khabar.ledger.audit import Origin
from khabar.ledger.engine import connect

PASSWORD = "four brown goats on a hill"  # noqa: S105 - of the tests
NAMES: tuple[tuple[str, accounts.Role], ...] = (("reem", "reader"), ("nour", "reviewer"), ("adam", "admin"))
Desk = Callable[..., TestClient]


@pytest.fixture(scope="session")
def peopled(ledger_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples in a ledger with an account of each role."""
    path = Path(shutil.copy(ledger_file, tmp_path_factory.mktemp("safety") / "khabar.db"))
    engine = connect(str(path))
    stored = passwords.hashed(PASSWORD)
    for name, role in NAMES:
        accounts.add(engine, name, role, stored, Origin("root"))
    engine.dispose()
    return path


@pytest.fixture
def desk(peopled: Path, tmp_path: Path) -> Iterator[Desk]:
    """A browser at a desk on a copy of a ledger."""
    opened: list[TestClient] = []

    def made(of: Path = peopled, **settings: object) -> TestClient:
        path = shutil.copy(of, tmp_path / f"{len(opened)}.db")
        app = create_app(Settings(str(path), version="1", **settings))  # type: ignore[arg-type]
        base = "https://127.0.0.1" if settings.get("secure") else "http://127.0.0.1"
        opened.append(TestClient(app, base_url=base, follow_redirects=False, raise_server_exceptions=False))
        return opened[-1].__enter__()

    yield made
    for one in opened:
        one.__exit__(None, None, None)


def token(desk: TestClient, path: str) -> str:
    """The token of the forms of a page."""
    return str(html.fromstring(desk.get(path).text).xpath("//input[@name='csrf']/@value")[0])


def sign_in(desk: TestClient, name: str, password: str = PASSWORD, target: str = "/") -> int:
    """The status; the browser keeps the session."""
    form = {"csrf": token(desk, "/sign-in"), "name": name, "password": password, "next": target}
    return desk.post("/sign-in", data=form).status_code


def empty(path: Path) -> str:
    """A new ledger."""
    engine = connect(str(path))
    schema.make(engine)
    engine.dispose()
    return str(path)
