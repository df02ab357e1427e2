"""Puts the desk together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from khabar.desk import errors, files, pages
from khabar.desk.accounts.guard import Bound, Guard, Rules
from khabar.desk.adding import Adding
from khabar.desk.api import mount
from khabar.desk.caching import Bodiless
from khabar.desk.making import Makers
from khabar.desk.recall import Recall
from khabar.desk.security import Headers
from khabar.desk.settings import Settings
from khabar.desk.source import Source

_API = 2_000_000
"""Bytes that are posted to the API, which looks again."""


def create_app(settings: Settings) -> FastAPI:
    """The desk on a ledger. Raises LedgerError where there is none of this schema."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.adding.close()
        app.state.makers.close()
        app.state.source.close()

    app = FastAPI(title="Khabar", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.settings = settings
    app.state.source = Source(settings.db)
    app.state.adding = Adding(app.state.source.engine, settings)
    app.state.makers = Makers(settings)
    app.add_middleware(Recall, source=app.state.source, makers=app.state.makers)
    app.add_middleware(Guard, rules=_rules(settings, app.state.source))
    app.add_middleware(Headers)
    app.add_middleware(Bodiless)
    errors.install(app)
    files.install(app)
    mount.install(app)
    for router in pages.routers():
        app.include_router(router)
    return app


def _rules(settings: Settings, source: Source) -> Rules:
    uploads = settings.uploads
    bodies = {"/add": Bound(uploads.bytes, uploads.seconds), "/api/code": Bound(_API), "/api/judgements": Bound(_API)}
    return Rules(source.engine, settings.public, settings.hosts, settings.secure, settings.person, bodies=bodies)
