"""Two writers and twenty readers at once, as processes, on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from khabar.ledger.checking import check
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader

ROOT = Path(__file__).parents[2]
PAGES = 5


def test_two_writers_and_twenty_readers(db: str, ledger: Reader) -> None:
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    command = [sys.executable, "-m", "tests.ledger.worker", db, "2", "20", str(PAGES)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=300, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {"new": 3 * PAGES, "known": PAGES, f"read {9 * PAGES}": 20}
    assert ledger.count(Query()) == 9 * PAGES
    assert list(check(ledger)) == []
