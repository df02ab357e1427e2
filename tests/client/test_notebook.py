"""The notebook of the client runs, and shows what is stored in it."""

from __future__ import annotations

import copy
import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs/notebooks/client.ipynb"


def shown(cell: Any) -> list[tuple[list[str], list[str]]]:
    """What a cell shows: the forms of each output and, of a table, its columns. What stands in the rows is the coder's affair."""
    found = [one.get("data", {}) for one in cell.get("outputs", ())]
    return [(sorted(one), re.findall(r"<th>(.*?)</th>", one.get("text/html", ""))) for one in found]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the kernel's own messages
def test_the_notebook_runs_and_shows_the_same_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT / "src"), str(ROOT)]))
    held = nbformat.read(NOTEBOOK, as_version=4)
    run = NotebookClient(copy.deepcopy(held), timeout=600, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    for before, after in zip(held.cells, run.cells, strict=True):
        assert shown(after) == shown(before), after.source
    assert sum(bool(columns) for cell in held.cells for _, columns in shown(cell)) >= 5


def test_arabic_stands_in_it_as_it_is_read() -> None:
    text = NOTEBOOK.read_text(encoding="utf-8")
    assert "لواء الضفتين" in text
    assert "\\u06" not in text
    assert text.count('<div dir=\\"rtl\\"><table') >= 5
