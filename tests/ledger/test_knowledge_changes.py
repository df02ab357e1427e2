"""What changes in the knowledge makes codings stale, and nothing else does: the real command, with a copy of the program whose data are edited."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from khabar.claims.packaged import WEIGHTS
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader, open_ledger

PAGES = [str(Path(__file__).parents[2] / "samples" / name) for name in ("10-truce-reprint.txt", "11-truce-denied.txt")]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A folder with a copy of the program; its weights are large and stay where they are."""
    copied = shutil.copytree(str(files("khabar")), tmp_path / "khabar", ignore=shutil.ignore_patterns("__pycache__", "weights"))
    (copied / "claims/weights").symlink_to(str(WEIGHTS), target_is_directory=True)
    return tmp_path


def run(program: Path, *words: str) -> str:
    """The closing line of a command of this copy."""
    environment = {**os.environ, "PYTHONPATH": str(program), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-c", "from khabar.cli import main; main()", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stderr.splitlines()[-1]


def codings(ledger: Reader) -> dict[str, str]:
    """Article to the version that coded it."""
    return {one.id: one.coder for one in ledger.articles()}


def test_recode_acts_on_what_other_knowledge_coded_and_on_nothing_else(program: Path, made: Path, tmp_path: Path) -> None:
    db = str(shutil.copy(made, tmp_path / "khabar.db"))
    ledger = open_ledger(db)
    data = program / "khabar/knowledge/data"
    run(program, "add", PAGES[0], "--db", db)
    first = codings(ledger)
    with (data / "occurrences/rounds.tsv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert "0 new, 0 recoded" in run(program, "recode", "--all", "--db", db)
    claims = {one.id: one.claim for one in ledger.every(Query())}
    rows = (data / "cues/protest.tsv").read_text(encoding="utf-8").splitlines(keepends=True)
    (data / "cues/protest.tsv").write_text("".join(rows[:-1]), encoding="utf-8")
    run(program, "add", PAGES[1], "--db", db)
    second = codings(ledger)
    assert (len(first), len(second), len({*first.values(), *second.values()})) == (1, 2, 2)
    assert "0 new, 1 recoded" in run(program, "recode", "--all", "--db", db)
    assert len(set(codings(ledger).values())) == 1
    assert {one.id: one.claim for one in ledger.every(Query())}.items() >= claims.items()
    ledger.engine.dispose()
