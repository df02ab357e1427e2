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
from contextlib import contextmanager
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


@contextmanager
def server(bin_: Path) -> Iterator[str]:
    """Its URL, without a database. Nothing is synced to the disk: what is tested here is the ledger, not the server."""
    user = _user()
    with tempfile.TemporaryDirectory(prefix="khabar-pg-", ignore_cleanup_errors=True) as folder:
        if user:
            shutil.chown(folder, user)
        data = str(Path(folder) / "data")
        subprocess.run(
            [bin_ / "initdb", "-D", data, "-U", "khabar", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
            user=user,
            check=True,
            capture_output=True,
            cwd=folder,
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder, "fsync": "off", "max_connections": 60}
        flags = [f"--{name}={value}" for name, value in settings.items()]
        process = subprocess.Popen(
            [bin_ / "postgres", "-D", data, *flags], user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
        )
        try:
            _wait(port)
            yield f"postgresql+psycopg://khabar@127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)  # a fast shutdown, which waits for no client
            process.wait()


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="khabar", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the tests' PostgreSQL does not start")


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
