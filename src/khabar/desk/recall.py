"""Articles and claims, answered before they are routed: those that are kept at once, those of a large ledger by a process that makes them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from khabar.desk.frame import Frame, frame
from khabar.desk.kept import Made
from khabar.desk.making import Makers
from khabar.desk.render import answer, recalled
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
        request = Request(scope)
        asked = frame(request)
        made = await self._made(asked)
        await (self._app if made is None else answer(request, made, asked.choices))(scope, receive, send)

    async def _made(self, asked: Frame) -> Made | None:
        found = recalled(asked, self._source)
        if found is not None or not self._source.large:
            return found
        made = await self._makers.ask(asked)
        if made is not None:
            self._source.pages.keep(asked, made)
        return made
