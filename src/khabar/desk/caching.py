"""What HTTP knows of answers that are held already, or wanted without their body (RFC 9110), for pages and API alike."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


def matches(held: str, tag: str) -> bool:
    """Whether one of the tags of `If-None-Match` is this one; weak comparison, as it asks for.

    >>> matches('W/"a", "b"', '"b"'), matches("", '"b"')
    (True, False)
    """
    return bool(held) and tag in (one.strip().removeprefix("W/") for one in held.split(","))


class Bodiless:
    """ASGI middleware: HEAD is answered as GET, with all its headers and no body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def emptied(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, emptied)
