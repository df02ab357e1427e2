"""The door: signing in and out."""

from __future__ import annotations

from dataclasses import dataclass

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from khabar.desk.accounts.doors import Form, Known, said
from khabar.desk.accounts.guard import cookie, rules, session_secret
from khabar.desk.accounts.signing import HOURS, Entered, Knock, Refused, enter
from khabar.desk.render import page
from khabar.ledger import accounts

router = APIRouter(include_in_schema=False)
_PASSWORD = 2_000
"""Characters that are read of what was typed; a password has fewer."""


@dataclass(frozen=True, slots=True)
class SignInView:
    """`target` is the address to go on to; `name` what was typed."""

    target: str
    name: str = ""
    refused: Refused | None = None


@router.get("/sign-in")
def ask(request: Request, next: str = "/") -> Response:  # noqa: A002 - the address's word
    return page(request, "sign_in.html", SignInView(own(next)))


@router.post("/sign-in")
async def try_(request: Request, form: Form) -> Response:
    """A right name and password begin a session; what is wrong is told without saying which of the two it was."""
    told, known = rules(request), SignInView(own(said(form, "next")), said(form, "name", 200))
    password = form.get("password")
    address = request.client.host if request.client else ""
    knock = Knock(known.name, password[:_PASSWORD] if isinstance(password, str) else "", address, session_secret(request))
    done = await run_sync(enter, told.engine, knock)
    if isinstance(done, Entered):
        headers = {"set-cookie": cookie(told, told.session, done.secret, int(HOURS * 3600))}
        return RedirectResponse(known.target, 303, headers)
    answer = page(request, "sign_in.html", SignInView(known.target, known.name, done), 429 if done.seconds else 403)
    if done.seconds:
        answer.headers["retry-after"] = str(done.seconds)
    return answer


@router.post("/sign-out")
def leave(request: Request, who: Known, form: Form) -> Response:  # noqa: ARG001 - the form is checked
    told = rules(request)
    if session_secret(request):
        accounts.end(told.engine, session_secret(request), who.origin)
    return RedirectResponse("/sign-in" if told.public else "/", 303, {"set-cookie": cookie(told, told.session, "", 0)})


def own(target: str) -> str:
    r"""An address of this desk; what leads elsewhere becomes the front page.

    >>> own("/claims?text=x"), own("//attacker.example"), own("https://attacker.example"), own("/\\attacker.example")
    ('/claims?text=x', '/', '/', '/')
    """
    plain = target.startswith("/") and not target.startswith("//") and "\\" not in target
    return target if plain and all(sign > " " for sign in target) else "/"
