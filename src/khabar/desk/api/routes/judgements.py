"""Judgements: all that were made, one, and a new one of any kind that `khabar review` takes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Request
from starlette.responses import Response

from khabar.client import judgements as forms
from khabar.client.names import missing
from khabar.desk.api import parameters as ask
from khabar.desk.api.models import judged as shapes
from khabar.desk.api.models.base import Page
from khabar.desk.api.posting import Poster
from khabar.desk.api.replies import Here, page
from khabar.ledger.codec import dumps
from khabar.ledger.judged import judged, judgement
from khabar.ledger.naming import resolve
from khabar.ledger.reader import Reader
from khabar.ledger.reviews import Reviewer, judge, relate, settle
from khabar.ledger.stored import Judgement
from khabar.ledger.writer import Writer, running

router = APIRouter(tags=["judgements"])


@router.get("/judgements", response_model=Page[shapes.Judgement])
def every(here: Here, asked: Annotated[ask.Numbered, Query()]) -> Response:
    """All judgements, superseded ones too, the latest first."""
    desk = here.at(asked.as_of)

    def told() -> dict[str, object]:
        found = judged(desk.ledger.reader, asked.limit + 1, int(asked.cursor) if asked.cursor else None)
        shown = found[: asked.limit]
        return page(map(forms.record, shown), str(shown[-1].id) if len(found) > asked.limit else None)

    return desk.reply(told)


@router.get("/judgements/{judgement}", response_model=shapes.Judgement)
def one(here: Here, judgement: Annotated[int, Path(ge=1, le=2**31 - 1)], asked: Annotated[ask.Asked, Query()]) -> Response:
    """One judgement."""
    desk = here.at(asked.as_of)
    return desk.reply(lambda: forms.record(_held(desk.ledger.reader, judgement)))


def _held(found: Reader, key: int) -> Judgement:
    made = judgement(found, key)
    if made is None:
        raise missing("judgement", str(key), ())
    return made


_EXAMPLES = {
    "reject": {"value": {"kind": "reject", "claim": "dbbcd8f55652fb57", "reason": "a plan, not an event", "reviewer": "نور"}},
    "correct": {"value": {"kind": "correct", "claim": "dbbcd8f55652fb57", "fields": {"status": "denied"}, "reason": "a negation was missed"}},
    "merge": {"value": {"kind": "merge", "first": "كتائب وادي الزيتون", "second": "كتائب الوادي", "reason": "one group"}},
    "outcome": {"value": {"kind": "outcome", "claim": "dfd524e77f8b9af6", "verdict": "did-not", "reason": "the year passed without it"}},
}


@router.post("/judgements", status_code=201, response_model=shapes.Judgement)
def new(request: Request, here: Here, by: Poster, made: Annotated[shapes.NewJudgement, Body(openapi_examples=_EXAMPLES)]) -> Response:
    """Judge a claim, two actors, two claims or a prediction. Judgements are kept; a later one on the same supersedes, and nothing is lost."""
    with running(here.held.reader().engine, request.app.state.version, f"POST {request.url.path} {made.kind}") as writer:
        kept = _made(writer, made, by(made.reason))
    return Response(dumps(forms.record(kept)), 201, media_type="application/json", headers={"Location": f"{request.url.path}/{kept.id}"})


def _made(writer: Writer, made: shapes.NewJudgement, by: Reviewer) -> Judgement:
    if isinstance(made, shapes.Merge | shapes.Split | shapes.Same | shapes.Different):
        return relate(writer, made.kind, made.first, made.second, by)
    if isinstance(made, shapes.Outcome):
        return settle(writer, made.claim, made.verdict, by)
    fields = made.fields.model_dump(exclude_none=True) if isinstance(made, shapes.Correct) else {}
    return judge(writer, made.claim, made.kind, by, [f"{name}={value}" for name, value in fields.items()], resolve)
