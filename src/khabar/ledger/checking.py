"""Checks a ledger: the database itself, hashes, content ids, offsets, references. Every fault says how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, exists, func, select, text

from khabar.ledger import tables, whole, words
from khabar.ledger.codec import article_of, cell, claim_of
from khabar.ledger.engine import LedgerError, reading
from khabar.ledger.reader import Reader
from khabar.ledger.wanted import digest, text_sha256
from khabar.records.claim import Claim
from khabar.records.spans import Quote, Span

_RESTORE = "restore a backup with `khabar restore`"
_RECODE = "code the article again with `khabar recode --force --article`"
_BROKEN = (ValueError, KeyError, TypeError)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong, where, and the mend."""

    where: str
    reason: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}; {self.mend}"


def check(reader: Reader) -> Iterator[Wrong]:
    """All that is wrong with a ledger, as it is found; a part that the database cannot give is wrong too, and the others are read on."""
    for part in (_database, _references, _index, _pages):
        try:
            with reading(reader.engine) as connection:
                yield from part(connection)
        except LedgerError as error:
            yield Wrong("database", *error.args)


def _database(connection: Connection) -> Iterator[Wrong]:
    """SQLite's own look at its file; PostgreSQL keeps checksums by itself."""
    if connection.dialect.name == "sqlite":
        for (line,) in connection.execute(text("PRAGMA integrity_check")).all():
            if line != "ok":
                yield Wrong("database", str(line), _RESTORE)


def _references(connection: Connection) -> Iterator[Wrong]:
    """Rows that refer to rows that are not there."""
    for table in tables.METADATA.sorted_tables:
        for key in table.foreign_keys:
            other = key.column.table.alias()
            lost = select(func.count()).select_from(table).where(key.parent.is_not(None), ~exists(select(other.c.id).where(other.c.id == key.parent)))
            count = connection.execute(lost).scalar_one()
            if count:
                yield Wrong(f"table {table.name}", f"{count} rows whose {key.parent.name} is not in the ledger", _RESTORE)
    record = tables.claim_record.c.claim
    bare = select(func.count()).select_from(tables.claim).where(~exists(select(record).where(record == tables.claim.c.id)))
    if count := connection.execute(bare).scalar_one():
        yield Wrong("table claim", f"{count} claims without their record", _RESTORE)


def _index(connection: Connection) -> Iterator[Wrong]:
    """Every claim is in the inverted index, and nothing else is."""
    claims = connection.execute(select(func.count()).select_from(tables.claim)).scalar_one()
    column = "rowid" if connection.dialect.name == "sqlite" else "claim"
    source = "claim_text_docsize" if connection.dialect.name == "sqlite" else "claim_text"
    key = "id" if source == "claim_text_docsize" else column
    indexed = connection.execute(text(f"SELECT count(*) FROM {source} JOIN claim ON claim.id = {source}.{key}")).scalar_one()  # noqa: S608 - names above
    total = connection.execute(text(f"SELECT count(*) FROM {source}")).scalar_one()  # noqa: S608 - likewise
    if (indexed, total) != (claims, claims):
        yield Wrong("search", f"{claims} claims, {total} in the index, {indexed} of them claims", _RESTORE)


def _pages(connection: Connection) -> Iterator[Wrong]:
    """Each stored page with its codings and claims."""
    article, capture = tables.article.c, tables.capture.c
    columns = (article.id, article.uid, article.name, capture.sha256, capture.text_sha256, capture.text, capture.media)
    for row in connection.execute(select(*columns).select_from(tables.article.join(tables.capture)).order_by(article.id)):
        where = f"article {row.uid}"
        try:
            page = whole.page_text(row.text)
        except Exception as error:
            yield Wrong(where, f"its stored page cannot be read ({error})", _RESTORE)
            continue
        if text_sha256(page) != row.text_sha256:
            yield Wrong(where, "its stored page is not the one whose hash was kept", _RESTORE)
            continue
        if digest(row.sha256, row.text_sha256, row.name) != row.uid:
            yield Wrong(where, "its id is not that of its page and name", _RESTORE)
        yield from _codings(connection, row, page)


def _codings(connection: Connection, article: Row[*tuple[Any, ...]], page: str) -> Iterator[Wrong]:
    coding, claim, record = tables.coding.c, tables.claim.c, tables.claim_record.c
    for key, stored in connection.execute(select(coding.id, coding.record).where(coding.article == article.id)).all():
        where = f"article {article.uid}, coding {key}"
        if stored is not None:
            yield from _offsets(where, page, partial(_article_quotes, stored))
        joined = tables.claim.join(tables.claim_record)
        columns = (claim.uid, claim.article, claim.type, claim.status, record.record)
        for row in connection.execute(select(*columns).select_from(joined).where(claim.coding == key)):
            yield from _claim(f"claim {row.uid}", row, article, page)


def _claim(where: str, row: Row[*tuple[Any, ...]], article: Row[*tuple[Any, ...]], page: str) -> Iterator[Wrong]:
    try:
        one = claim_of(row.record)
    except _BROKEN as error:
        yield Wrong(where, f"its record is not a claim's ({error})", _RECODE)
        return
    if (one.id, cell(one.capture)) != (row.uid, article.name) or row.article != article.id:
        yield Wrong(where, "its row and its record, or its page, are not the same's", _RESTORE)
    if (one.event.type, one.status) != (row.type, row.status):
        yield Wrong(where, "its searched columns are not those of its record", _RESTORE)
    for entity in (*one.actor, *one.recipient):
        there = page[entity.start : entity.end]
        if entity.mention != there and " ".join(entity.mention.split()) != words.sentence(there, article.media):
            yield Wrong(where, f"its mention «{entity.mention}» at {entity.start}..{entity.end} does not stand there on the page", _RECODE)
    yield from _offsets(where, page, lambda: claim_quotes(one))


def _offsets(where: str, page: str, quotes: Callable[[], Sequence[tuple[str, Quote | Span]]]) -> Iterator[Wrong]:
    try:
        found = quotes()
    except _BROKEN as error:
        yield Wrong(where, f"its record cannot be read ({error})", _RECODE)
        return
    for name, one in found:
        if one.end > len(page) or (isinstance(one, Quote) and page[one.start : one.end] != one.text):
            yield Wrong(where, f"its {name} at {one.start}..{one.end} does not stand there on the page", _RECODE)


def _article_quotes(record: str) -> list[tuple[str, Quote | Span]]:
    article = article_of(record)
    quotes = [("title", article.title), ("kicker", article.kicker), ("byline", article.byline)]
    if article.published:
        quotes.append(("day", article.published.evidence))
    spans = [("body", span) for span in (*article.body, *article.subheadings, *article.comments)]
    return [*((name, quote) for name, quote in quotes if quote is not None), *spans]


def claim_quotes(one: Claim) -> list[tuple[str, Quote | Span]]:
    """All of a claim that stands on the page: sentence and cue with their words, mentions and speakers with theirs."""
    found: list[tuple[str, Quote | Span]] = [("sentence", one.quote), ("cue", one.event.cue)]
    found += [("mention", Span(e.start, e.end)) for e in (*one.actor, *one.recipient)]
    found += [("speaker", Span(link.start, link.end)) for link in one.attribution if link.start is not None and link.end is not None]
    return found
