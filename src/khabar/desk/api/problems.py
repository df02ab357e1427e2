"""The one shape of errors: problem details (RFC 9457), with what to mend."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.routing import BaseRoute, Match

from khabar.client.names import UnknownError
from khabar.desk.api.parameters import ContradictionError
from khabar.ledger.codec import dumps
from khabar.ledger.engine import DatabaseError, LedgerError

MEDIA = "application/problem+json"
_MENDS = {
    400: "send JSON in UTF-8",
    404: "see the list of addresses at /api/openapi.json",
    405: "see /api/openapi.json for the methods of this address",
    413: "send less at a time",
}


class Wrong(BaseModel):
    """One parameter or field that is wrong."""

    model_config = ConfigDict(extra="forbid")
    place: str = Field(description="Where it stands: query, path or body, and the field.")
    reason: str


class Problem(BaseModel):
    """Problem details as RFC 9457 defines them, with `mend`, and `wrong` where single fields are."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "type": "about:blank", "title": "Not Found", "status": 404, "detail": "nobody in the ledger is called نقابة الصياديين",
                    "mend": "did you mean نقابة الصيادين?", "wrong": [],
                }
            ]
        },
    )  # fmt: skip
    type: str = Field(description="`about:blank`: the status says what kind of problem it is.")
    title: str = Field(description="The status in words.")
    status: int
    detail: str = Field(description="What is wrong, in a sentence.")
    mend: str = Field(description="What to do about it; empty where nothing can be done.")
    wrong: list[Wrong]


STATUSES = {
    404: "There is no such thing in the ledger.",
    409: "The request is well formed, but contradicts itself or what the ledger holds.",
    422: "The request is not of the form that this address takes.",
    503: "The database cannot be asked now, or nothing codes here.",
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {"description": told, "content": {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}} for status, told in STATUSES.items()
}
"""Of every question."""


class PlainError(Exception):
    """A problem of some status, with its mend."""

    def __init__(self, status: int, detail: str, mend: str) -> None:
        super().__init__(status, detail, mend)
        self.status, self.detail, self.mend = status, detail, mend


def problem(status: int, detail: str, mend: str, wrong: Sequence[Wrong] = ()) -> Response:
    told = Problem(type="about:blank", title=HTTPStatus(status).phrase, status=status, detail=detail, mend=mend, wrong=list(wrong))
    return Response(dumps(told.model_dump()), status, media_type=MEDIA, headers={"Cache-Control": "no-store"})


def install(app: FastAPI) -> None:
    """A handler for each kind of failure; none lets a trace out."""

    @app.exception_handler(RequestValidationError)
    async def _malformed(request: Request, error: RequestValidationError) -> Response:  # noqa: ARG001 - the form of a handler
        wrong = [Wrong(place=".".join(map(str, one["loc"])), reason=one["msg"]) for one in error.errors()]
        if any(one["type"] == "json_invalid" for one in error.errors()):
            return problem(400, "the body is no JSON", _MENDS[400], wrong)
        return problem(422, "; ".join(f"{one.place}: {one.reason}" for one in wrong), "see /api/openapi.json for the form of each field", wrong)

    @app.exception_handler(ClientDisconnect)
    async def _gone(request: Request, error: ClientDisconnect) -> Response:  # noqa: ARG001 - nobody is there to be told, and nothing failed
        return Response(status_code=400)

    @app.exception_handler(LedgerError)
    async def _ledger(request: Request, error: LedgerError) -> Response:  # noqa: ARG001
        status = 503 if isinstance(error, DatabaseError) else 404 if isinstance(error, UnknownError) else 409
        reason, mend = (str(one) for one in error.args)
        return problem(status, reason, mend)

    @app.exception_handler(ContradictionError)
    async def _contradiction(request: Request, error: ContradictionError) -> Response:  # noqa: ARG001
        return problem(409, error.reason, error.mend)

    @app.exception_handler(PlainError)
    async def _plain(request: Request, error: PlainError) -> Response:  # noqa: ARG001
        return problem(error.status, error.detail, error.mend)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        answer = problem(error.status_code, str(error.detail), _MENDS.get(error.status_code, ""))
        answer.headers.update(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            answer.headers["Allow"] = ", ".join(_methods(app.routes, request))
        return answer

    @app.exception_handler(Exception)
    async def _failed(request: Request, error: Exception) -> Response:
        logging.getLogger(__name__).error("%s %s failed", request.method, request.url.path, exc_info=error)
        return problem(500, "the program failed", "run `khabar check`; if the ledger is sound, report what you asked")


def _methods(routes: Sequence[BaseRoute], request: Request) -> list[str]:
    """All that an address takes: several routes may share it."""
    every = [each for route in routes for each in getattr(getattr(route, "original_router", None), "routes", (route,))]
    here = [route for route in every if route.matches(request.scope)[0] is not Match.NONE]
    return sorted({method for route in here for method in getattr(route, "methods", None) or ()})
