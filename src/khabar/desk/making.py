"""Processes that make pages of large ledgers. The desk's own, which answers, gives out pages that are kept, and must not wait for one that is made:
threads of one process take turns, and a page takes as long as dozens of answers.

Each reads the ledger by itself, and is handed all that a page knows of its request. What it cannot make, and errors, are left to the desk.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import signal
import threading
from collections import deque
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from urllib.parse import unquote

from khabar.desk.frame import Frame
from khabar.desk.kept import Made
from khabar.desk.settings import Settings
from khabar.desk.source import Source

_SECONDS = 60.0
"""That a page may take before they are given up."""
_LOG = logging.getLogger(__name__)
_BYTES = 1_000_000
"""Of pages that such a process keeps for itself: the desk keeps them."""
_LONGEST = 6
"""Digits of the number of a part."""


@dataclass(slots=True)
class _Maker:
    """A process, the pipe to it, and the page that it is at, if any; the first thing that it says is that it is ready."""

    process: BaseProcess
    pipe: Connection[Frame, Made | None]
    page: asyncio.Future[Made | None] | None = None


class Makers:
    """Started when first needed; while they start, and if they fail, there are none. For the one thread of the event loop."""

    def __init__(self, settings: Settings) -> None:
        self._db, self._count = settings.db, settings.makers
        self._loop: asyncio.AbstractEventLoop | None = None
        self._all: list[_Maker] = []
        self._idle: deque[_Maker] = deque()
        self._waiting: deque[tuple[Frame, asyncio.Future[Made | None]]] = deque()
        self._ready = threading.Event()

    async def ask(self, frame: Frame) -> Made | None:
        """The page; None where there is nobody to make it, or where it is none of theirs."""
        if wanted(frame) is None:
            return None
        if self._count and not self._all:
            self._start()
        if not self._ready.is_set():
            return None
        page: asyncio.Future[Made | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((frame, page))
        self._hand_out()
        try:
            return await asyncio.wait_for(page, _SECONDS)
        except TimeoutError:
            _LOG.warning("a page took more than %g seconds; the desk makes pages by itself from here on", _SECONDS)
            self.close()
            return None

    def _start(self) -> None:
        self._loop, context = asyncio.get_running_loop(), multiprocessing.get_context("spawn")
        for _ in range(self._count):
            pipe, end = context.Pipe()
            process = context.Process(target=_work, args=(end, self._db), daemon=True)
            process.start()
            end.close()
            self._all.append(maker := _Maker(process, pipe))
            self._loop.add_reader(pipe.fileno(), self._heard, maker)

    def _hand_out(self) -> None:
        while self._idle and self._waiting:
            maker, (frame, maker.page) = self._idle.popleft(), self._waiting.popleft()
            try:
                maker.pipe.send(frame)
            except OSError:
                self._lost(maker)

    def _heard(self, maker: _Maker) -> None:
        try:
            _give(maker.page, maker.pipe.recv())
        except (EOFError, OSError):
            self._lost(maker)
            return
        maker.page = None
        self._idle.append(maker)
        self._ready.set()
        self._hand_out()

    def _lost(self, maker: _Maker) -> None:
        """One has died; with the last of them all that waits is left to the desk."""
        _LOG.warning("a process that makes pages has ended")
        self._dismiss(maker)
        if not self._all:
            self.close()

    def _dismiss(self, maker: _Maker) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(maker.pipe.fileno())
            _give(maker.page, None)
        self._all.remove(maker)
        maker.pipe.close()
        maker.process.terminate()
        maker.process.join()

    def wait(self, seconds: float) -> bool:
        """From another thread: until one is ready, if they were asked for; gives whether one is."""
        return self._ready.wait(seconds)

    def close(self) -> None:
        """At once and for good, whatever they are at: they only read."""
        self._count = 0
        self._ready.clear()
        self._idle.clear()
        for maker in tuple(self._all):
            self._dismiss(maker)
        while self._waiting:
            _give(self._waiting.popleft()[1], None)


def _give(page: asyncio.Future[Made | None] | None, made: Made | None) -> None:
    if page is not None and not page.done():
        page.set_result(made)


def wanted(frame: Frame) -> tuple[str, str] | None:
    """Kind and id of what a page of theirs shows; None for other addresses, and where the question is not as the page takes it."""
    root, _, place = unquote(frame.path).partition("/")
    kind, _, uid = place.partition("/")
    part = dict(frame.items).get("part", "1")
    if root or kind not in ("articles", "claims") or not uid or "/" in uid or not (part.isascii() and part.isdigit() and len(part) <= _LONGEST):
        return None
    return kind, uid


def _work(pipe: Connection[Made | None, Frame], db: str) -> None:
    """In the new process: until the desk ends, never by itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source = Source(db)
    source.pages.most = _BYTES
    pipe.send(None)
    while True:
        try:
            frame = pipe.recv()
        except EOFError:
            return
        pipe.send(_made(source, frame))


def _made(source: Source, frame: Frame) -> Made | None:
    from khabar.desk.pages import article, claim  # noqa: PLC0415 - which need much of the desk

    found, asked = wanted(frame), dict(frame.items)
    if found is None:
        return None
    kind, uid = found
    try:
        if kind == "claims":
            return claim.made(source, frame, uid, asked.get("as_of"))[0]
        return article.made(source, frame, uid, asked.get("as_of"), int(asked.get("part", "1")), asked.get("claim"))[0]
    except Exception:
        return None  # the desk meets the same error, tells the reader and writes it down
