"""Who posts: the one place that says on whose word a judgement is taken."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import Depends, HTTPException, Request

from khabar.desk.accounts.guard import guarded, visitor
from khabar.desk.accounts.visitor import Visitor
from khabar.ledger.reviews import Reviewer

Signs = Callable[[str], Reviewer]
"""Makes, of a reason, the reviewer who gives it."""


async def reviewer(request: Request) -> Signs:
    """Whoever is signed in; on a desk of this machine without accounts whoever the request names, else who runs it, as for `khabar review --by`.

    It runs before the request is checked, so it takes any body. Raises HTTPException for a visitor who may not judge.
    """
    who = await run_sync(visitor, request) if guarded(request) else None
    if who is not None and not who.may("reviewer"):
        raise HTTPException(403 if who.name is not None else 401, "this needs the role reviewer")
    if who is not None and who.way != "local":
        return lambda reason: _signed(who, reason)
    name = await _named(request) or (who.name if who else None) or os.environ.get("KHABAR_REVIEWER") or getpass.getuser()
    return lambda reason: Reviewer(name, reason, "local", who.address if who else "")


def _signed(who: Visitor, reason: str) -> Reviewer:
    return Reviewer(who.name or "", reason, who.way, who.address)


async def _named(request: Request) -> str | None:
    try:
        body = await request.json()
    except (ValueError, RecursionError):
        return None
    named = body.get("reviewer") if isinstance(body, dict) else None
    return named if isinstance(named, str) else None


Poster = Annotated[Signs, Depends(reviewer)]
