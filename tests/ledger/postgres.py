"""A PostgreSQL server of the tests' own, on a free port, in a folder that goes with it."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

MISSING = "no PostgreSQL binaries in /usr/lib/postgresql/*/bin or on the path: install PostgreSQL 15 or later to test on it"


def binaries() -> Path | None:
    """The folder of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("postgres")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


def _user() -> str | None:
    """The server refuses root: then another user runs it."""
    if os.geteuid() != 0:
        return None
    return next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})


class Server:
    """A server over a folder of its own, which can be killed and started again on its port."""

    def __init__(self, bin_: Path, folder: str, user: str | None, *, durable: bool) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        settings = {
            "listen_addresses": "127.0.0.1", "port": self.port, "unix_socket_directories": folder, "fsync": "on" if durable else "off",
            "max_connections": 60,
        }  # fmt: skip
        self._command = [bin_ / "postgres", "-D", str(Path(folder) / "data"), *(f"--{name}={value}" for name, value in settings.items())]
        self._folder, self._user = folder, user
        self.url = f"postgresql+psycopg://khabar@127.0.0.1:{self.port}"

    def start(self) -> None:
        """Returns when it answers; it is tried again while processes of a killed server still hold its memory."""
        for _ in range(40):
            self._process = subprocess.Popen(self._command, user=self._user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self._folder)
            if _answers(self._process, self.port):
                return
            self._process.wait()
            time.sleep(0.1)
        raise TimeoutError("the tests' PostgreSQL does not start")

    def kill(self) -> None:
        """All its processes at once, as if the machine had stopped."""
        pid = self._process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        for one in (pid, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        self._process.send_signal(signal.SIGINT)  # a fast shutdown, which waits for no client
        self._process.wait()


@contextmanager
def served(bin_: Path, *, durable: bool = False) -> Iterator[Server]:
    """A running server. Without `durable` nothing is synced to the disk: what is tested then is the ledger, not the server."""
    user = _user()
    with tempfile.TemporaryDirectory(prefix="khabar-pg-", ignore_cleanup_errors=True) as folder:
        if user:
            shutil.chown(folder, user)
        command = [bin_ / "initdb", "-D", str(Path(folder) / "data"), "-U", "khabar", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        subprocess.run(command, user=user, check=True, capture_output=True, cwd=folder)
        one = Server(bin_, folder, user, durable=durable)
        one.start()
        try:
            yield one
        finally:
            one.stop()


@contextmanager
def server(bin_: Path) -> Iterator[str]:
    """The URL of a running server, without a database."""
    with served(bin_) as one:
        yield one.url


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    """Whether the server comes to answer; False where its process ends first."""
    for _ in range(600):
        if process.poll() is not None:
            return False
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="khabar", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return True
    raise TimeoutError("the tests' PostgreSQL does not answer")


def create(url: str, name: str) -> str:
    """A new, empty database; gives its URL."""
    with psycopg.connect(f"{url.replace('+psycopg', '')}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{url}/{name}"


def empty(url: str, tables: Sequence[str]) -> str:
    """The database without the rows of these tables, past the triggers that keep them; gives its URL."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(f"TRUNCATE {', '.join(tables)}")
    return url
