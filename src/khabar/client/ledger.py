"""The ledger from Python: each question of the command line is a method, each answer a series of frozen records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import islice
from typing import Unpack

from khabar.client import actors as who
from khabar.client import articles as article_forms
from khabar.client import asking, judgements, relations
from khabar.client import contradictions as conflicts
from khabar.client import copies as reprints
from khabar.client import occurrences as happenings
from khabar.client import predictions as foretelling
from khabar.client.answer import Answer
from khabar.client.asking import Filters
from khabar.client.claims import STORED
from khabar.client.names import missing
from khabar.client.occurrences import Whole, answering
from khabar.client.standings import Standings
from khabar.corroboration.standing import Standing
from khabar.corroboration.summary import Summary, summary
from khabar.ledger.engine import LedgerError
from khabar.ledger.naming import named
from khabar.ledger.query import Order, Query
from khabar.ledger.reader import Reader, open_ledger
from khabar.ledger.stored import Judgement, StoredArticle, StoredClaim
from khabar.records.claim import Status
from khabar.records.relation import Edge, Period, Scope


def opened(db: str, as_of: str | None = None) -> Ledger:
    """The ledger at a path or URL, as it stands or stood at a day or instant. Raises LedgerError where there is none."""
    return Ledger(open_ledger(db).as_of(as_of))


@dataclass(frozen=True)
class Ledger:
    """Each answer sees one state of the ledger. Methods raise LedgerError for what cannot be answered; of it, UnknownError for what is not there."""

    reader: Reader
    corroborate: Callable[[Reader], Standing] = field(default_factory=lambda: Standings().of, repr=False, compare=False)
    """What a pinned reader sees, corroborated: kept in memory, since it is dear."""

    def as_of(self, when: str | None) -> Ledger:
        """The ledger as it stood at the end of a day (UTC) or at an instant; None: as it stands."""
        return replace(self, reader=self.reader.as_of(when))

    def close(self) -> None:
        self.reader.engine.dispose()

    def claims(
        self, *, order: Order = "learned", newest_first: bool = True, limit: int | None = None, **filters: Unpack[Filters]
    ) -> Answer[StoredClaim]:
        """The claims that answer all filters; of several values of one filter, any of them."""
        found = self.reader.pin()
        return _claims(found, asking.query(found, filters, order, newest_first=newest_first), limit)

    def dyad(self, first: str, second: str, *, limit: int | None = None, **filters: Unpack[Filters]) -> Answer[StoredClaim]:
        """The claims between two actors, in either direction, by the event's time, the oldest first."""
        filters["between"] = (first, second)
        return self.claims(order="event", newest_first=False, limit=limit, **filters)

    def actor(self, who: str, *, limit: int | None = None, **filters: Unpack[Filters]) -> Answer[StoredClaim]:
        """The claims in which an actor stands on either side."""
        found = self.reader.pin()
        asked = asking.query(found, filters)
        return _claims(found, replace(asked, parties=(*asked.parties, named(found, who))), limit)

    def claim(self, claim: str) -> StoredClaim:
        """The claim of an id, rejected or not."""
        found = self.reader.claim(claim)
        if found is None:
            raise missing("claim", claim, ())
        return found

    def articles(self) -> Answer[StoredArticle]:
        """All articles, in the order in which they were first met; pages that were dropped too."""
        found = self.reader.pin()
        return Answer(article_forms.FORM, found.articles)

    def article(self, article: str) -> article_forms.Held:
        """The article of an id, with its text, claims and copies."""
        found = self.reader.pin()
        stored = found.article(article)
        if stored is None:
            raise missing("article", article, (one.id for one in found.articles()))
        return article_forms.Held(stored, found)

    def copies(self, article: str | None = None) -> Answer[reprints.Pair]:
        """The pairs of articles that share passages: of one article, or all."""
        found = self.reader.pin()
        return self.article(article).copies if article is not None else Answer(reprints.FORM, lambda: reprints.pairs(found))

    def occurrences(self, *, disputed: bool = False, newest_first: bool = True, **filters: Unpack[Filters]) -> Answer[Summary]:
        """The occurrences of which a claim answers, by their day; with `disputed` only those in conflict, the most disputed first."""
        found, held, query = self._standing(filters)

        def rows() -> list[Summary]:
            every = (summary(held, one) for one in happenings.chosen(held, answering(found, query)))
            return happenings.ordered(every, disputed=disputed, newest_first=newest_first)

        return Answer(happenings.FORM, rows)

    def occurrence(self, occurrence: str) -> Whole:
        """The occurrence of an id, its own or a claim's, with its claims, witnesses and contradictions."""
        found, held, _ = self._standing({})
        one = happenings.named(held, occurrence)
        if one is None:
            raise missing("occurrence", occurrence, [*(each.id for each in held.occurrences), *held.occurrence_of])
        return Whole(one, held, found)

    def contradictions(self, **filters: Unpack[Filters]) -> Answer[conflicts.Pair]:
        """The pairs of claims of one occurrence that cannot both hold, of which one answers. Which of them holds is never said."""
        found, held, query = self._standing(filters)
        return Answer(conflicts.FORM, lambda: conflicts.pairs(held, answering(found, query)))

    def predictions(
        self, *, state: foretelling.State | None = None, on: str | None = None, newest_first: bool = True, **filters: Unpack[Filters]
    ) -> Answer[foretelling.Foretold]:
        """The predictions that answer, by the day on which they were said, judged by what was published up to an ISO day (default: today)."""
        found, held, query = self._standing(filters)
        day = day_of(on, found)

        def rows() -> list[foretelling.Foretold]:
            every = foretelling.foretold(held, found, day, answering(found, query))
            kept = foretelling.in_state(every, state) if state else every
            return kept[::-1] if newest_first else kept

        return Answer(foretelling.FORM, rows)

    def records(self, *, speaker: str | None = None, on: str | None = None) -> Answer[foretelling.Kept]:
        """Speakers' records: how many predictions each made, and what came of them; of one speaker, or all."""
        found, held, _ = self._standing({})
        day, name = day_of(on, found), named(found, speaker) if speaker is not None else None

        def rows() -> list[foretelling.Kept]:
            every = foretelling.foretold(held, found, day)
            return foretelling.kept(foretelling.by_speaker(every, held, name) if name is not None else every, held)

        return Answer(foretelling.RECORDS, rows)

    def relation(
        self, first: str, second: str, *, by: Period = "month", scope: Scope | None = None, status: asking.Some = (), on: str | None = None
    ) -> Answer[relations.Row]:
        """What is claimed between two actors, by month or week, weighted by witnesses and not by pages."""
        found, held, query = self._standing({"status": status})
        keys = (named(found, first), named(found, second))
        wanted = relations.Wanted(scope or Scope(), by, query.statuses, day_of(on, found) if on else None)
        return Answer(relations.FORM, relations.relation(held, keys, wanted).rows)

    def network(self, *, on: str | None = None, days: int = 90, status: Status = "occurred") -> Answer[Edge]:
        """Who is said to deal with whom in so many days up to an ISO day (default: today)."""
        found, held, _ = self._standing({"status": status})
        day = day_of(on, found)
        return Answer(relations.LINKS, lambda: relations.network(held, day, days, status).edges)

    def actors(self) -> Answer[who.Party]:
        """Everybody who stands on a side or speaks, with the numbers of claims; actors that reviewers merged are one."""
        _, held, _ = self._standing({})
        return Answer(who.PARTIES, lambda: who.parties(held))

    def outlets(self) -> Answer[who.Outlet]:
        """Who published, how many articles and reprints, and whom they quote."""
        _, held, _ = self._standing({})
        return Answer(who.OUTLETS, lambda: who.outlets(held))

    def places(self) -> Answer[who.Spot]:
        """Where events are said to have taken place."""
        _, held, _ = self._standing({})
        return Answer(who.PLACES, lambda: who.places(held))

    def history(self, claim: str) -> Answer[Judgement]:
        """All that was ever judged of a claim and, where it predicts, of its outcome, the oldest first."""
        found = self.reader.pin()
        return Answer(judgements.FORM, lambda: judgements.of_claim(found, claim))

    def corroborated(self) -> tuple[Reader, Standing]:
        """A pinned reader, and what it sees, corroborated."""
        found = self.reader.pin()
        return found, self.corroborate(found)

    def _standing(self, filters: Filters) -> tuple[Reader, Standing, Query]:
        found, held = self.corroborated()
        return found, held, asking.query(found, filters)


def day_of(on: str | None, found: Reader) -> str:
    """An ISO day as it is, or that of the reader's instant, or today's. Raises LedgerError for what is no day."""
    try:
        return date.fromisoformat(on).isoformat() if on else (found.instant or datetime.now(UTC).isoformat())[:10]
    except ValueError as error:
        raise LedgerError(f"{on!r} is no day", "write it as 2015-06-02") from error


def _claims(found: Reader, query: Query, limit: int | None) -> Answer[StoredClaim]:
    return Answer(STORED, lambda: islice(found.every(query), limit))
