"""A folder of pages to code, a ledger to spoil, and a runner of the command line inside the test's own process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from khabar.cli import commands

TEXT = """نقابة الصيادين تعلن الإضراب

بيروت - 2 يونيو 2015

اعتقلت شرطة الميناء يوم الأحد ثلاثة من أعضاء نقابة الصيادين قرب السوق القديم. وقال الناطق باسم النقابة نادر السهيل إن الشرطة ضربت المعتقلين.

ودعت الأمم المتحدة لبنان إلى الإفراج عن الصيادين، بينما أدانت الحكومة التركية اعتقالهم أمس.
"""


@pytest.fixture(scope="session")
def text() -> str:
    """A page that gives claims."""
    return TEXT


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def run() -> Callable[..., Result]:
    """The command line with these arguments; `stdin` are bytes."""

    def invoke(*arguments: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(commands, [str(a) for a in arguments], input=stdin)

    return invoke


@pytest.fixture
def db(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the ledger that a module has `filled`, which the commands find by the environment."""
    path = tmp_path / "khabar.db"
    path.write_bytes(filled.read_bytes())
    monkeypatch.setenv("KHABAR_DB", str(path))
    monkeypatch.setenv("KHABAR_REVIEWER", "نور")
    return path
