"""Articles and claims, answered before they are routed: those that are kept at once, those of a large ledger by a process that makes them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from khabar.desk.making import Makers
from khabar.desk.render import recalled
from khabar.desk.source import Source

_KEPT = ("/articles/", "/claims/")


class Recall:
    """ASGI middleware, within the guard."""

    def __init__(self, app: ASGIApp, source: Source, makers: Makers) -> None:
        self._app, self._source, self._makers = app, source, makers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or not scope["path"].startswith(_KEPT):
            await self._app(scope, receive, send)
            return
        found = recalled(Request(scope), self._source) if self._source.watched else None
        if found is not None:
            await found(scope, receive, send)
            return
        answer = await self._makers.ask(scope) if self._source.large else None
        if answer is None:
            await self._app(scope, receive, send)
            return
        if answer.made is not None:
            self._source.pages.keep(answer.key, answer.made)
        for message in answer.messages:
            await send(message)
