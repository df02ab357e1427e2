"""A real Chromium before a desk that runs as its own process, as a reader opens it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

BINARIES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--headless=new", "--disable-background-networking"]
SLOW = 120_000
"""Milliseconds that a busy machine may take over a page."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((path for name in BINARIES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def served(db: Path, *options: str) -> Iterator[str]:
    """`khabar serve` on a free port, as the address that it prints."""
    command = [sys.executable, "-m", "khabar", "serve", "--port", "0", "--db", str(db), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}) as running:
        assert running.stderr is not None
        try:
            line = running.stderr.readline()
            at = re.search(r"http://\S+?/(?=\s)", line)
            assert at, line + running.stderr.read()
            yield at[0].rstrip("/")
        finally:
            running.terminate()


@pytest.fixture(scope="session")
def desk(ledger_file: Path) -> Iterator[str]:
    """The address of a desk on the samples; nobody writes there."""
    with served(ledger_file) as address:
        yield address


@contextmanager
def tab(browser: Browser, **options: object) -> Iterator[Page]:
    """A page of a browser without a memory; what it loads from elsewhere, and what its policy forbids, is a failure."""
    context = browser.new_context(**options)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(SLOW)
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(("http://127.0.0.1:", "blob:")) else wrong.append(f"asked for {asked.url}"))
    yield page
    context.close()
    assert wrong == []
