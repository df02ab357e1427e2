"""Load on a desk, and what it serves: processes to measure, runs of `wrk`, and the sizes of pages."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from fastapi import FastAPI
from starlette.responses import HTMLResponse

KHABAR = (sys.executable, "-c", "from khabar.cli import main; main()")
_EMPTY = (sys.executable, "-m", "bench.desk_load")
_OPEN = re.compile(r"http://[^/ ]+")
_START = 60.0
"""Seconds in which a server has to be open."""
_SCRIPT = """
local paths, next = {}, 0
for line in io.lines("PATHS") do paths[#paths + 1] = line end
request = function()
  next = next % #paths + 1
  return wrk.format("GET", paths[next])
end
done = function(summary, latency)
  local wrong = summary.errors
  io.write(string.format('\\nFOUND {"median": %.0f, "late": %.0f, "requests": %d, "wrong": %d}\\n', latency:percentile(50), latency:percentile(99),
    summary.requests, wrong.connect + wrong.read + wrong.write + wrong.status + wrong.timeout))
end
"""
_CHART = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_LINK = re.compile(r'(?:href|src)="(/[^"#]*)"')


class MissingError(Exception):
    """A program that the bench needs is not installed."""


@dataclass(frozen=True, slots=True)
class Load:
    """Latencies in milliseconds: the median, and that of the 99th of a hundred requests. `wrong` are answers that failed or never came.

    `processor` are milliseconds of processor time that the server took for one request.
    """

    median: float
    late: float
    requests: int
    wrong: int
    processor: float


def wrk() -> str:
    """The program's path. Raises MissingError."""
    found = shutil.which("wrk")
    if found is None:
        raise MissingError("the load is made by wrk, which is not installed: `apt-get install wrk` (Debian, Ubuntu) or `brew install wrk` (macOS)")
    return found


def load(server: Server, paths: Sequence[str], seconds: int, connections: int) -> Load:
    """Asks for the paths in turn, over so many connections, each as soon as the last one was answered."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "paths").write_text("\n".join(paths), encoding="ascii")
        script = Path(folder, "load.lua")
        script.write_text(_SCRIPT.replace("PATHS", f"{folder}/paths"), encoding="ascii")
        asked = [wrk(), "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", str(script), server.address]
        before = server.processor()
        told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout
    found = json.loads(told.rpartition("FOUND ")[2])
    taken = 1000 * (server.processor() - before) / max(found["requests"], 1)
    return Load(found["median"] / 1000, found["late"] / 1000, found["requests"], found["wrong"], taken)


@dataclass(frozen=True, slots=True)
class Server:
    """A process that serves at an address."""

    process: subprocess.Popen[str]
    address: str

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, media type and text of an answer."""
        try:
            with urlopen(Request(self.address + path, headers={"Accept": "text/html"}), timeout=120) as answer:  # noqa: S310 - our own server
                return answer.status, answer.headers.get_content_type(), answer.read().decode("utf-8", "replace")
        except HTTPError as error:
            return error.code, error.headers.get_content_type(), ""

    def processor(self) -> float:
        """Seconds of processor time that it has taken so far, its own, that of processes that it has started, and the system's for them."""
        own = self.process.pid
        started = Path(f"/proc/{own}/task/{own}/children").read_text(encoding="ascii").split()
        stats = [Path(f"/proc/{each}/stat").read_text(encoding="ascii").rpartition(")")[2].split() for each in (own, *started)]
        return sum(int(fields[11]) + int(fields[12]) for fields in stats) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """The most memory that it has held, in MB."""
        told = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.findall(r"VmHWM:\s+(\d+)", told)[0]) / 1000


@contextmanager
def desk(db: str) -> Iterator[Server]:
    """`khabar serve` on a ledger."""
    with _serving((*KHABAR, "serve", "--port", "0", "--db", db)) as opened:
        yield opened


@contextmanager
def empty() -> Iterator[Server]:
    """An empty FastAPI page, under the same options of the same server."""
    with _serving(_EMPTY) as opened:
        yield opened


@contextmanager
def _serving(command: Sequence[str]) -> Iterator[Server]:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        process = subprocess.Popen(command, stderr=told, text=True)
        try:
            yield Server(process, _address(process, told.fileno()))
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def _address(process: subprocess.Popen[str], told: int) -> str:
    """Where a server says that it is open. Raises RuntimeError where it does not."""
    until = time.monotonic() + _START
    while time.monotonic() < until and process.poll() is None:
        written = os.pread(told, 10_000, 0).decode()
        if found := _OPEN.search(written):
            return found[0]
        time.sleep(0.02)
    raise RuntimeError(f"the server is not open: {os.pread(told, 10_000, 0).decode()}")


@dataclass(frozen=True, slots=True)
class Size:
    """The largest page of a kind, in bytes: without its charts, and whole; and addresses, if any, at which links end but no page is."""

    kind: str
    pages: int
    plain: int
    whole: int
    dead: tuple[str, ...]


def sizes(server: Server, most: int) -> list[Size]:
    """Of all kinds of pages that links lead to from the front page, at most so many of each."""
    waiting, seen, found, dead = ["/"], {"/"}, dict[str, list[tuple[int, int]]](), defaultdict[str, list[str]](list)
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        if len(found.get(kind, ())) >= most:
            continue
        status, media, text = server.get(path)
        if status != 200:
            dead[kind].append(path)
        if status != 200 or media != "text/html":
            found.setdefault(kind, [])
            continue
        found.setdefault(kind, []).append((len(_CHART.sub("", text).encode()), len(text.encode())))
        links = [unescape(link) for link in _LINK.findall(text)]
        fresh = [link for link in dict.fromkeys(links) if link not in seen and not link.startswith(("/api/", "/static/"))]
        seen.update(fresh)
        waiting += fresh
    return [Size(kind, len(each), *map(max, zip((0, 0), *each, strict=True)), tuple(dead[kind])) for kind, each in sorted(found.items())]


def kind_of(path: str) -> str:
    """An address without ids, names and questions.

    >>> kind_of("/articles/ab12/capture?start=3"), kind_of("/claims?type=AID"), kind_of("/dyads/a/b")
    ('/articles/…/capture', '/claims', '/dyads/…/…')
    """
    parts = path.partition("?")[0].strip("/").split("/")
    return "/" + "/".join(part if at == 0 or part in ("capture", "cite") else "…" for at, part in enumerate(parts))


def _serve_empty() -> None:
    """As `khabar serve`, but nothing to show."""
    import uvicorn  # noqa: PLC0415 - only the process that serves needs it

    from khabar.cli.serve import listening, options  # noqa: PLC0415 - likewise

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @app.get("/")
    def _page() -> HTMLResponse:
        return HTMLResponse("")

    with listening("127.0.0.1", 0) as listener:
        sys.stderr.write(f"http://127.0.0.1:{listener.getsockname()[1]}/\n")
        sys.stderr.flush()
        uvicorn.Server(uvicorn.Config(app, **options())).run(sockets=[listener])


if __name__ == "__main__":
    _serve_empty()
