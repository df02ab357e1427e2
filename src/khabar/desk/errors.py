"""What goes wrong, as a page in plain words: what it was, and how to go on."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from khabar.desk.render import page
from khabar.desk.security import HEADERS
from khabar.ledger.engine import DatabaseError, LedgerError


class MissingError(Exception):
    """There is no such thing in the ledger. `kind` is a key of the words `missing.…`, `near` the address and name of the nearest one."""

    def __init__(self, kind: str, written: str, near: tuple[str, str] | None = None) -> None:
        super().__init__(kind, written)
        self.kind, self.written, self.near = kind, written, near


@dataclass(frozen=True, slots=True)
class ErrorView:
    """`key` leads to the words `error.…`; `detail` is what the program says of it, in English."""

    status: int
    key: str
    detail: str = ""
    written: str = ""
    near: tuple[str, str] | None = None


_KEYS = {
    400: "asked",
    303: "session",
    401: "session",
    403: "forbidden",
    404: "missing",
    405: "method",
    408: "slow",
    413: "large",
    422: "asked",
    429: "often",
}


def _detail(error: HTTPException) -> str:
    """What was said of it beyond the status's own phrase."""
    return "" if error.status_code not in _KEYS or error.detail == HTTPStatus(error.status_code).phrase else error.detail


def shown(request: Request, view: ErrorView) -> Response:
    return page(request, "error.html", view, view.status)


def install(app: FastAPI) -> None:
    """One handler an error; the API, which answers in JSON, puts its own before them for its paths."""

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        answer = shown(request, ErrorView(error.status_code, _KEYS.get(error.status_code, "failed"), _detail(error)))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(ClientDisconnect)
    async def _gone(request: Request, error: ClientDisconnect) -> Response:  # noqa: ARG001 - nobody is there to be told, and nothing failed
        return Response(status_code=400)

    @app.exception_handler(RequestValidationError)
    async def _asked(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors())
        return shown(request, ErrorView(422, "asked", told))

    @app.exception_handler(LedgerError)
    async def _ledger(request: Request, error: LedgerError) -> Response:
        failed = isinstance(error, DatabaseError)
        return shown(request, ErrorView(503 if failed else 400, "database" if failed else "asked", str(error)))

    @app.exception_handler(MissingError)
    async def _missing(request: Request, error: MissingError) -> Response:
        return shown(request, ErrorView(404, f"missing.{error.kind}", written=error.written, near=error.near))

    @app.exception_handler(Exception)
    async def _failed(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the server logs it
        answer = shown(request, ErrorView(500, "failed"))
        answer.headers.update(HEADERS)  # this answer passes by the middleware that adds them
        return answer
