"""The front page: search, what is new, and how much the ledger holds."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from khabar.desk.render import page
from khabar.desk.sections import Section
from khabar.desk.source import Ledger, Source
from khabar.ledger.reader import Reader
from khabar.ledger.stored import Extent, StoredArticle

router = APIRouter()
SECTION = Section(0, "/", "home.nav")
NEW = 8
"""So many of the newest articles are shown."""


@dataclass(frozen=True, slots=True)
class HomeView:
    extent: Extent
    newest: tuple[StoredArticle, ...]


def view(source: Source, reader: Reader) -> HomeView:
    return HomeView(source.extent(reader), reader.newest(NEW))


@router.get("/")
def home(request: Request, ledger: Ledger, as_of: str | None = None) -> Response:
    return page(request, "home.html", view(ledger, ledger.reader(as_of)))
