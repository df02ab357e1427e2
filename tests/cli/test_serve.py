"""`khabar serve`: who may be served, and a desk that answers."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from khabar import pipeline
from khabar.cli.serve import local, version


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1.2.3", "::1", "localhost"])
def test_addresses_of_this_machine(host: str) -> None:
    assert local(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.org", "127.0.0.1.example.org", ""])  # noqa: S104 - what must be refused
def test_addresses_that_others_reach_are_refused_without_an_account(host: str, run: Callable[..., Result], tmp_path: Path) -> None:
    run("init", "--db", tmp_path / "khabar.db")
    done = run("serve", "--host", host, "--db", tmp_path / "khabar.db")
    assert (done.exit_code, "needs accounts" in done.output) == (2, True)


def test_runs_bear_the_coders_version() -> None:
    assert version() == pipeline.version()


def test_a_ledger_that_is_not_there_is_said_so(run: Callable[..., Result], tmp_path: Path) -> None:
    done = run("serve", "--db", tmp_path / "khabar.db")
    assert (done.exit_code, f"make one with `khabar init --db {tmp_path / 'khabar.db'}`" in done.output) == (1, True)


def test_a_port_that_is_taken_is_said_so(run: Callable[..., Result], tmp_path: Path) -> None:
    path = tmp_path / "khabar.db"
    run("init", "--db", path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", taken.getsockname()[1], "--db", path)
    assert (done.exit_code, "choose another with --port" in done.output) == (1, True)


def test_the_desk_answers_without_a_coder_in_memory_and_stops(run: Callable[..., Result], tmp_path: Path) -> None:
    """What is slow to load must not be loaded by a first page."""
    path = tmp_path / "khabar.db"
    run("init", "--db", path)
    code = "import atexit, sys; atexit.register(lambda: print(*sorted(sys.modules))); from khabar.cli import main; main()"
    command = [sys.executable, "-c", code, "serve", "--port", "0", "--db", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ) as desk:
        assert desk.stderr
        assert desk.stdout
        address = re.search(r"http://127\.0\.0\.1:\d+/", desk.stderr.readline())
        assert address
        with urllib.request.urlopen(address[0]) as answer:  # noqa: S310 - our own address
            assert answer.status == 200
        desk.send_signal(signal.SIGINT)
        loaded = set(desk.stdout.read().split())
    assert "khabar.desk.pages.home" in loaded
    assert loaded.isdisjoint({"khabar.pipeline", "onnxruntime", "trafilatura", "altair", "vl_convert", "rensa", "networkx", "alembic"})
