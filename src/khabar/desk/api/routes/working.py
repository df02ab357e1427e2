"""What was run, and a text coded without being stored."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request
from starlette.responses import Response

from khabar.client.coding import page_of
from khabar.desk.api import parameters as ask
from khabar.desk.api.models.articles import Coded
from khabar.desk.api.models.base import Page
from khabar.desk.api.models.coding import NewText, Source
from khabar.desk.api.models.judged import Run
from khabar.desk.api.parameters import ContradictionError
from khabar.desk.api.problems import PlainError
from khabar.desk.api.replies import Here, page
from khabar.ledger import runs
from khabar.ledger.codec import dumps
from khabar.records.capture import Dropped, Fault
from khabar.records.jsonl import article_record, claim_record

router = APIRouter()


@router.get("/runs", response_model=Page[Run], tags=["runs"])
def every(here: Here, asked: Annotated[ask.Numbered, Query()]) -> Response:
    """The commands that wrote, the latest first: what they counted, and what they could not read."""
    desk = here.at(asked.as_of)

    def told() -> dict[str, Any]:
        found = runs.every(desk.ledger.reader, asked.limit + 1, int(asked.cursor) if asked.cursor else None)
        shown = found[: asked.limit]
        wrong = runs.faults_of(desk.ledger.reader.engine, [one.id for one in shown])
        records = ({"kind": "run", **asdict(one), "faults": [asdict(fault) for fault in wrong[one.id]]} for one in shown)
        return page(records, str(shown[-1].id) if len(found) > asked.limit else None)

    return desk.reply(told, *map(str, runs.last(desk.ledger.reader)))


_EXAMPLES = {
    "text": {
        "value": {
            "text": "نقابة الصيادين تعلن الإضراب\n\nاعتقلت شرطة الميناء يوم الأحد ثلاثة من أعضاء نقابة الصيادين قرب السوق القديم.",
            "published": "2015-06-02",
            "url": "https://news.example.org/2015/06/02/1",
        }
    }
}


@router.post("/code", response_model=Coded, tags=["coding"])
def code(request: Request, given: Annotated[NewText, Body(openapi_examples=_EXAMPLES)]) -> Response:
    """Code a text, or the source of a page, and store nothing."""
    coder = request.app.state.code
    if coder is None:
        raise PlainError(503, "this desk codes nothing", "open it with `khabar serve`")
    html = isinstance(given, Source)
    found = page_of(given.html if isinstance(given, Source) else given.text, given.url, given.published, html=html)
    if isinstance(found, Fault):
        raise ContradictionError(f"this is no page: {found.reason}", found.mend)
    with request.app.state.turns.turn():
        made = coder(found, None)
    told: dict[str, Any] = {"kind": "coded", "article": None, "dropped": None, "claims": []}
    if isinstance(made, Dropped):
        told["dropped"] = asdict(made)
    else:
        told |= {"article": article_record(made[0]), "claims": [claim_record(one) for one in made[1]]}
    return Response(dumps(told), media_type="application/json", headers={"Cache-Control": "no-store"})
