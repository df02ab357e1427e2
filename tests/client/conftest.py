"""A ledger of three samples, of which one reprints and one denies another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import khabar
from khabar.cli import commands
from khabar.client import Ledger

ROOT = Path(__file__).parents[2]
PAGES = ("01-truce.html", "08-offer.txt", "10-truce-reprint.txt", "11-truce-denied.txt")


@pytest.fixture(scope="session")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("client") / "khabar.db")
    for words in (["init"], ["add", *(str(ROOT / "samples" / page) for page in PAGES)]):
        assert CliRunner().invoke(commands, [*words, "--db", path]).exit_code == 0
    return path


@pytest.fixture(scope="session")
def ledger(db: str) -> Iterator[Ledger]:
    found = khabar.open(db)
    yield found
    found.close()
