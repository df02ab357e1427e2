"""Puts the API together: an application of its own, so that its errors, its description and its bounds are not those of the pages."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute

import khabar
from khabar.desk.api import problems
from khabar.desk.api.bounds import Bounded, Turns
from khabar.desk.api.replies import Held
from khabar.desk.api.routes import articles, claims, corroborated, judgements, parties, working
from khabar.desk.settings import Settings

_ABOUT = """The questions of the command line as addresses. A claim is somebody's word that an event has some status, not a fact.

Lists come in pages: `next` is the `cursor` of the next one, and the header `Link` holds its address.
Answers carry an `ETag`; who sends it back as `If-None-Match` is told 304 while nothing has changed.
Every question takes `as_of`: a day or an instant as of which the ledger answers. Errors are problem details (RFC 9457) with `mend`.
"""
_UNCHANGED = {"description": "Nothing has changed since the answer whose ETag was sent."}
_NO_JSON = {"description": "The body is no JSON.", "content": problems.RESPONSES[422]["content"]}
_TOO_LARGE = {"description": "The request holds too much.", "content": problems.RESPONSES[422]["content"]}


def create_api(settings: Settings, held: Held) -> FastAPI:
    """The API on a ledger, to be mounted under /api."""
    api = FastAPI(
        title="Khabar", version=khabar.__version__, description=_ABOUT, docs_url=None, redoc_url=None, responses=problems.RESPONSES,
        generate_unique_id_function=_named, separate_input_output_schemas=False, license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
    )  # fmt: skip
    api.state.held, api.state.code, api.state.version, api.state.turns = held, settings.code, settings.version or khabar.__version__, Turns()
    api.add_middleware(Bounded)
    problems.install(api)
    for router in (claims.router, articles.router, corroborated.router, parties.router, judgements.router, working.router):
        api.include_router(router)
    described = api.openapi
    api.openapi = lambda: _completed(described())  # type: ignore[method-assign]
    return api


def _named(route: APIRoute) -> str:
    return f"{route.tags[-1]}-{route.name}"


def _completed(told: dict[str, Any]) -> dict[str, Any]:
    """The description with what the framework does not write by itself: the shape of problems, and the answers 304, 400 and 413."""
    schemas = told["components"]["schemas"]
    for shape in (problems.Problem, problems.Wrong):
        schemas.setdefault(shape.__name__, shape.model_json_schema(ref_template="#/components/schemas/{model}") | {"$defs": {}})
        schemas[shape.__name__].pop("$defs", None)
    for methods in told["paths"].values():
        for method, operation in methods.items():
            if method == "get":
                operation["responses"].setdefault("304", _UNCHANGED)
            elif method == "post":
                operation["responses"] |= {"400": _NO_JSON, "413": _TOO_LARGE}
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return told
