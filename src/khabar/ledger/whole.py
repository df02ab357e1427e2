"""Reads articles and claims whole, each in one statement or a few. Statements are made once: how far the ledger is read is given with each asking."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import BindParameter, Column, Connection, Row, Select, bindparam, func, select

from khabar.ledger import judgements, tables
from khabar.ledger.codec import article_of, cell, claim_of
from khabar.ledger.engine import LedgerError
from khabar.ledger.query import GIVEN, Horizon, visible
from khabar.ledger.stored import Judgement, StoredArticle, StoredClaim
from khabar.records.capture import Capture, Dropped

_CHUNK = 500
"""So many rows are asked for by their keys at once."""


def claim(connection: Connection, uid: str, at: Horizon) -> StoredClaim | None:
    """The claim of a content id, rejected or not; None where no current coding holds it."""
    rows = connection.execute(_named(), {"uid": cell(uid), **at.given}).all()
    return next(_claims(connection, rows, at), None)


def of_article(connection: Connection, uid: str, at: Horizon) -> Iterator[StoredClaim]:
    """The claims of an article, in the order in which they were learned; rejected ones left out."""
    return _claims(connection, connection.execute(_own(), {"uid": cell(uid), **at.given}).all(), at)


def claims(connection: Connection, keys: Sequence[int], at: Horizon) -> Iterator[StoredClaim]:
    """The claims of some rows, in their order."""
    rows = {row.id: row for row in connection.execute(_keyed(), {"found": keys})}
    if len(rows) != len(set(keys)):
        raise LedgerError(*_LOST)
    return _claims(connection, [rows[key] for key in keys], at)


_LOST = "a claim's record, article or coding is not in the ledger", "run `khabar check`"


def _claims(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]], at: Horizon) -> Iterator[StoredClaim]:
    if any(row.record is None or row.media is None for row in rows):
        raise LedgerError(*_LOST)
    corrections = [row.correction for row in rows if row.correction is not None]
    judged = _judged(connection, rows, at)
    coded = _coded(connection, corrections)
    return (_claim(row, coded.get(row.id), judged.get(row.id)) for row in rows)


def _claim(row: Row[*tuple[Any, ...]], coded: str | None, judgement: Judgement | None) -> StoredClaim:
    key, uid, article, media, record, outlet, start, end, learned, _ = row
    before = claim_of(coded) if coded else None
    return StoredClaim(uid, key, article, media, claim_of(record), before, outlet or None, start or None, end or None, learned, judgement)


@cache
def _whole() -> Select[Any]:
    """Rows of claims with all that is told of them; without record or medium where the ledger has lost them."""
    claim, coding, article, capture = tables.claim, tables.coding, tables.article, tables.capture
    joined = claim.join(coding, coding.c.id == claim.c.coding).outerjoin(tables.claim_record, tables.claim_record.c.claim == claim.c.id)
    joined = joined.outerjoin(article, article.c.id == claim.c.article).outerjoin(capture, capture.c.id == article.c.capture)
    return select(
        claim.c.id, claim.c.uid, article.c.uid.label("article"), capture.c.media, tables.claim_record.c.record, coding.c.outlet,
        claim.c.published_start, claim.c.published_end, claim.c.learned, claim.c.correction,
    ).select_from(joined)  # fmt: skip


@cache
def _keyed() -> Select[Any]:
    """Claims by their keys `found`."""
    return _whole().where(tables.claim.c.id.in_(bindparam("found", expanding=True)))


@cache
def _named() -> Select[Any]:
    """The claim `uid`: one that several captures carry has a row for each, and the last is taken."""
    claim = tables.claim.c
    return _whole().where(visible(GIVEN, rejected=True), claim.uid == bindparam("uid")).order_by(claim.id.desc()).limit(1)


@cache
def _own() -> Select[Any]:
    """The claims of the article `uid`."""
    article, claim, coding = tables.article.c, tables.claim.c, tables.coding.alias("own")
    codings = select(coding.c.id).join(tables.article, article.id == coding.c.article).where(article.uid == bindparam("uid"))
    return _whole().where(visible(GIVEN), claim.coding.in_(codings)).order_by(claim.id)


def _judged(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]], at: Horizon) -> dict[int, Judgement]:
    """The standing judgement on each row: tied to it, or, for a corrected row, the one that made it."""
    found: dict[int, Judgement] = {}
    for start in range(0, len(rows) if at.judgement else 0, _CHUNK):
        some = rows[start : start + _CHUNK]
        corrections = [row.correction for row in some if row.correction is not None]
        asked = {"found": [row.id for row in some], "corrections": corrections, **at.given}
        found |= {row.row: judgements.judgement_of(row) for row in connection.execute(_tied(), asked)}
    return found


@cache
def _tied() -> Select[Any]:
    """Judgements that hold on rows of the keys `found`, of which some were made by `corrections`; found by attachments, never by all judgements."""
    attachment, judgement = tables.attachment.c, tables.judgement
    wanted: BindParameter[int] = bindparam("found", expanding=True)
    made: BindParameter[int] = bindparam("corrections", expanding=True)
    joined = tables.attachment.join(judgement, judgement.c.id == attachment.judgement)
    tied = select(func.coalesce(attachment.replacement, attachment.claim).label("row"), judgement).select_from(joined)
    here = attachment.claim.in_(wanted) | (attachment.judgement.in_(made) & attachment.replacement.in_(wanted))
    return tied.where(here, judgements.stands(attachment.judgement, GIVEN.judgement)).order_by(judgement.c.id)


def _coded(connection: Connection, corrections: Sequence[int]) -> dict[int, str]:
    """What the coder wrote, by the rows that are corrections."""
    return {row.replacement: row.record for row in connection.execute(_corrected(), {"corrections": corrections})} if corrections else {}


@cache
def _corrected() -> Select[Any]:
    """What the coder wrote for the rows that `corrections` made."""
    attachment, record = tables.attachment.c, tables.claim_record.c
    joined = tables.attachment.join(tables.claim_record, record.claim == attachment.claim)
    return (
        select(attachment.replacement, record.record)
        .select_from(joined)
        .where(attachment.replacement.is_not(None), attachment.judgement.in_(bindparam("corrections", expanding=True)))
    )


def article(connection: Connection, uid: str, at: Horizon) -> StoredArticle | None:
    return next(articles(connection, _one(), at, uid=cell(uid)), None)


def articles(connection: Connection, chosen: Select[Any], at: Horizon, **asked: str) -> Iterator[StoredArticle]:
    """Of the statement `latest`, or of a narrower one."""
    return map(_article, connection.execute(chosen, asked | at.given))


def page(connection: Connection, uid: str, at: Horizon) -> tuple[StoredArticle, Capture] | None:
    """An article with its page, as it was first met; None for an unknown id."""
    row = connection.execute(_met(), {"uid": cell(uid), **at.given}).one_or_none()
    return (_article(row), _capture(row)) if row else None


def capture(connection: Connection, uid: str) -> Capture | None:
    """The page of an article as it was first met; None for an unknown id."""
    row = connection.execute(_captured(), {"uid": cell(uid)}).one_or_none()
    return _capture(row) if row else None


def _article(row: Row[*tuple[Any, ...]]) -> StoredArticle:
    found = article_of(row.record) if row.record else None
    dropped = None if found else Dropped(row.name, cast(str, row.reason), cast(str, row.detail))
    return StoredArticle(row.uid, row.name, row.sha256, row.source, row.media, row.coder, row.learned, found, dropped, row.claims)


def _capture(row: Row[*tuple[Any, ...]]) -> Capture:
    return Capture(row.name, row.sha256, page_text(row.text), row.media, row.first_source, row.encoding, row.url, row.published)


def page_text(stored: bytes) -> str:
    return zlib.decompress(stored).decode("utf-8", "surrogatepass")


@cache
def latest() -> Select[Any]:
    """Articles with the coding that holds."""
    article, coding = tables.article.c, tables.coding.c
    inner = tables.coding.alias()
    newest = select(func.max(inner.c.id)).where(inner.c.article == article.id, inner.c.id <= GIVEN.coding).scalar_subquery()
    joined = (
        tables.article.join(tables.capture)
        .join(tables.coding, coding.article == article.id)
        .join(tables.sighting, tables.sighting.c.id == coding.sighting)
    )
    claims = select(func.count()).where(tables.claim.c.coding == coding.id, tables.claim.c.correction.is_(None)).scalar_subquery()
    return select(
        article.uid, article.name, tables.capture.c.sha256, tables.sighting.c.source, tables.capture.c.media, coding.coder, coding.learned,
        coding.record, coding.reason, coding.detail, claims.label("claims"),
    ).select_from(joined).where(coding.id == newest)  # fmt: skip


@cache
def _one() -> Select[Any]:
    """The article `uid`."""
    return latest().where(tables.article.c.uid == bindparam("uid"))


@cache
def _met() -> Select[Any]:
    """The article `uid` with its page."""
    first = tables.sighting.alias("first")
    return _one().add_columns(*_page_columns(first)).join(first, first.c.article == tables.article.c.id).order_by(first.c.id).limit(1)


@cache
def _captured() -> Select[Any]:
    """The page of the article `uid`."""
    first, article, capture = tables.sighting.alias("first"), tables.article.c, tables.capture.c
    joined = tables.article.join(tables.capture).join(first, first.c.article == article.id)
    chosen = select(article.name, capture.sha256, capture.media, *_page_columns(first)).select_from(joined)
    return chosen.where(article.uid == bindparam("uid")).order_by(first.c.id).limit(1)


def _page_columns(first: Any) -> tuple[Column[Any], ...]:
    """What a page has beside its article; where it was met first."""
    capture = tables.capture.c
    return capture.text, capture.encoding, first.c.source.label("first_source"), first.c.url, first.c.published
