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


class _TooLargeError(Exception):
    pass


class Bounded:
    """ASGI middleware that reads no more of a body than `BODY`, whatever its header says."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > BODY:
                raise _TooLargeError
            return message

        try:
            declared = Request(scope).headers.get("content-length", "")
            if declared.isascii() and declared.isdigit() and (len(declared) > 15 or int(declared) > BODY):
                raise _TooLargeError
            await self._app(scope, counted, send)
        except _TooLargeError:
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
