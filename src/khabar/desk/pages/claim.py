"""A claim: its sentence in place, its fields, on whose word, why it was coded so, what was judged of it, and the occurrence that it speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.datastructures import URL
from starlette.responses import Response

from khabar.desk.citing import cited
from khabar.desk.errors import MissingError
from khabar.desk.frame import Frame, frame
from khabar.desk.kept import Made, State
from khabar.desk.reading import Block, around
from khabar.desk.render import answer, aside, kept
from khabar.desk.source import Lately, Ledger, Source
from khabar.ledger.jsonl import changed
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.stored import Judgement, StoredArticle, StoredClaim

if TYPE_CHECKING:
    from khabar.corroboration.summary import Summary

router = APIRouter()
NEAR = 300
"""So many letters of the paragraphs before and after are shown."""
OTHERS = 6
"""So many other claims of the occurrence are shown."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """`place` is the paragraph or headline with the claim's words marked; `before` and `after` how its neighbours begin, empty for none."""

    one: StoredClaim
    article: StoredArticle
    before: str
    place: Block | None
    after: str
    changed: Mapping[str, Mapping[str, object]]
    """Corrected fields, each with `coded` and `corrected`."""
    history: tuple[Judgement, ...]
    standing: tuple[int, ...]
    """Ids of the judgements that hold."""
    occurrence: Summary | None
    """None where it has not been worked out yet, or the claim was rejected."""
    others: tuple[StoredClaim, ...]
    current: bool
    """Whether the occurrence is of the ledger as it stands."""
    beyond: bool
    """Whether the ledger has too many claims for the desk to work occurrences out."""
    cite: tuple[tuple[str, str], ...]


def view(reader: Reader, uid: str, lately: Lately, address: str) -> ClaimView:
    """Raises MissingError where no current coding holds the claim."""
    one = reader.claim(uid)
    found = reader.page(one.article) if one else None
    if one is None or found is None or found[0].article is None:
        raise MissingError("claim", uid)
    article, held = found
    blocks = around(held, found[0].article, one)
    at = next((number for number, block in enumerate(blocks) if block.claims), None)
    history = reader.history(f"claim:{uid}", f"outcome:{uid}")
    holding = tuple(made.id for made in reader.judgements(("accept", "reject", "correct", "outcome")) if made in history) if history else ()
    occurrence, others = _occurrence(reader, uid, lately)
    before, after = (shortened(_text(_at(blocks, at, step)), NEAR) for step in (-1, 1))
    return ClaimView(
        one, article, before, _at(blocks, at, 0), after, changed(one), history, holding, occurrence, others, lately.current, lately.beyond,
        cited(one, article, held, address),
    )  # fmt: skip


def _at(blocks: Sequence[Block], at: int | None, step: int) -> Block | None:
    return blocks[at + step] if at is not None and 0 <= at + step < len(blocks) else None


def _text(block: Block | None) -> str:
    return "".join(run.text for run in block.runs) if block else ""


def _occurrence(reader: Reader, uid: str, lately: Lately) -> tuple[Summary | None, tuple[StoredClaim, ...]]:
    """The occurrence of a claim, and some of the others of it, in the order of publication."""
    if lately.standing is None or uid not in lately.standing.occurrence_of:
        return None, ()
    from khabar.corroboration.summary import summary  # noqa: PLC0415 - slow to load, and there is no standing before it is loaded

    found = lately.standing.occurrence_of[uid]
    wanted = tuple(claim for claim in found.claims if claim != uid)[:OTHERS]
    others = {other.id: other for other in reader.every(Query(ids=wanted))} if wanted else {}
    return summary(lately.standing, found), tuple(others[claim] for claim in wanted if claim in others)


def shortened(text: str, letters: int) -> str:
    return text if len(text) <= letters else text[:letters].rpartition(" ")[0] + "…"


def made(source: Source, asked: Frame, uid: str, as_of: str | None = None) -> tuple[Made, Reader]:
    """The page, and the reader that saw what it shows."""
    address = str(URL(asked.url).replace(query=f"as_of={as_of}" if as_of else ""))
    with source.session(as_of) as reader:
        lately = source.lately(reader)
        state = State(uid, reader.coding(claim=uid), lately.state(reader))
        page = kept(asked, source, reader, state, "claim.html", lambda: view(reader, uid, lately, address))
    return page, reader.released


@router.get("/claims/{uid}")
def claim(request: Request, ledger: Ledger, uid: str, as_of: str | None = None) -> Response:
    asked = frame(request)
    found, reader = made(ledger, asked, uid, as_of)
    return aside(answer(request, found, asked.choices), ledger, reader)
