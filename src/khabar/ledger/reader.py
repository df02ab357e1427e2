"""Reads the ledger: claims by query, articles, texts, judgements; as it stands, or as it stood at an instant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Connection, Engine, Select, bindparam, func, select

from khabar.arabic.folding import fold
from khabar.ledger import judgements, pairs, schema, tables, whole
from khabar.ledger.codec import cell
from khabar.ledger.engine import connect, reading
from khabar.ledger.periods import as_of
from khabar.ledger.query import Horizon, Query, Search, cursor_of, horizon, keys, last, page, planned, ready, visible
from khabar.ledger.stored import Extent, Judgement, JudgementKind, Page, StoredArticle, StoredClaim
from khabar.records.capture import Capture

PAGE = 50


def open_ledger(db: str) -> Reader:
    """A reader of the ledger at a path or URL. Raises LedgerError where there is none of this schema."""
    engine = connect(db)
    schema.require(engine)
    return Reader(engine)


@dataclass(frozen=True, slots=True)
class Reader:
    """Every method is one transaction, and raises LedgerError where the database fails."""

    engine: Engine
    instant: str | None = None
    """UTC instant as of which to answer; None for now."""
    pinned: Horizon | None = None
    """The last rows to be read, whatever is written meanwhile; goes before `instant`."""
    held: Connection | None = field(default=None, compare=False, repr=False)
    """A transaction that is open already; see `session`."""

    def as_of(self, written: str | None) -> Reader:
        """A reader of the ledger as it stood at the end of a day (UTC) or at an instant; None: as it stands."""
        return replace(self, instant=as_of(written) if written else None)

    def pin(self) -> Reader:
        """A reader of what stands now (or at its instant), for answers that take several transactions."""
        with self._opened() as (connection, at):
            return replace(self, pinned=last(connection, at))

    @contextmanager
    def session(self) -> Iterator[Reader]:
        """A pinned reader whose answers are all of one transaction, which ends with the context: for one thread, and for many short answers."""
        with reading(self.engine) as connection:
            yield replace(self, pinned=self.pinned or last(connection, horizon(connection, self.instant)), held=connection)

    @property
    def released(self) -> Reader:
        """The same, with a transaction for each answer."""
        return replace(self, held=None)

    @property
    def mark(self) -> str:
        """Of a pinned reader: names all that it sees. Two that see the same codings and judgements have the same one."""
        assert self.pinned is not None
        return f"{self.pinned.coding} {self.pinned.judgement}"

    def claims(self, query: Query, limit: int = PAGE, cursor: str | None = None) -> Page:
        """A page of the claims that answer, with the cursor of the next."""
        with self._opened() as (connection, at):
            search = planned(connection, self._search(connection, query, at))
            found = connection.execute(page(search, limit + 1, cursor)).all()
            shown = found[:limit]
            more = cursor_of(query, shown[-1].sort, shown[-1].id) if len(found) > limit and shown else None
            return Page(tuple(whole.claims(connection, [row.id for row in shown], at)), more)

    def every(self, query: Query, chunk: int = 500, cursor: str | None = None) -> Iterator[StoredClaim]:
        """All claims that answer (after a cursor), without holding them all."""
        while True:
            found = self.claims(query, chunk, cursor)
            yield from found.claims
            cursor = found.next
            if cursor is None:
                return

    def count(self, query: Query, most: int | None = None) -> int:
        """How many claims answer; with `most`, none are looked for beyond so many."""
        with self._opened() as (connection, at):
            answers = keys(self._search(connection, query, at)).limit(most).subquery()
            return connection.execute(select(func.count()).select_from(answers)).scalar_one()

    def claim(self, uid: str) -> StoredClaim | None:
        """The claim of a content id, rejected or not; None where no current coding holds it."""
        with self._opened() as (connection, at):
            return whole.claim(connection, uid, at)

    def claim_ids(self) -> tuple[str, ...]:
        """The ids of all claims that current codings hold, rejected or not, for "did you mean"."""
        with self._opened() as (connection, at):
            return tuple(connection.execute(select(tables.claim.c.uid).where(visible(at, rejected=True)).distinct()).scalars())

    def of_article(self, uid: str) -> tuple[StoredClaim, ...]:
        """The claims of an article, in the order in which they were learned; rejected ones left out."""
        with self._opened() as (connection, at):
            return tuple(whole.of_article(connection, uid, at))

    def article(self, uid: str) -> StoredArticle | None:
        with self._opened() as (connection, at):
            return whole.article(connection, uid, at)

    def page(self, uid: str) -> tuple[StoredArticle, Capture] | None:
        """An article with its page, as it was first met."""
        with self._opened() as (connection, at):
            return whole.page(connection, uid, at)

    def articles(self, chunk: int = 500) -> Iterator[StoredArticle]:
        """All articles, in the order in which they were first met."""
        last = 0
        while True:
            with self._opened() as (connection, at):
                chosen = whole.latest().where(tables.article.c.id > last).order_by(tables.article.c.id).limit(chunk)
                rows = connection.execute(chosen.with_only_columns(tables.article.c.id), at.given).scalars().all()
                found = list(whole.articles(connection, whole.latest().where(tables.article.c.id.in_(rows)).order_by(tables.article.c.id), at))
            yield from found
            if len(rows) < chunk:
                return
            last = rows[-1]

    def newest(self, limit: int) -> tuple[StoredArticle, ...]:
        """The articles of the latest codings, the latest first; dropped pages left out."""
        with self._opened() as (connection, at):
            chosen = whole.latest().where(tables.coding.c.reason.is_(None)).order_by(tables.coding.c.id.desc()).limit(limit)
            return tuple(whole.articles(connection, chosen, at))

    def extent(self) -> Extent:
        """How much the ledger holds, and of which days: rejected claims and dropped pages left out."""
        with self._opened() as (connection, at):
            latest = whole.latest().with_only_columns(tables.coding.c.outlet, tables.coding.c.published_start, tables.coding.c.published_end)
            held = latest.where(tables.coding.c.reason.is_(None)).subquery()
            days = (func.min(func.nullif(held.c.published_start, "")), func.max(func.nullif(held.c.published_end, "")))
            outlets = func.count(func.distinct(func.nullif(held.c.outlet, "")))
            row = connection.execute(select(func.count(), outlets, *days).select_from(held), at.given).one()
        return Extent(row[0], self.count(Query()), row[1], row[2], row[3])

    def capture(self, uid: str) -> Capture | None:
        """The page of an article, as it was first met."""
        with self._opened() as (connection, _):
            return whole.capture(connection, uid)

    def coding(self, *, article: str = "", claim: str = "") -> int:
        """The key of the last coding of an article, or of any article that has a claim; 0 for none. What they say changes with it, or is judged."""
        with self._opened() as (connection, at):
            made = _codings_of("article" if article else "claim")
            return int(connection.execute(made, {"uid": cell(article or claim), "last": at.coding}).scalar_one())

    def more_than(self, claims: int) -> bool:
        """Whether the ledger has more rows of claims than so many, superseded ones too: told by their keys, at once."""
        with self._opened() as (connection, _):
            return connection.execute(select(tables.claim.c.id).where(tables.claim.c.id > claims).limit(1)).first() is not None

    def judgements(self, kinds: Iterable[JudgementKind]) -> tuple[Judgement, ...]:
        """The standing judgements of some kinds, in the order in which they were made."""
        with self._opened() as (connection, at):
            return tuple(judgements.of_kinds(connection, kinds, at.judgement))

    def claim_pairs(self) -> tuple[pairs.Pair, ...]:
        """The standing judgements on pairs of claims, in the order in which they were made, with the claims to which they go."""
        with self._opened() as (connection, at):
            return tuple(pairs.pairs(connection, at.coding, at.judgement))

    def history(self, *subjects: str) -> tuple[Judgement, ...]:
        """All judgements ever made on some subjects, superseded ones too, in the order in which they were made."""
        with self._opened() as (connection, at):
            if not at.judgement:
                return ()
            asked = {"subjects": [cell(one) for one in subjects], "last": at.judgement}
            return tuple(map(judgements.judgement_of, connection.execute(_made(), asked)))

    def alike(self, name: str) -> tuple[str, ...]:
        """A name or id with all that reviewers have merged with it, folded."""
        with self._opened() as (connection, at):
            return _merged(connection, at)(name)

    def named(self, name: str) -> bool:
        """Whether a side or witness in the ledger has this name or id, in any spelling that folds alike."""
        party = tables.claim_party.c
        with self._opened() as (connection, _):
            found = connection.execute(select(party.claim).where(party.folded == cell(fold(name))).limit(1)).first()
            return found is not None or connection.execute(select(party.claim).where(party.actor == cell(name)).limit(1)).first() is not None

    def names(self) -> tuple[str, ...]:
        """Every name and id of a side or witness in the ledger, for "did you mean"; of spellings that fold alike one."""
        with self._opened() as (connection, _):
            return tuple(sorted({one for made in _names() for one in connection.execute(made).scalars() if one}))

    def publishes(self, outlet: str) -> bool:
        """Whether an article in the ledger is from this outlet, in any spelling that folds alike: by the index where it has a claim."""
        if self.count(Query(outlets=(outlet,), rejected=True), most=1):
            return True
        coding = tables.coding.c
        with self._opened() as (connection, _):
            return connection.execute(select(coding.id).where(coding.outlet_folded == cell(fold(outlet))).limit(1)).first() is not None

    def outlets(self) -> tuple[str, ...]:
        """Every outlet of an article in the ledger, for "did you mean"."""
        with self._opened() as (connection, _):
            return tuple(sorted(name for name in connection.execute(select(tables.coding.c.outlet).distinct()).scalars() if name))

    @contextmanager
    def _opened(self) -> Iterator[tuple[Connection, Horizon]]:
        if self.held is not None:
            yield self.held, self.pinned or horizon(self.held, self.instant)
            return
        with reading(self.engine) as connection:
            yield connection, self.pinned or horizon(connection, self.instant)

    def _search(self, connection: Connection, query: Query, at: Horizon) -> Search:
        return ready(query, at, self.engine.dialect.name, _merged(connection, at))


class _merged:  # noqa: N801 - used as a function
    """Gives for a name all that stand for the same actor by reviewers' merges."""

    def __init__(self, connection: Connection, at: Horizon) -> None:
        self._connection, self._at = connection, at

    @cached_property
    def _together(self) -> dict[str, frozenset[str]]:
        """Read when a name is first asked for: most queries name nobody."""
        together: dict[str, frozenset[str]] = {}
        for one in judgements.of_kinds(self._connection, ("merge",), self._at.judgement):
            names = [fold(str(one.body[end])) for end in ("first", "second")]
            both = frozenset().union(*(together.get(name, frozenset((name,))) for name in names))
            together |= dict.fromkeys(both, both)
        return together

    def __call__(self, name: str) -> tuple[str, ...]:
        folded = fold(name)
        return tuple(sorted(self._together.get(folded, frozenset((folded,)))))


@cache
def _made() -> Select[Any]:
    """Judgements on `subjects` up to the key `last`."""
    judgement = tables.judgement
    made = judgement.c.subject.in_(bindparam("subjects", expanding=True)), judgement.c.id <= bindparam("last")
    return select(judgement).where(*made).order_by(judgement.c.id)


@cache
def _codings_of(kind: str) -> Select[Any]:
    """The last coding, up to the key `last`, of the article `uid` or of those with the claim `uid`."""
    article, claim, coding = tables.article.c, tables.claim.c, tables.coding.c
    own = select(article.id).where(article.uid == bindparam("uid"))
    if kind == "claim":
        own = select(claim.article).where(claim.uid == bindparam("uid"))
    return select(func.coalesce(func.max(coding.id), 0)).where(coding.article.in_(own), coding.id <= bindparam("last"))


@cache
def _names() -> tuple[Select[Any], ...]:
    """Names and ids, each found in the index after the one before it: few people stand in millions of claims."""
    party = tables.claim_party.c
    found = []
    for column in (party.folded, party.actor):
        first = select(func.min(column).label("key")).where(column != "").cte(recursive=True)
        each = first.union_all(select(select(func.min(column)).where(column > first.c.key).scalar_subquery()).where(first.c.key.is_not(None)))
        name = select(party.name).where(party.folded == each.c.key).limit(1).scalar_subquery()
        found.append(select(name if column is party.folded else each.c.key).where(each.c.key.is_not(None)))
    return tuple(found)
