"""What can be asked of the ledger's claims, and the SQL that answers it. Values only ever reach the database as bound parameters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Literal

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Integer,
    Join,
    Select,
    and_,
    bindparam,
    cast,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
    table,
    tuple_,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from khabar.knowledge import actors
from khabar.ledger import words
from khabar.ledger.codec import cell
from khabar.ledger.engine import LedgerError
from khabar.ledger.judgements import FOREVER, stands
from khabar.ledger.periods import Period
from khabar.ledger.tables import article, attachment, claim, coding, judgement

_MANY = 10_000
"""Matches above which they are not sorted, but looked for in the order that is asked for."""
_STATES = 64
"""States of the ledger for which parts of queries are kept made: making one takes longer than SQLite takes to answer it."""
Order = Literal["learned", "published", "event"]
Names = tuple[str, ...]
Alike = Callable[[str], Names]


MANY = {
    "actor": "actors", "recipient": "recipients", "party": "parties", "speaker": "speakers", "outlet": "outlets", "type": "types", "mode": "modes",
    "status": "statuses", "place": "places", "country": "countries", "article": "articles",
}  # fmt: skip
"""Filters that may have several values, any of which will do: what the commands, the client and the desk call them, and the query's field."""
PEOPLE = ("actor", "recipient", "party", "speaker")
"""Those of them that name somebody."""


@dataclass(frozen=True, slots=True)
class Query:
    """Which claims: those that answer every field that is given, and in a field of several values any of them.

    Actors, speakers and places are ids of the who's who or names, in any spelling that folds alike. `parties` stand on either side;
    `dyad` asks for one on each, or both on one, in either direction. `exact`: without those who act for them; `line`: with those that merged into
    them, and those that they merged into.
    """

    text: str = ""
    """Words, "phrases", and beginnings* that all stand in the sentence."""
    actors: Names = ()
    recipients: Names = ()
    parties: Names = ()
    dyad: tuple[str, str] | None = None
    speakers: Names = ()
    types: Names = ()
    modes: Names = ()
    """As `TYPE/mode`."""
    statuses: Names = ()
    outlets: Names = ()
    places: Names = ()
    countries: Names = ()
    happened: Period | None = None
    published: Period | None = None
    articles: Names = ()
    ids: Names = ()
    min_confidence: float = 0.0
    exact: bool = False
    line: bool = False
    rejected: bool = False
    """Also those that a reviewer rejected."""
    waiting: bool = False
    """Only those that nobody has accepted, rejected or corrected."""
    order: Order = "learned"
    newest_first: bool = True


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far the ledger is read: no coding and no judgement beyond these keys."""

    coding: int = FOREVER
    judgement: int = FOREVER

    @property
    def given(self) -> dict[str, int]:
        """What a statement that reads as far as `GIVEN` is asked with."""
        return {"last_coding": self.coding, "last_judgement": self.judgement}


@dataclass(frozen=True, slots=True)
class Bound:
    """A horizon that each asking gives, so that a statement is made once for all states of the ledger."""

    coding: BindParameter[int]
    judgement: BindParameter[int]


GIVEN = Bound(bindparam("last_coding", type_=Integer), bindparam("last_judgement", type_=Integer))


def horizon(connection: Connection, instant: str | None) -> Horizon:
    """What stood at an instant (None: all)."""
    if instant is None:
        return Horizon()
    last = select(func.coalesce(func.max(coding.c.id), 0)).where(coding.c.learned <= instant)
    judged = select(func.coalesce(func.max(judgement.c.id), 0)).where(judgement.c.recorded <= instant)
    return Horizon(connection.execute(last).scalar_one(), connection.execute(judged).scalar_one())


def last(connection: Connection, at: Horizon) -> Horizon:
    """The same horizon by the keys of the last coding and the last judgement within it; 0 for none."""
    row = connection.execute(_last(), {"coding": at.coding, "judgement": at.judgement}).one()
    return Horizon(row.coding, row.judgement)


@cache
def _last() -> Select[Any]:
    newest = select(func.coalesce(func.max(coding.c.id), 0)).where(coding.c.id <= bindparam("coding")).scalar_subquery()
    judged = select(func.coalesce(func.max(judgement.c.id), 0)).where(judgement.c.id <= bindparam("judgement")).scalar_subquery()
    return select(newest.label("coding"), judged.label("judgement"))


@lru_cache(_STATES)
def visible(at: Horizon | Bound, *, rejected: bool = False, waiting: bool = False) -> ColumnElement[bool]:
    """Whether a row of `claim` holds: of the latest coding, not replaced by a correction, and not rejected; `waiting`: and not judged at all."""
    newer = coding.alias("newer")
    later = exists(select(newer.c.id).where(newer.c.article == claim.c.article, newer.c.id > claim.c.coding, newer.c.id <= at.coding))
    kinds = ["correct"] if rejected else ["correct", "reject"]
    if waiting:
        kinds = ["correct", "reject", "accept"]
    hiding = (
        select(attachment.c.id)
        .join(judgement, judgement.c.id == attachment.c.judgement)
        .where(attachment.c.claim == claim.c.id, or_(*(judgement.c.kind == kind for kind in kinds)), stands(judgement.c.id, at.judgement))
    )
    own = claim.c.correction.is_(None) | stands(claim.c.correction, at.judgement)
    unjudged = [claim.c.correction.is_(None)] if waiting else []
    return and_(claim.c.coding <= at.coding, ~later, own, ~exists(hiding), *unjudged)


def groups(query: Query, alike: Alike) -> list[list[str]]:
    """Groups of tags: of each group one must be a claim's. `alike` gives all names of an actor that reviewers have merged."""
    asked: list[tuple[str, Names, bool]] = [
        ("type", query.types, False), ("mode", query.modes, False), ("status", query.statuses, False), ("outlet", query.outlets, False),
        ("place", query.places, False), ("country", query.countries, False), ("speaker", query.speakers, True),
    ]  # fmt: skip
    suffix = "" if query.exact else "-for"
    asked += [(f"actor{suffix}", query.actors, True), (f"recipient{suffix}", query.recipients, True), (f"party{suffix}", query.parties, True)]
    asked += [(f"party{suffix}", (name,), True) for name in query.dyad or ()]
    found = []
    for kind, names, person in asked:
        meant = [one for name in names for one in actors.load().line(name)] if person and query.line else names
        every = [other for name in meant for other in (alike(name) if person else (name,))]
        if every:
            found.append(list(dict.fromkeys(words.tag(kind, name) for name in every)))
    return found


def narrowed(query: Query, *, indexed: bool) -> list[list[str]]:
    """Groups of tags of months or years, which leave few rows to look at; for a long stretch only where the index is asked anyhow.

    Without them, and sorted by the same time, the rows come from that time's own index.
    """
    found = []
    for kind, asked in (("happened", query.happened), ("published", query.published)):
        tags = words.within(kind, asked.first, asked.last) if asked else []
        if tags and asked and asked.first and asked.last and (indexed or words.months(asked.first, asked.last)):
            found.append(tags)
    return found


@dataclass(frozen=True, slots=True)
class Search:
    """A query made ready: its terms and tags, how far the ledger is read, on which database."""

    query: Query
    at: Horizon
    dialect: str
    terms: tuple[words.Term, ...]
    tags: list[list[str]]
    walked: bool = False
    """Whether rows are taken from the index of the time that they are sorted by, and each looked up among the matches: for many matches."""

    @property
    def indexed(self) -> bool:
        """Whether the inverted index is asked."""
        return bool(self.terms or self.tags)


def ready(query: Query, at: Horizon, dialect: str, alike: Alike) -> Search:
    """Raises LedgerError where the text holds no word."""
    wanted = words.terms(query.text)
    if query.text and not wanted:
        raise LedgerError(f"{query.text!r} holds no word", 'ask for words, «"a phrase"» or «beginning*»')
    tags = groups(query, alike)
    return Search(query, at, dialect, wanted, tags + narrowed(query, indexed=bool(wanted or tags)))


def keys(search: Search) -> Select[Any]:
    """Keys and sort values of the claims that answer, unsorted and without limit."""
    sort = _sort(search.query)
    chosen = select(claim.c.id, sort.label("sort")).where(visible(search.at, rejected=search.query.rejected, waiting=search.query.waiting))
    if search.walked:
        matches = select(_INDEX["sqlite"].c.rowid).where(_matches(search))
        chosen = chosen.where(literal_column("+claim.id", Integer).in_(matches))  # the sign keeps SQLite from starting with the matches
    elif search.indexed:
        chosen = chosen.select_from(_joined(search.dialect)).where(_matches(search))
    for bound in _bounds(search.query):
        chosen = chosen.where(bound)
    return chosen


_INDEX = {"sqlite": table("claim_text", column("rowid")), "postgresql": table("claim_text", column("claim"), column("words"))}


def planned(connection: Connection, search: Search) -> Search:
    """The search, walked where that is faster: SQLite does not know how many matches there are."""
    if search.dialect != "sqlite" or not search.indexed or search.query.order == "learned":
        return search
    some = select(_INDEX["sqlite"].c.rowid).where(_matches(search)).limit(_MANY).subquery()
    count = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return replace(search, walked=count == _MANY)


def _joined(dialect: str) -> Join:
    index = _INDEX[dialect]
    return index.join(claim, claim.c.id == (index.c.rowid if dialect == "sqlite" else index.c.claim))


def _matches(search: Search) -> ColumnElement[bool]:
    if search.dialect == "sqlite":
        return literal_column("claim_text").op("MATCH", is_comparison=True)(words.fts5(search.terms, search.tags))
    return _INDEX["postgresql"].c.words.op("@@", is_comparison=True)(cast(words.tsquery(search.terms, search.tags), TSQUERY))


def _bounds(query: Query) -> list[ColumnElement[bool]]:
    """The filters that are not words: days, score, ids."""
    found: list[ColumnElement[bool]] = []
    for asked, start, end in (
        (query.happened, claim.c.event_start, claim.c.event_end),
        (query.published, claim.c.published_start, claim.c.published_end),
    ):
        if asked is not None:
            found.append(or_(start != "", end != ""))
            if asked.last is not None:
                found.append(start <= asked.last)
            if asked.first is not None:
                found.append(or_(end >= asked.first, end == ""))
    if query.min_confidence:
        found.append(claim.c.score >= query.min_confidence)
    if query.ids:
        found.append(claim.c.uid.in_([cell(one) for one in query.ids]))
    if query.articles:
        own = select(coding.c.id).join(article, article.c.id == coding.c.article).where(article.c.uid.in_([cell(one) for one in query.articles]))
        found.append(claim.c.coding.in_(own))  # rows of claims have an index of their codings, none of their articles
    return found


def _sort(query: Query) -> ColumnElement[Any]:
    return {"learned": claim.c.id, "published": claim.c.published_start, "event": claim.c.event_start}[query.order]


def page(search: Search, limit: int, cursor: str | None) -> Select[Any]:
    """One page of `keys`, after the cursor. Keyset paging: the cursor is the last row's sort value and key."""
    query = search.query
    key: ColumnElement[int] = claim.c.id
    if search.indexed and search.dialect == "sqlite" and query.order == "learned":
        key = _INDEX["sqlite"].c.rowid  # the index gives its rows in this order by itself
    columns = [key] if query.order == "learned" else [_sort(query), key]
    chosen = keys(search)
    if cursor is not None:
        last = after(query, cursor)
        place, bound = (tuple_(*columns), tuple_(*last)) if len(columns) > 1 else (key, last[0])
        chosen = chosen.where(place < bound if query.newest_first else place > bound)
    return chosen.order_by(*(one.desc() if query.newest_first else one.asc() for one in columns)).limit(limit)


def after(query: Query, cursor: str) -> tuple[Any, ...]:
    """The sort values that a cursor holds. Raises LedgerError for one that is not ours."""
    order, _, rest = cursor.partition(":")
    value, _, key = rest.rpartition(":")
    if order != query.order or not key.isascii() or not key.isdigit() or len(key) > 10:
        raise LedgerError(f"{cursor!r} is no cursor of this query", "take the cursor that the page before gave, with the same order")
    return (int(key),) if order == "learned" else (cell(value), int(key))


def cursor_of(query: Query, sort: object, key: int) -> str:
    return f"{query.order}:{'' if query.order == 'learned' else sort}:{key}"
