"""What routes ask for: a visitor of some role, and a form that a page of ours made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from anyio.to_thread import run_sync
from fastapi import Depends, HTTPException, Request
from starlette.datastructures import FormData

from khabar.desk.accounts import csrf
from khabar.desk.accounts.guard import form_is_ours, visitor
from khabar.desk.accounts.visitor import Visitor
from khabar.ledger.accounts import Role


def needs(role: Role) -> Callable[[Request], Visitor]:
    """Gives the visitor, if he has the role. Who is not known is led to the door; who is known and may not is told so."""

    def checked(request: Request) -> Visitor:
        who = visitor(request)
        if who.may(role):
            return who
        if who.name is not None or request.url.path.startswith("/api/"):
            raise HTTPException(403 if who.name is not None else 401, f"this needs the role {role}")
        if request.method != "GET":
            raise HTTPException(401, "your session has ended; sign in, and send it again")
        target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        raise HTTPException(303, headers={"location": f"/sign-in?next={quote(target, safe='')}"})

    return checked


async def posted(request: Request) -> FormData:
    """The form of a request. Raises HTTPException 403 where it does not carry the token of the browser that sends it."""
    return await checked(request, await request.form(max_files=0, max_fields=100))


async def checked(request: Request, form: FormData) -> FormData:
    if not await run_sync(form_is_ours, request, form.get(csrf.FIELD)):
        raise HTTPException(403, "the form has expired; load its page again, and send it once more")
    return form


def said(form: FormData, name: str, most: int = 10_000) -> str:
    """A field's text, without the white space around it; empty where there is none."""
    value = form.get(name)
    return value.strip()[:most] if isinstance(value, str) else ""


Judge = Annotated[Visitor, Depends(needs("reviewer"))]
"""Who may judge and add."""
Known = Annotated[Visitor, Depends(needs("reader"))]
Form = Annotated[FormData, Depends(posted)]
