"""The front page: search, what is new, what is most disputed, and how much the ledger holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import Response

from khabar.desk.render import aside, page
from khabar.desk.sections import Section
from khabar.desk.source import Lately, Ledger
from khabar.ledger.reader import Reader
from khabar.ledger.stored import Extent, StoredArticle

if TYPE_CHECKING:
    from khabar.desk.disputes import Disputed

router = APIRouter()
SECTION = Section(0, "/", "home.nav")
NEW = 8
"""So many of the newest articles are shown."""
DISPUTED = 6
"""So many of the most disputed occurrences."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """`disputed` is None while it has not been worked out; `current` says whether it is of the ledger as it stands, `beyond` that it never is."""

    extent: Extent
    counted: bool
    """Whether the extent is of the ledger as it stands."""
    newest: tuple[StoredArticle, ...]
    disputed: tuple[Disputed, ...] | None
    current: bool
    beyond: bool


def view(reader: Reader, extent: tuple[Extent, bool], lately: Lately) -> HomeView:
    disputed = lately.disputed[:DISPUTED] if lately.disputed is not None else None
    return HomeView(*extent, reader.newest(NEW), disputed, lately.current, lately.beyond)


@router.get("/")
def home(request: Request, ledger: Ledger, as_of: str | None = None) -> Response:
    reader = ledger.reader(as_of)
    lately = ledger.lately(reader)
    made = view(reader, ledger.extent_lately(reader), lately)
    answer = aside(page(request, "home.html", made), ledger, reader)
    if not made.counted:
        answer.background = BackgroundTask(ledger.count, reader)
    return answer
