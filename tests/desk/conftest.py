"""One ledger of the sample pages for all tests of the desk, made once a session, and the desk open on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi import FastAPI
from starlette.testclient import TestClient

from khabar.cli import commands
from khabar.desk.app import create_app
from khabar.desk.settings import Settings
from khabar.desk.source import Source
from khabar.ledger.reader import Reader

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def ledger_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples in a ledger. Read it; who writes copies it first."""
    path = tmp_path_factory.mktemp("desk") / "khabar.db"
    for arguments in (["init"], ["add", str(ROOT / "samples")]):
        done = CliRunner().invoke(commands, [*arguments, "--db", str(path)])
        assert done.exit_code == 0, done.output
    return path


@pytest.fixture(scope="session")
def app(ledger_file: Path) -> FastAPI:
    return create_app(Settings(str(ledger_file)))


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """A browser without a memory: choices go into the address, as `?lang=en`."""
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def source(app: FastAPI) -> Source:
    found: Source = app.state.source
    return found


@pytest.fixture(scope="session")
def reader(source: Source) -> Reader:
    return source.reader()
