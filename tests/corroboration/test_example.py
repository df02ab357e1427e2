"""The example of the documentation runs, and finds the reprint to be no witness."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_example_in_the_documentation(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs/occurrences.md").read_text(encoding="utf-8")
    example = re.search(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert example
    monkeypatch.chdir(ROOT)
    seen: dict[str, object] = {}
    exec(compile(example[1], "docs/occurrences.md", "exec"), seen)  # noqa: S102 - an example of our own
    assert "a copy of 01-truce.html" in capsys.readouterr().out
