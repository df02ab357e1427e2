"""The review queue: one claim that nobody has judged, its sentence in its place, and all that can be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast, get_args

from anyio.to_thread import run_sync
from fastapi import APIRouter, HTTPException, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from khabar.desk import corrected
from khabar.desk.accounts.doors import Form, Judge, said
from khabar.desk.accounts.visitor import Visitor
from khabar.desk.choices import choices
from khabar.desk.errors import MissingError
from khabar.desk.filters import Asked, asked
from khabar.desk.marks import Run
from khabar.desk.partners import Partner, partners
from khabar.desk.reading import Block, read
from khabar.desk.render import page
from khabar.desk.sections import Section
from khabar.desk.source import Ledger
from khabar.desk.words import words
from khabar.knowledge import plover
from khabar.ledger.corrections import FIELDS
from khabar.ledger.engine import LedgerError
from khabar.ledger.naming import resolve
from khabar.ledger.query import MANY
from khabar.ledger.reader import Reader
from khabar.ledger.reviews import Reviewer, judge, relate, settle
from khabar.ledger.stored import ClaimVerdict, Judgement, OutcomeVerdict, PairVerdict, StoredArticle, StoredClaim
from khabar.ledger.writer import Writer, running

router = APIRouter(include_in_schema=False)
SECTION = Section(80, "/review", "review.nav")
AROUND = 600
"""Characters that are shown before and after a sentence's marked words."""
OWN = ("claim", "keys")
"""What the address may hold beside filters."""
OUTCOMES: tuple[str, ...] = get_args(OutcomeVerdict)
_VERDICTS: tuple[str, ...] = get_args(ClaimVerdict)
_PAIRS: tuple[str, ...] = get_args(PairVerdict)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a form tried and why it was not taken, in the program's words; its texts are shown again."""

    act: str
    reason: str
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """`one` is None where nothing waits. `before` and `after` are the paragraphs around the sentence's own, `place`."""

    asked: Asked
    one: StoredClaim | None
    article: StoredArticle | None = None
    before: str = ""
    place: tuple[Run, ...] = ()
    after: str = ""
    values: Mapping[str, str] | None = None
    history: tuple[Judgement, ...] = ()
    following: str | None = None
    """The address of the queue after this claim; None at its end."""
    here: str = "/review"
    """The address that judgements are sent to, and that goes on after them."""
    keys: bool = True
    """Whether single keys judge."""
    kept: Mapping[str, str] = field(default_factory=dict)
    """What addresses of the queue keep beside the filters."""
    partners: tuple[Partner, ...] = ()
    """Claims that may speak of the same occurrence."""
    tried: Tried | None = None


def view(reader: Reader, found: Asked, claim: str | None = None, *, keys: bool = True) -> ReviewView:
    """The claim of an id, or the first that waits after the cursor. Raises MissingError for an id that there is not."""
    more = {} if keys else {"keys": "off"}
    here = _address(found, more | ({"cursor": found.cursor} if found.cursor else {}))
    if claim is not None:
        one = reader.claim(claim)
        if one is None:
            raise MissingError("claim", claim)
        return _about(reader, ReviewView(found, one, following=here, here=here, keys=keys))
    waiting = reader.claims(replace(found.query, waiting=True), 1, found.cursor)
    if not waiting.claims or found.strange:
        return ReviewView(found, None, here=here, keys=keys, kept=more)
    following = _address(found, more | {"cursor": waiting.next}) if waiting.next else None
    return _about(reader, ReviewView(found, waiting.claims[0], following=following, here=here, keys=keys, kept=more))


def _address(found: Asked, more: Mapping[str, str]) -> str:
    return found.address("/review", more)


def _about(reader: Reader, found: ReviewView) -> ReviewView:
    """With the sentence's place, the fields as they stand, and what was said of the claim before."""
    assert found.one is not None
    one, uid = found.one, found.one.article
    article, held = reader.article(uid), reader.capture(uid)
    assert article is not None
    assert held is not None
    made = sorted((*reader.history(f"claim:{one.id}"), *reader.history(f"outcome:{one.id}")), key=lambda each: each.id)
    found = replace(found, article=article, values=corrected.values(one.claim, held.text), history=tuple(made), partners=partners(reader, one))
    if article.article is None:
        return found
    reading = read(held, article.article, (one,))
    blocks = (*((reading.title,) if reading.title else ()), *reading.blocks)
    at = next((number for number, block in enumerate(blocks) if block.claims), None)
    if at is None:
        return replace(found, place=(Run(one.claim.quote.text),))
    return replace(found, before=_text(blocks, at - 1)[-AROUND:], place=_near(blocks[at].runs), after=_text(blocks, at + 1)[:AROUND])


def _text(blocks: tuple[Block, ...], at: int) -> str:
    return "".join(run.text for run in blocks[at].runs) if 0 <= at < len(blocks) else ""


def _near(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """A paragraph without what stands far before the first marked word, or far after the last: some have no end."""
    first, *between, last = runs if len(runs) > 1 else (*runs, Run(""))
    if not first.roles and len(first.text) > AROUND:
        first = first._replace(text=f"… {first.text[-AROUND:]}")
    if not last.roles and len(last.text) > AROUND:
        last = last._replace(text=f"{last.text[:AROUND]} …")
    return (first, *between, last)


@router.get("/review")
def review(request: Request, ledger: Ledger, who: Judge, claim: str | None = None) -> Response:  # noqa: ARG001 - who may
    return _shown(request, _viewed(request, ledger.reader(), claim))


def _viewed(request: Request, reader: Reader, claim: str | None) -> ReviewView:
    return view(reader, asked(request.query_params, reader, OWN), claim, keys=request.query_params.get("keys") != "off")


def _shown(request: Request, made: ReviewView, status: int = 200) -> Response:
    kinds = {"types": plover.types(), "modes": plover.modes(), "statuses": plover.STATUSES, "outcomes": OUTCOMES, "filters": tuple(MANY)}
    return page(request, "review.html", made, status, **kinds)


@router.post("/review")
async def judged(request: Request, ledger: Ledger, who: Judge, form: Form) -> Response:
    """Take a judgement and go on to the next claim; what cannot be taken is told beside what was typed."""

    def done() -> Response:
        reader = ledger.reader()
        act, claim = said(form, "act"), said(form, "claim", 64)
        try:
            with running(reader.engine, request.app.state.settings.version, f"khabar serve: review {act}") as writer:
                _take(writer, _by(request, who, form), form, reader)
        except LedgerError as error:
            given = {name: value for name, value in form.items() if isinstance(value, str)}
            made = _viewed(request, reader, claim or None)
            return _shown(request, replace(made, tried=Tried(act, str(error), given)), 422)
        back = _viewed(request, reader, None).here if act in _VERDICTS else f"/review?claim={claim}"
        return RedirectResponse(back, 303)

    return await run_sync(done)


def _by(request: Request, who: Visitor, form: FormData) -> Reviewer:
    """A claim that is accepted needs no reason of one's own: that its sentence was read is one."""
    reason = said(form, "reason", 2_000)
    if not reason and said(form, "act") == "accept":
        reason = words(choices(request).language)("review.read")
    return Reviewer(who.name or "", reason, who.way, who.address)


def _take(writer: Writer, by: Reviewer, form: FormData, reader: Reader) -> Judgement:
    act, claim = said(form, "act"), said(form, "claim", 64)
    if act in _PAIRS:
        first = claim if act in ("same", "different") else said(form, "first", 500)
        return relate(writer, cast(PairVerdict, act), first, _id(said(form, "second", 500) or said(form, "near", 64)), by)
    if act == "outcome":
        return settle(writer, claim, said(form, "verdict", 20), by)
    if act not in _VERDICTS:
        raise HTTPException(400)
    changes = _changes(form, claim, reader) if act == "correct" else []
    return judge(writer, claim, cast(ClaimVerdict, act), by, changes, resolve)


def _changes(form: FormData, claim: str, reader: Reader) -> list[str]:
    one = reader.claim(claim)
    held = reader.capture(one.article) if one else None
    if one is None or held is None:
        raise LedgerError(f"there is no claim {claim} in the current codings", "go on to the next")
    given = {name: said(form, name, 2_000) for name in FIELDS if name in form}
    changes = corrected.changed(corrected.values(one.claim, held.text), given)
    if not changes:
        raise LedgerError("nothing was changed", "change a field, or accept the claim as it is")
    return changes


def _id(written: str) -> str:
    """A claim may be named by its page's address too."""
    return written.partition("?")[0].rstrip("/").rpartition("/claims/")[2] if "/claims/" in written else written
