"""Processes that make pages of large ledgers. The desk's own, which answers, gives out pages that are kept, and must not wait for one that is made:
threads of one process take turns, and a page takes as long as dozens of answers.

Each holds the whole desk, and is handed the request as it came.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing.pool import AsyncResult, Pool
from typing import Any, cast

from fastapi import FastAPI
from starlette.requests import Request
from starlette.types import Message, Scope

from khabar.desk.kept import Made
from khabar.desk.render import key
from khabar.desk.settings import Settings

_FIELDS = ("type", "asgi", "http_version", "method", "scheme", "path", "raw_path", "query_string", "root_path", "headers", "client", "server")
_SECONDS = 60.0
"""That a page may take before they are given up: one that died gives no answer."""
_LOG = logging.getLogger(__name__)
_BYTES = 1_000_000
"""Of pages that such a process keeps for itself: the desk keeps them."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent, and the page to keep, if it is one of those, under its key."""

    messages: tuple[Message, ...]
    key: Hashable
    made: Made | None


class Makers:
    """Started when first needed; while they start, and if they fail, there are none."""

    def __init__(self, settings: Settings) -> None:
        self._count, self._settings = settings.makers, replace(settings, makers=0, code=None)
        self._pool: Pool | None = None
        self._ready: AsyncResult[None] | None = None

    async def ask(self, scope: Scope) -> Answer | None:
        """The answer to a request without a body; None where there is nobody to make it."""
        if self._pool is None or self._ready is None:
            self._start()
        if self._pool is None or self._ready is None or not self._ready.ready() or not self._ready.successful():
            return None
        loop = asyncio.get_running_loop()
        made: asyncio.Future[Answer | None] = loop.create_future()

        def given(answer: object) -> None:
            if not made.done():
                made.set_result(answer if isinstance(answer, Answer) else None)

        def told(answer: object) -> None:
            loop.call_soon_threadsafe(given, answer)

        asked = {name: scope[name] for name in _FIELDS if name in scope}
        self._pool.apply_async(_answer, (self._settings, asked), callback=told, error_callback=told)
        try:
            return await asyncio.wait_for(made, _SECONDS)
        except TimeoutError:
            _LOG.warning("a page took more than %g seconds; the desk makes pages by itself from here on", _SECONDS)
            self._count = 0
            self.close()
            return None

    def _start(self) -> None:
        if self._count:
            self._pool = multiprocessing.get_context("spawn").Pool(self._count, _begin)
            self._ready = self._pool.apply_async(_prepare, (self._settings,))

    def wait(self, seconds: float) -> bool:
        """Until they are ready, if they were asked for; gives whether they are."""
        if self._ready is None:
            return False
        self._ready.wait(seconds)
        return self._ready.ready() and self._ready.successful()

    def close(self) -> None:
        """At once, whatever they are at: they only read."""
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()
            self._pool = self._ready = None


def _begin() -> None:
    """In the new process: it ends with the desk, never by itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def ends() -> None:
        parent.join()
        os._exit(0)

    threading.Thread(target=ends, daemon=True).start()


@cache
def _app(settings: Settings) -> FastAPI:
    from khabar.desk.app import create_app  # noqa: PLC0415 - which needs this module

    app = create_app(settings)
    app.state.source.pages.most = _BYTES
    return app


@cache
def _loop() -> asyncio.AbstractEventLoop:
    return asyncio.new_event_loop()


def _prepare(settings: Settings) -> None:
    _app(settings)


def _answer(settings: Settings, asked: dict[str, Any]) -> Answer:
    app, sent = _app(settings), list[Message]()
    scope: Scope = {**asked, "state": {}}

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    _loop().run_until_complete(app(scope, receive, send))
    name = key(Request(scope))
    return Answer(tuple(sent), name, cast("Made | None", app.state.source.pages.find(name)))
