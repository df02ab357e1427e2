"""Articles: all, one, its text with what stands where, its claims, and what it shares with others."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from khabar.client import articles as forms
from khabar.client import copies as reprints
from khabar.client.claims import STORED
from khabar.desk.api import parameters as ask
from khabar.desk.api.models.articles import Article, Dropped, OneArticle, OneDropped, Reuse, Text
from khabar.desk.api.models.base import Page
from khabar.desk.api.models.claims import Claim
from khabar.desk.api.replies import Here, Listed
from khabar.desk.api.spans import spans

router = APIRouter(tags=["articles"])


@router.get("/articles", response_model=Page[Article | Dropped])
def articles(here: Here, asked: Annotated[ask.Paged, Query()]) -> Response:
    """All articles, in the order in which they were first met; pages that were dropped too."""
    desk = here.at(asked.as_of)
    return desk.reply(lambda: Listed(forms.FORM, desk.ledger.articles(), lambda one: (one.id,)).page(asked.limit, asked.cursor))


@router.get("/articles/{article}", response_model=OneArticle | OneDropped)
def article(here: Here, article: ask.ItemId, asked: Annotated[ask.Asked, Query()]) -> Response:
    """One article, of which it is a copy, and with which it shares passages."""
    desk = here.at(asked.as_of)
    return desk.reply(lambda: desk.ledger.article(article).to_dict())


@router.get("/articles/{article}/text", response_model=Text)
def text(here: Here, article: ask.ItemId, asked: Annotated[ask.Asked, Query()]) -> Response:
    """The page as received, with the spans of the article's parts and of its claims' words."""
    desk = here.at(asked.as_of)

    def told() -> dict[str, Any]:
        held = desk.ledger.article(article)
        marked = spans(held.stored.article, [one.claim for one in held.claims])
        return {"kind": "text", "article": article, "media": held.stored.media, "text": held.text, "spans": marked}

    return desk.reply(told)


@router.get("/articles/{article}/claims", response_model=Page[Claim])
def claims(here: Here, article: ask.ItemId, asked: Annotated[ask.Paged, Query()]) -> Response:
    """Its claims in the order of the page."""
    desk = here.at(asked.as_of)
    return desk.reply(lambda: Listed(STORED, desk.ledger.article(article).claims, lambda one: (one.id,)).page(asked.limit, asked.cursor))


@router.get("/articles/{article}/copies", response_model=Page[Reuse])
def shared(here: Here, article: ask.ItemId, asked: Annotated[ask.Paged, Query()]) -> Response:
    """The pairs of articles of which it is one, and that share passages."""
    desk = here.at(asked.as_of)
    return desk.reply(lambda: Listed(reprints.FORM, desk.ledger.copies(article), _pair).page(asked.limit, asked.cursor))


@router.get("/copies", response_model=Page[Reuse])
def copies(here: Here, asked: Annotated[ask.Copies, Query()]) -> Response:
    """The pairs of articles that share passages, how they stand, and whose words they were first."""
    desk = here.at(asked.as_of)
    return desk.reply(lambda: Listed(reprints.FORM, desk.ledger.copies(asked.article), _pair).page(asked.limit, asked.cursor))


def _pair(one: reprints.Pair) -> tuple[str, str]:
    return one.reuse.first, one.reuse.second
