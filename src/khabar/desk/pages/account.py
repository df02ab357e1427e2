"""One's own account: its role, its password, its tokens; and for an admin what was done at the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from anyio.to_thread import run_sync
from fastapi import APIRouter, HTTPException, Request
from sqlalchemy import Engine
from starlette.responses import Response

from khabar.desk.accounts import passwords
from khabar.desk.accounts.doors import Form, Known, said
from khabar.desk.accounts.guard import rules, session_secret
from khabar.desk.accounts.signing import Knock, Refused, prove
from khabar.desk.accounts.visitor import Visitor
from khabar.desk.render import page
from khabar.ledger import accounts, audit
from khabar.ledger.audit import Entry

router = APIRouter(include_in_schema=False)
_ENTRIES = 50


@dataclass(frozen=True, slots=True)
class AccountView:
    """`secret` is a token that was just made, shown this once; `told` is a key of the words, `done` whether it is good news."""

    who: Visitor
    tokens: tuple[accounts.Token, ...]
    entries: tuple[Entry, ...]
    older: int | None
    secret: str = ""
    told: str = ""
    done: bool = False
    seconds: int = 0


def view(engine: Engine, who: Visitor, before: int | None = None) -> AccountView:
    """The audit is an admin's alone."""
    found = audit.entries(engine, _ENTRIES + 1, before) if who.may("admin") else ()
    shown = found[:_ENTRIES]
    tokens = accounts.tokens(engine, who.name) if who.name and who.way == "session" else ()
    return AccountView(who, tokens, shown, shown[-1].id if len(found) > len(shown) else None)


def _own(who: Visitor) -> str:
    """The name of an account that signed in by password: a token must not make another, nor change the password."""
    if who.way != "session" or who.name is None:
        raise HTTPException(403, "sign in with your password first")
    return who.name


@router.get("/account")
def account(request: Request, who: Known, before: int | None = None) -> Response:
    return page(request, "account.html", view(rules(request).engine, who, before))


@router.post("/account/password")
async def password(request: Request, who: Known, form: Form) -> Response:
    """The old password is asked for, and guessed as seldom as at the door."""
    name, told = _own(who), rules(request)
    old, new = form.get("old"), form.get("new")
    if not isinstance(old, str) or not isinstance(new, str):
        raise HTTPException(400)

    def change() -> AccountView:
        refused = prove(told.engine, Knock(name, old, who.address))
        wrong = refused.reason if isinstance(refused, Refused) else passwords.fault(new, name)
        if wrong:
            return replace(view(told.engine, who), told=wrong, seconds=refused.seconds if isinstance(refused, Refused) else 0)
        accounts.change(told.engine, name, who.origin, password=passwords.hashed(new), keep=session_secret(request))
        return replace(view(told.engine, who), told="account.changed", done=True)

    return await _shown(request, change)


@router.post("/account/tokens")
async def issue(request: Request, who: Known, form: Form) -> Response:
    name, told = _own(who), rules(request)
    days = said(form, "days")

    def made() -> AccountView:
        number = int(days) if days.isascii() and days.isdigit() and 0 < int(days[:5]) <= 3660 else None
        secret = accounts.issue(told.engine, name, said(form, "label", 60) or "token", who.origin, number)
        return replace(view(told.engine, who), secret=secret, told="account.issued", done=True)

    return await _shown(request, made)


@router.post("/account/tokens/{token}/revoke")
async def revoke(request: Request, token: int, who: Known, form: Form) -> Response:  # noqa: ARG001 - the form is checked
    name, told = _own(who), rules(request)

    def done() -> AccountView:
        accounts.revoke(told.engine, token, who.origin, name)
        return replace(view(told.engine, who), told="account.revoked", done=True)

    return await _shown(request, done)


async def _shown(request: Request, make: Callable[[], AccountView]) -> Response:
    made = await run_sync(make)
    answer = page(request, "account.html", made, 200 if made.done else 422)
    answer.headers["cache-control"] = "no-store"
    return answer
