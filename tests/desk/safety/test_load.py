"""A real server: a gigabyte that is sent, those who send and read slowly, and many who guess at once. Nothing is held, and others are served."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from khabar.desk.settings import Uploads
from tests.desk.safety.conftest import PASSWORD

GIGABYTE = 1_000_000_000
CHUNK = b"x" * 65_536
PATIENCE = 120.0
"""Seconds that the tests wait for an answer before they call it none; none of them measures time."""


@pytest.fixture(scope="module")
def server(peopled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, int]]:
    """Port and process of a desk."""
    path = shutil.copy(peopled, tmp_path_factory.mktemp("load") / "khabar.db")
    command = [sys.executable, "-c", "from khabar.cli import main; main()", "serve", "--port", "0", "--db", str(path)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ) as desk:
        assert desk.stderr
        found = re.search(r"127\.0\.0\.1:(\d+)/", desk.stderr.readline())
        assert found
        yield int(found[1]), desk.pid
        desk.send_signal(signal.SIGINT)
        desk.stderr.read()


@contextmanager
def opened(port: int) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as one:
        yield one


def head(method: str, path: str, **headers: str) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def status(one: socket.socket) -> int:
    """Of the answer; 0 where the server has hung up."""
    said = b""
    while b"\r\n" not in said:
        try:
            more = one.recv(4096)
        except ConnectionError:
            break
        if not more:
            break
        said += more
    return int(said.split()[1]) if said.startswith(b"HTTP/1.1") else 0


def get(port: int, path: str) -> int:
    with opened(port) as one:
        one.sendall(head("GET", path, Connection="close"))
        return status(one)


def peak(process: int) -> int:
    """The most memory that a process ever held, in bytes."""
    told = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", told)
    assert found
    return int(found[1]) * 1024


def pour(one: socket.socket, size: int, *, chunked: bool) -> int:
    """Send so many bytes, unless the server hangs up or answers; gives how many it took."""
    sent = 0
    one.setblocking(True)
    while sent < size:
        try:
            one.sendall(f"{len(CHUNK):x}\r\n".encode() + CHUNK + b"\r\n" if chunked else CHUNK)
        except OSError:
            break
        sent += len(CHUNK)
        one.setblocking(False)
        try:
            if one.recv(1, socket.MSG_PEEK):
                break
        except BlockingIOError:
            pass
        except OSError:
            break
        finally:
            one.setblocking(True)
            one.settimeout(PATIENCE)
    return sent


@pytest.mark.parametrize("path", ["/add", "/review", "/sign-in", "/api/code", "/nowhere"])
def test_a_gigabyte_that_is_announced_is_refused_unread(server: tuple[int, int], path: str) -> None:
    port, process = server
    before = peak(process)
    with opened(port) as one:
        one.sendall(head("POST", path, Content_Length=str(GIGABYTE), Content_Type="multipart/form-data; boundary=x"))
        sent = pour(one, GIGABYTE, chunked=False)
        assert status(one) in {413, 0}
    assert sent < 20_000_000
    assert peak(process) - before < 50_000_000
    assert get(port, "/runs") == 200


@pytest.mark.parametrize("path", ["/sign-in", "/review"])
def test_a_gigabyte_that_is_not_announced_is_refused_as_it_comes(server: tuple[int, int], path: str) -> None:
    port, process = server
    before = peak(process)
    with opened(port) as one:
        one.sendall(head("POST", path, Transfer_Encoding="chunked", Content_Type="application/x-www-form-urlencoded"))
        sent = pour(one, GIGABYTE, chunked=True)
        assert status(one) in {413, 401, 0}
    assert sent < Uploads().bytes
    assert peak(process) - before < 50_000_000
    assert get(port, "/runs") == 200


def test_who_may_not_add_sends_nothing(server: tuple[int, int]) -> None:
    """Accounts are there, nobody is signed in: the form is refused before its body is read."""
    port, process = server
    before = peak(process)
    with opened(port) as one:
        one.sendall(head("POST", "/add", Transfer_Encoding="chunked", Content_Type="multipart/form-data; boundary=x"))
        sent = pour(one, GIGABYTE, chunked=True)
        assert status(one) in {401, 413, 0}
    assert sent < 20_000_000
    assert peak(process) - before < 50_000_000


def test_who_sends_slowly_keeps_nobody_waiting(server: tuple[int, int]) -> None:
    port, _ = server
    with ExitStack() as held:
        for _ in range(60):
            one = held.enter_context(opened(port))
            one.sendall(head("POST", "/sign-in", Content_Length="60000", Content_Type="application/x-www-form-urlencoded") + b"name=")
        for _ in range(60):
            held.enter_context(opened(port)).sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        assert [get(port, path) for path in ("/", "/runs", "/claims")] == [200, 200, 200]


def test_who_reads_slowly_keeps_nobody_waiting(server: tuple[int, int]) -> None:
    """Each asks for more than the buffers between hold, and reads none of it."""
    port, process = server
    before = peak(process)
    with ExitStack() as held:
        for _ in range(30):
            one = held.enter_context(opened(port))
            one.sendall(head("GET", "/static/noto-sans-arabic.ttf") * 20)
        for _ in range(3):
            held.enter_context(opened(port)).sendall(head("GET", "/claims?limit=200"))
        assert [get(port, path) for path in ("/", "/runs", "/claims")] == [200, 200, 200]
    assert peak(process) - before < 400_000_000


def test_many_guesses_at_once_are_counted_one_by_one(server: tuple[int, int]) -> None:
    """Sent together, no more than the free ones are looked at; memory for hashing is that of two."""
    port, process = server
    with opened(port) as one:
        one.sendall(head("GET", "/sign-in", Connection="close"))
        told = b""
        while more := one.recv(65_536):
            told += more
    secret, form = re.search(rb"khabar-browser=([\w-]+)", told), re.search(rb'name="csrf" value="(\w+)"', told)
    assert secret
    assert form
    before = peak(process)
    body = b"csrf=" + form[1] + b"&name=adam&password=wrong+wrong+wrong"
    with ExitStack() as held:
        all_ = [held.enter_context(opened(port)) for _ in range(12)]
        kind = "application/x-www-form-urlencoded"
        for one in all_:
            one.sendall(
                head("POST", "/sign-in", Cookie=f"khabar-browser={secret[1].decode()}", Content_Length=str(len(body)), Content_Type=kind) + body
            )
        answers = [status(one) for one in all_]
    assert sorted(set(answers)) == [403, 429]
    assert answers.count(403) <= 7
    assert peak(process) - before < 400_000_000
    assert PASSWORD.encode() not in told
