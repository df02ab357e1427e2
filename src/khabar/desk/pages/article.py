"""An article: its text with the words of its claims marked, and a margin of its claims; what else the page holds, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from khabar.desk.errors import MissingError
from khabar.desk.reading import Reading, read
from khabar.desk.render import page
from khabar.desk.source import Ledger
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.stored import Judgement, StoredArticle, StoredClaim
from khabar.records.capture import Capture

router = APIRouter()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """`reading` is None for a page that was dropped."""

    article: StoredArticle
    capture: Capture
    reading: Reading | None
    claims: tuple[StoredClaim, ...]
    supplied: tuple[Judgement, ...]
    """What readers supplied of its day, outlet and origin, in order."""


def view(reader: Reader, uid: str) -> ArticleView:
    """Raises MissingError where the ledger holds no such article."""
    one, held = reader.article(uid), reader.capture(uid)
    if one is None or held is None:
        raise MissingError("article", uid)
    claims = tuple(reader.every(Query(articles=(uid,), newest_first=False)))
    supplied = tuple(made for kind in ("date", "outlet", "origin") for made in reader.history(f"{kind}:{uid}"))
    return ArticleView(one, held, _read(held, one, claims), claims, supplied)


def _read(held: Capture, one: StoredArticle, claims: Iterable[StoredClaim]) -> Reading | None:
    return read(held, one.article, tuple(claims)) if one.article else None


@router.get("/articles/{uid}")
def article(request: Request, ledger: Ledger, uid: str, as_of: str | None = None) -> Response:
    return page(request, "article.html", view(ledger.reader(as_of), uid))
