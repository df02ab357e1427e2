"""What every request passes before a page sees it: is it meant for us, does it come from a page of ours, and who asks?

- *Host*: where the desk needs no account, only names of this machine are answered, so that no foreign page can read it under a name of its own
  that it points here (DNS rebinding).
- *Origin*: what would change something must come from the same origin (Fetch, section 3.2; `Sec-Fetch-Site` where there is no Origin header).
- *Role*: what changes something through the API needs a reviewer.
- *Account*: where the desk is open to other machines, nothing but the door, the style and the fonts is shown to who is not signed in.
- *Body*: no more bytes than the path may have, told by its length at once or counted as they come, and within a time.

Cookies are HttpOnly and SameSite=Lax; over https also Secure, and under the prefix that keeps other hosts from setting them (RFC 6265bis).
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Literal
from urllib.parse import quote, urlsplit

import anyio
from anyio.to_thread import run_sync
from fastapi import HTTPException
from sqlalchemy import Engine
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khabar.desk.accounts import csrf
from khabar.desk.accounts.visitor import Visitor
from khabar.desk.security import LOCAL, host
from khabar.ledger import accounts
from khabar.ledger.engine import LedgerError

Door = Literal["", "account", "sign-in"]
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_OPEN = frozenset({"/sign-in", "/favicon.ico"})
_STYLE = "/static/"
_SECRET = 128
"""Characters of a cookie or token that are looked at; ours are shorter."""
_AGAIN = 1.0
_LAST = {"connection": "close"}
"""What still comes of a body that is refused is not waited for."""


@dataclass(frozen=True, slots=True)
class Bound:
    """So many bytes a request's body may have, and within so many seconds it must be here."""

    bytes: int
    seconds: float = 60.0


class Accounts:
    """Whether the ledger has any, asked once a second until it has."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._found, self._asked = engine, False, -_AGAIN

    def any(self) -> bool:
        if not self._found and time.monotonic() - self._asked >= _AGAIN:
            self._asked = time.monotonic()
            with suppress(LedgerError):  # the page itself will say so
                self._found = accounts.count(self._engine) > 0
        return self._found


@dataclass(frozen=True, slots=True)
class Rules:
    """What the guard goes by."""

    engine: Engine
    public: bool = False
    """Whether other machines reach the desk: then all of it needs an account."""
    hosts: frozenset[str] | None = LOCAL
    """Names that are answered; None for any, which a desk that needs no account must not do."""
    secure: bool = False
    """Whether browsers reach it by https: then cookies are sent only so."""
    person: str = "reader"
    """The person at this machine, who signs judgements where there are no accounts."""
    body: Bound = field(default_factory=lambda: Bound(65_536))
    """Of a request whose path has no bound of its own."""
    bodies: Mapping[str, Bound] = field(default_factory=dict)
    accounts: Accounts = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "accounts", Accounts(self.engine))

    @property
    def session(self) -> str:
        return "__Host-khabar" if self.secure else "khabar"

    @property
    def browser(self) -> str:
        """The cookie that forms are tied to where nobody is signed in."""
        return f"{self.session}-browser"


class Guard:
    """ASGI middleware (pure, so that bodies stream)."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["state"] = {**scope.get("state", {}), "rules": self.rules}  # of this request alone
        request = Request(scope)
        refused = self._foreign(request) or self._large(request) or await self._unknown(request) or await self._unfit(request)
        if refused is not None:
            await refused(scope, receive, send)
            return
        await self._pass(scope, receive, send)

    def _foreign(self, request: Request) -> Response | None:
        written = request.headers.get("host", "")
        if self.rules.hosts is not None and host(written) not in self.rules.hosts:
            return _told(request, 421, "this desk does not answer to that name")
        if request.method not in _SAFE and not _same(request, written):
            return _told(request, 403, "the request comes from another site")
        return None

    def _bound(self, path: str) -> Bound:
        return self.rules.bodies.get(path, self.rules.body)

    def _large(self, request: Request) -> Response | None:
        length = request.headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()) or int(length[:20]) > self._bound(request.url.path).bytes:
            return _told(request, 413, f"the request holds more than {self._bound(request.url.path).bytes:,} bytes")
        return None

    async def _unknown(self, request: Request) -> Response | None:
        """Nobody we know, at a desk where one has to sign in."""
        path = request.url.path
        if not self.rules.public or path in _OPEN or path.startswith(_STYLE) or (await run_sync(visitor, request)).role is not None:
            return None
        if path.startswith("/api/") or request.method not in _SAFE:
            response = _told(request, 401, "sign in, or send a token")
            response.headers["www-authenticate"] = 'Bearer realm="khabar"'
            return response
        target = quote(path + (f"?{request.url.query}" if request.url.query else ""), safe="")
        return RedirectResponse(f"/sign-in?next={target}", 303, {"cache-control": "no-store"})

    async def _unfit(self, request: Request) -> Response | None:
        """What changes something through the API is a reviewer's to do; pages ask for their roles themselves. Coding a text changes nothing."""
        path = request.url.path
        if request.method in _SAFE or not path.startswith("/api/") or path == "/api/code":
            return None
        who = await run_sync(visitor, request)
        return None if who.may("reviewer") else _told(request, 403 if who.name else 401, "this needs the role reviewer")

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._headed(scope, MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, _Bounded(receive, self._bound(scope["path"])), sent)

    def _headed(self, scope: Scope, headers: MutableHeaders) -> None:
        """The new browser's cookie; and no page that is one person's is kept by a cache between."""
        secret = scope["state"].get("new_browser")
        if secret:
            headers.append("set-cookie", cookie(self.rules, self.rules.browser, secret))
        if not scope["path"].startswith(_STYLE):
            headers.setdefault("cache-control", "private, no-store" if self.rules.public else "private, no-cache")
            if "Cookie" not in headers.get("vary", ""):
                headers.add_vary_header("Cookie")


class _Bounded:
    """A request's body, counted and timed as it comes. Raises the HTTPException that the desk's error page is made of."""

    def __init__(self, receive: Receive, bound: Bound) -> None:
        self._receive, self._most, self._seconds = receive, bound.bytes, bound.seconds
        self._given, self._until, self._done = 0, 0.0, False

    async def __call__(self) -> Message:
        if self._done:
            return await self._receive()  # waits for the client to go away: no bound on that
        self._until = self._until or time.monotonic() + self._seconds
        try:
            with anyio.fail_after(max(0.0, self._until - time.monotonic())):
                message = await self._receive()
        except TimeoutError as error:
            raise HTTPException(408, f"the request took more than {self._seconds:g} seconds to come", _LAST) from error
        self._given += len(message.get("body", b""))
        self._done = not message.get("more_body", False)
        if self._given > self._most:
            raise HTTPException(413, f"the request holds more than {self._most:,} bytes", _LAST)
        return message


def _same(request: Request, host_: str) -> bool:
    """Whether what would change something comes from a page of ours, or from a program that is no browser."""
    origin = request.headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc.lower() == host_.lower()
    return request.headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}


def _told(request: Request, status: int, detail: str) -> Response:
    """The refusal, after which the connection ends; to the API as problem details (RFC 9457)."""
    headers = {**_LAST, "cache-control": "no-store"}
    if request.url.path.startswith("/api/"):
        told = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
            "mend": "see docs/desk-safety.md",
            "wrong": [],
        }
        return JSONResponse(told, status, headers, "application/problem+json")
    return PlainTextResponse(f"khabar: {detail}\n", status, headers)


def visitor(request: HTTPConnection) -> Visitor:
    """Who asks; found once a request. Reads the database where there is a cookie or a token, or where one may be needed; run it in a thread."""
    held = request.scope["state"].get("visitor")
    if not isinstance(held, Visitor):
        held = request.scope["state"]["visitor"] = _visitor(request, rules(request))
    return held


def _visitor(request: HTTPConnection, rules: Rules) -> Visitor:
    address = request.client.host if request.client else ""
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        holder = accounts.of_token(rules.engine, secret.strip()[:_SECRET])
        return Visitor(holder.name if holder else None, holder.role if holder else None, "token", address)
    cookie_ = session_secret(request)
    holder = accounts.of_session(rules.engine, cookie_) if cookie_ else None
    if holder:
        return Visitor(holder.name, holder.role, "session", address)
    if not rules.public and accounts.count(rules.engine) == 0:
        return Visitor(rules.person, "admin", "local", address)
    return Visitor(None, None if rules.public else "reader", "local", address)


def guarded(request: HTTPConnection) -> bool:
    """Whether a request came through the guard; what is mounted without it, as a test does, knows no visitors."""
    return isinstance(request.scope.get("state", {}).get("rules"), Rules)


def rules(request: HTTPConnection) -> Rules:
    found = request.scope["state"]["rules"]
    assert isinstance(found, Rules)
    return found


def session_secret(request: HTTPConnection) -> str:
    """What the session's cookie holds; empty for none."""
    return request.cookies.get(rules(request).session, "")[:_SECRET]


def form_token(request: HTTPConnection) -> str:
    """The token for a form on this page; a browser that has no cookie to tie it to gets one with the page."""
    return csrf.token(_secret(request) or _given(request))


def _given(request: HTTPConnection) -> str:
    state = request.scope["state"]
    state.setdefault("new_browser", csrf.new())
    return str(state["new_browser"])


def _secret(request: HTTPConnection) -> str:
    """The cookie that forms are tied to: of the session if it lives, else the browser's own."""
    if session_secret(request) and visitor(request).way == "session":
        return session_secret(request)
    return request.cookies.get(rules(request).browser, "")[:_SECRET]


def door(request: HTTPConnection) -> Door:
    """Which link a page shows: to the account where the browser holds a session's cookie, live or not; to the door where the ledger has accounts."""
    if not guarded(request):
        return ""
    return "account" if session_secret(request) else "sign-in" if rules(request).accounts.any() else ""


def form_is_ours(request: HTTPConnection, given: object) -> bool:
    """Whether a form came with its token. One that a token of the API signs needs none: no browser adds that by itself."""
    return visitor(request).way == "token" or csrf.right(_secret(request), given)


def cookie(rules: Rules, name: str, value: str, seconds: int | None = None) -> str:
    """A cookie of ours as a header; one of 0 seconds is taken away, one without is gone when the browser closes."""
    parts = [f"{name}={value}", "Path=/", "HttpOnly", "SameSite=Lax"]
    parts += [f"Max-Age={seconds}"] if seconds is not None else []
    parts += ["Secure"] if rules.secure else []
    return "; ".join(parts)
