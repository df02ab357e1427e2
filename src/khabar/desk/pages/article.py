"""An article: its text with the words of its claims marked, and a margin of its claims; what else its page holds, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from khabar.desk.errors import MissingError
from khabar.desk.frame import Frame, frame
from khabar.desk.kept import Made, State
from khabar.desk.parts import bounded, parts
from khabar.desk.reading import Block, Reading, read
from khabar.desk.render import answer, aside, kept, page
from khabar.desk.source import Lately, Ledger, Source
from khabar.ledger.engine import LedgerError
from khabar.ledger.reader import Reader
from khabar.ledger.stored import Judgement, StoredArticle, StoredClaim
from khabar.records.capture import Capture
from khabar.records.copy import Relation, Reuse

router = APIRouter()
PIECE = 20_000
"""Characters of a capture that are shown at once."""


@dataclass(frozen=True, slots=True)
class Shared:
    """Another article that shares passages with this one. `first` is the id of the article whose words they were first, where that is known."""

    other: StoredArticle
    relation: Relation
    first: str | None
    because: str
    words: int


@dataclass(frozen=True, slots=True)
class ArticleView:
    """`reading` is None for a page that was dropped; `shared` and `copy_of` are None while it has not been worked out who copied whom."""

    article: StoredArticle
    capture: Capture
    reading: Reading | None
    claims: tuple[StoredClaim, ...]
    supplied: tuple[Judgement, ...]
    """What readers supplied of its day, outlet and origin, in order."""
    copy_of: StoredArticle | None
    shared: tuple[Shared, ...] | None
    current: bool
    """Whether `copy_of` and `shared` are of the ledger as it stands."""
    beyond: bool
    """Whether the ledger has too many claims for the desk to work them out."""
    blocks: tuple[Block, ...]
    """Of this part."""
    part: int
    parts: int
    furniture: tuple[str, ...]
    comments: tuple[str, ...]
    all: bool
    """Whether furniture and comments are whole."""


@dataclass(frozen=True, slots=True)
class CaptureView:
    """`text` is the piece of the capture from `start` to `end`, in code points; `before` and `after` are where other pieces begin."""

    article: StoredArticle
    capture: Capture
    text: str
    start: int
    end: int
    before: int | None
    after: int | None


def view(reader: Reader, uid: str, lately: Lately, part: int = 1, claim: str | None = None) -> ArticleView:
    """One part of an article, or that in which a claim stands. Raises MissingError where the ledger holds no such article or part."""
    one, held = _found(reader, uid)
    claims = reader.of_article(uid)
    supplied = reader.history(*(f"{kind}:{uid}" for kind in ("date", "outlet", "origin")))
    reading = read(held, one.article, claims) if one.article else None
    standing = lately.standing
    origin = standing.copies.get(uid) if standing else None
    copy_of = reader.article(origin) if origin else None
    shared = _shared(reader, uid, standing.reuses) if standing else None
    split = parts(reading.blocks) if reading else [()]
    part = next((at for at, blocks in enumerate(split, 1) if any(each.id == claim for block in blocks for each in block.claims)), part)
    if not 1 <= part <= len(split):
        raise MissingError("article", f"{uid}?part={part}")
    furniture, whole = bounded(reading.furniture if reading else ())
    comments, heard = bounded(reading.comments if reading else ())
    return ArticleView(
        one,
        held,
        reading,
        claims,
        supplied,
        copy_of,
        shared,
        lately.current,
        lately.beyond,
        split[part - 1],
        part,
        len(split),
        furniture,
        comments,
        whole and heard,
    )


def _found(reader: Reader, uid: str) -> tuple[StoredArticle, Capture]:
    found = reader.page(uid)
    if found is None:
        raise MissingError("article", uid)
    return found


def _shared(reader: Reader, uid: str, reuses: tuple[Reuse, ...]) -> tuple[Shared, ...]:
    found = []
    for each in reuses:
        if uid in (each.first, each.second):
            other = reader.article(each.second if each.first == uid else each.first)
            side = each.direction.source
            first = {"first": each.first, "second": each.second}[side] if side else None
            if other is not None:
                found.append(Shared(other, each.relation, first, each.direction.reason, sum(p.words for p in each.passages)))
    return tuple(found)


def piece(reader: Reader, uid: str, start: int) -> CaptureView:
    """A piece of the page as it was received. Raises MissingError, and LedgerError for a piece that there is not."""
    one, held = _found(reader, uid)
    size = len(held.text)
    if not 0 <= start <= max(0, size - 1):
        raise LedgerError(f"the page has no character {start}", f"ask for one below {size}")
    end = min(start + PIECE, size)
    before = max(0, start - PIECE) if start else None
    return CaptureView(one, held, held.text[start:end], start, end, before, end if end < size else None)


def made(source: Source, asked: Frame, uid: str, as_of: str | None = None, part: int = 1, claim: str | None = None) -> tuple[Made, Reader]:
    """The page, and the reader that saw what it shows."""
    with source.session(as_of) as reader:
        lately = source.lately(reader)
        state = State(uid, reader.coding(article=uid), lately.state(reader))
        page_ = kept(asked, source, reader, state, "article.html", lambda: view(reader, uid, lately, part, claim))
    return page_, reader.released


@router.get("/articles/{uid}")
def article(request: Request, ledger: Ledger, uid: str, as_of: str | None = None, part: int = 1, claim: str | None = None) -> Response:
    asked = frame(request)
    found, reader = made(ledger, asked, uid, as_of, part, claim)
    return aside(answer(request, found, asked.choices), ledger, reader)


@router.get("/articles/{uid}/capture")
def capture(request: Request, ledger: Ledger, uid: str, as_of: str | None = None, start: int = 0) -> Response:
    with ledger.session(as_of) as reader:
        found = piece(reader, uid, start)
    return page(request, "capture.html", found)
