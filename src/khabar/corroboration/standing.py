"""What a ledger holds at an instant, corroborated: claims, copies between articles, occurrences, witnesses, contradictions.

It is a function of the codings and judgements that the reader sees; neither the order in which pages were added nor their batches change it.
Where all claims are too many to wait for, `excerpt` corroborates some of them by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from khabar.corroboration.contradictions import contradictions, number
from khabar.corroboration.lineage import taken
from khabar.corroboration.memory import Memory
from khabar.corroboration.occurrences import Grouping
from khabar.corroboration.reprints import Reprints, among, reprints
from khabar.corroboration.rulings import KINDS, Rulings, rulings
from khabar.corroboration.witnesses import witnesses
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.stored import StoredArticle, StoredClaim
from khabar.records.contradiction import Contradiction
from khabar.records.copy import Reuse
from khabar.records.occurrence import Likeness, Occurrence, Told
from khabar.records.witness import Witnesses


@dataclass(frozen=True)
class Standing:
    """A ledger at an instant, corroborated. Articles and claims are named by their ids in the ledger."""

    told: Mapping[str, Told]
    """Every claim that holds, corrections applied and rejected ones left out, with its article; actors that reviewers merged under one id."""
    articles: Mapping[str, StoredArticle]
    """In the order in which they were first met; dropped pages left out."""
    rulings: Rulings
    reprinted: Callable[[], Reprints]
    """Tells which articles share passages, when that is first asked for."""
    grouped: Callable[[], tuple[Occurrence, ...]]
    """Tells the occurrences, likewise."""

    @cached_property
    def _reprints(self) -> Reprints:
        return self.reprinted()

    @property
    def reuses(self) -> tuple[Reuse, ...]:
        """All pairs of articles that share passages, by ids."""
        return self._reprints.reuses

    @cached_property
    def copies(self) -> Mapping[str, str]:
        """Article → the one that it reprints; claim → the article from which its sentence was taken, where an article took single passages."""
        found = self._reprints
        days = {key: one.article.published.start for key, one in self.articles.items() if one.article and one.article.published}
        return {**found.copies, **taken((one for one in self.told.values() if one.article not in found.copies), found.reuses, days)}

    @cached_property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """In the order of their ids; every claim is in exactly one."""
        return self.grouped()

    @cached_property
    def occurrence_of(self) -> Mapping[str, Occurrence]:
        """By the id of a claim."""
        return {claim: one for one in self.occurrences for claim in one.claims}

    def claims(self, occurrence: Occurrence) -> list[Told]:
        return [self.told[claim] for claim in occurrence.claims]

    def witnesses(self, occurrence: Occurrence) -> tuple[Witnesses, ...]:
        return witnesses(self.claims(occurrence), self.copies)

    def contradictions(self, occurrence: Occurrence) -> tuple[Contradiction, ...]:
        """The first of them where there are very many, see `contradictions.FIRST`."""
        return contradictions(self.claims(occurrence), self.copies, self.rulings.apart)

    def conflicts(self, occurrence: Occurrence) -> int:
        """How many contradictions there are."""
        return number(self.claims(occurrence), self.copies, self.rulings.apart)

    def explain(self, first: str, second: str) -> Likeness:
        """Why two claims are, or are not, of one occurrence: the table of their features. Raises KeyError for an id that does not stand."""
        return Grouping((self.told[first], self.told[second]), apart=self.rulings.apart).explain(first, second)


def standing(reader: Reader) -> Standing:
    """The ledger as the reader sees it. Raises LedgerError where the database fails.

    What was worked out before is remembered (`memory`), so that a second answer, or one after a few more pages, costs little.
    """
    pinned = reader.pin()
    held = rulings(pinned.judgements(KINDS), pinned.claim_pairs())
    articles = {one.id: one for one in pinned.articles() if one.article is not None}
    told = _told(pinned.every(Query(newest_first=False)), articles, held)
    found, grouped = reprints(pinned), _occurrences(pinned, told, held)
    return Standing(told, articles, held, lambda: found, lambda: grouped)


def excerpt(reader: Reader, claims: Sequence[StoredClaim]) -> Standing:
    """Some claims that a pinned reader sees, with their articles in that order, as if the ledger held nothing else.

    Copies and occurrences are worked out when they are first asked for, since many answers do without. Nothing is remembered of them.
    """
    held = rulings(reader.judgements(KINDS), reader.claim_pairs())
    articles = {one.id: one for key in dict.fromkeys(claim.article for claim in claims) if (one := reader.article(key)) is not None}
    told = _told(claims, articles, held)

    def grouped() -> tuple[Occurrence, ...]:
        return Grouping(told.values(), held.ties, held.apart).occurrences()

    return Standing(told, articles, held, lambda: among(reader, articles.values()), grouped)


def _occurrences(pinned: Reader, told: Mapping[str, Told], held: Rulings) -> tuple[Occurrence, ...]:
    memory = Memory(pinned)
    known = memory.whole("occurrences", pinned.mark)
    if known is not None:
        return tuple(Occurrence(one["id"], tuple(one["claims"])) for one in known)
    digests = {key: memory.digest(one) for key, one in told.items()}
    grouping = Grouping(told.values(), held.ties, held.apart, memory.scored(digests, held.apart))
    found = grouping.occurrences()
    memory.add_whole("occurrences", pinned.mark, found)
    memory.add_scored(pinned.mark, grouping.scored(), digests, held.apart)
    memory.keep()
    return found


def _told(claims: Iterable[StoredClaim], articles: Mapping[str, StoredArticle], held: Rulings) -> dict[str, Told]:
    """Claims by id, sorted. A claim that two captures of one page carry is told by the article published first, of equals of the least id."""
    found: dict[str, Told] = {}
    for one in claims:
        article = articles[one.article].article
        assert article is not None
        told = held.read(Told(one.claim, one.article, one.outlet, article.published))
        if one.id not in found or _age(told) < _age(found[one.id]):
            found[one.id] = told
    return {claim: found[claim] for claim in sorted(found)}


def _age(told: Told) -> tuple[str, str]:
    return told.published.start if told.published else "9999", told.article
