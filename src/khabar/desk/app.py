"""Puts the desk together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from khabar.desk import errors, files, pages
from khabar.desk.api import mount
from khabar.desk.security import Headers, Hosts
from khabar.desk.settings import Settings
from khabar.desk.source import Source


def create_app(settings: Settings) -> FastAPI:
    """The desk on a ledger. Raises LedgerError where there is none of this schema."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        app.state.source.close()

    app = FastAPI(title="Khabar", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.settings = settings
    app.state.source = Source(settings.db)
    if settings.hosts is not None:
        app.add_middleware(Hosts, known=settings.hosts)
    app.add_middleware(Headers)
    app.state.sections = pages.sections()
    errors.install(app)
    files.install(app)
    mount.install(app)
    for router in pages.routers():
        app.include_router(router)
    return app
