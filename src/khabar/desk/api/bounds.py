"""How much a request may hold, and how much is coded at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khabar.desk.api.problems import PlainError, problem

BODY = 2_000_000
"""Bytes of a request's body: the longest text, each character escaped."""
_CODERS = 2
_PATIENCE = 30.0
"""Seconds that a text waits for its turn."""


class Bounded:
    """ASGI middleware that reads no more of a body than `BODY`, whatever its header says."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _declared(scope) > BODY:
            await _refused(scope, receive, send)
            return
        counted = _Counted(receive, send)
        await self._app(scope, counted.receive, counted.send)
        if counted.seen > BODY:
            await _refused(scope, receive, send)


class _Counted:
    """Counts what is read. Once it is too much, the application is told that the sender is gone, and its own answer is not sent."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self.seen = 0

    async def receive(self) -> Message:
        if self.seen > BODY:
            return {"type": "http.disconnect"}
        message = await self._receive()
        self.seen += len(message.get("body", b""))
        return message if self.seen <= BODY else {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        if self.seen <= BODY:
            await self._send(message)


def _declared(scope: Scope) -> int:
    """The length that the header gives; 0 for none or for what is no number."""
    given = Request(scope).headers.get("content-length", "")
    return int(given[:18]) if given.isascii() and given.isdigit() else 0


async def _refused(scope: Scope, receive: Receive, send: Send) -> None:
    await problem(413, f"the request holds more than {BODY:,} bytes", "send less at a time")(scope, receive, send)


class Turns:
    """So many texts are coded at a time; the others wait, and are sent away when it lasts."""

    def __init__(self) -> None:
        self._free = BoundedSemaphore(_CODERS)

    @contextmanager
    def turn(self) -> Iterator[None]:
        if not self._free.acquire(timeout=_PATIENCE):
            raise PlainError(503, "too many texts are being coded", "ask again in a minute")
        try:
            yield
        finally:
            self._free.release()
