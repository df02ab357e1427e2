"""The API on a ledger of the samples: one to read, and one to write to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from khabar import pipeline
from khabar.desk.api.app import create_api
from khabar.desk.settings import Outcome, Settings
from khabar.desk.source import Source
from khabar.records.article import Supplied
from khabar.records.capture import Capture, Dropped


def coded(page: Capture, supplied: Supplied | None) -> Outcome:
    found = pipeline.code(page, supplied)
    return found if isinstance(found, Dropped) else (found.article, found.claims)


def made(path: Path) -> Iterator[FastAPI]:
    source = Source(str(path))
    yield create_api(Settings(str(path), code=coded, version="test"), source)
    source.close()


@pytest.fixture(scope="session")
def api(ledger_file: Path) -> Iterator[FastAPI]:
    yield from made(ledger_file)


@pytest.fixture(scope="session")
def ask(api: FastAPI) -> Iterator[TestClient]:
    with TestClient(api) as opened:
        yield opened


@pytest.fixture
def written(ledger_file: Path, tmp_path: Path) -> Iterator[FastAPI]:
    """An API on a ledger of the test's own."""
    yield from made(Path(shutil.copy(ledger_file, tmp_path / "written.db")))


@pytest.fixture
def post(written: FastAPI) -> Iterator[TestClient]:
    with TestClient(written) as opened:
        yield opened
