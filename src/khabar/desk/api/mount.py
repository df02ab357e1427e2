"""Puts the API under /api of the desk, made when it is first asked: its description and corroboration are slow to load, and the first page must not
wait for them.
"""

from __future__ import annotations

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from khabar.desk.settings import Settings
from khabar.desk.source import Source


class Late:
    """An ASGI application that makes the API with the first request."""

    def __init__(self, settings: Settings, source: Source) -> None:
        self._settings, self._source = settings, source
        self._made: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._made is None:
            from khabar.desk.api.app import create_api  # noqa: PLC0415 - see above

            self._made = create_api(self._settings, self._source)
        await self._made(scope, receive, send)


def install(app: FastAPI) -> None:
    app.mount("/api", Late(app.state.settings, app.state.source))
