"""Ledgers on both databases, invented pages with claims made by hand, and the sample pages coded once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from khabar import pipeline
from khabar.ledger import accounts, schema, tables
from khabar.ledger.engine import connect
from khabar.ledger.reader import Reader, open_ledger
from khabar.ledger.writer import Writer, running
from khabar.pipeline import Coded
from khabar.records.capture import Capture
from tests.ledger import postgres

ROOT = Path(__file__).parents[2]
Store = Callable[..., str]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    found = postgres.binaries()
    if found is None:
        pytest.skip(postgres.MISSING)
    with postgres.server(found) as url:
        postgres.create(url, "ledger")
        engine = connect(f"{url}/ledger")
        schema.make(engine)
        engine.dispose()
        yield url


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty SQLite ledger, to copy."""
    path = tmp_path_factory.mktemp("ledger") / "empty.db"
    engine = connect(str(path))
    schema.make(engine)
    engine.dispose()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty ledger's address, on each database."""
    if request.param == "sqlite":
        return str(shutil.copy(request.getfixturevalue("made"), tmp_path / "khabar.db"))
    return postgres.empty(
        f"{request.getfixturevalue('server')}/ledger", [*tables.METADATA.tables, *accounts.METADATA.tables, "claim_text", "derived"]
    )


@pytest.fixture
def ledger(db: str) -> Iterator[Reader]:
    found = open_ledger(db)
    yield found
    found.engine.dispose()


@pytest.fixture
def writer(ledger: Reader) -> Iterator[Writer]:
    with running(ledger.engine, "coder-1", "test") as one:
        yield one


@pytest.fixture(scope="session")
def samples() -> tuple[Coded, ...]:
    """Sample pages by the packaged model: two texts and one in HTML."""
    paths = [str(ROOT / "samples" / name) for name in ("01-truce.html", "10-truce-reprint.txt", "11-truce-denied.txt")]
    pages = [page for page in pipeline.read(paths) if isinstance(page, Capture)]
    found = [pipeline.code(page) for page in pages]
    return tuple(one for one in found if isinstance(one, Coded))
