"""Occurrences: which of them claims choose, in which order, and as fields and cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from khabar.client.answer import Answer
from khabar.client.claims import STORED
from khabar.client.form import Form
from khabar.corroboration.standing import Standing
from khabar.corroboration.summary import Summary, summary
from khabar.corroboration.witnesses import ORDER
from khabar.knowledge.occurrences import weights
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.stored import StoredClaim
from khabar.records.contradiction import Contradiction
from khabar.records.occurrence import Feature, Occurrence

COLUMNS = (
    "occurrence", "day", "types", "actors", "recipients", "statuses", "claims", "articles", "copies", "witnesses", "conflicts", "earliest_claim",
    "earliest_article", "earliest_outlet", "earliest_published",
)  # fmt: skip
WHY_COLUMNS = ("feature", "value", "weight", "odds", "why")


def anything(query: Query) -> bool:
    """Whether every claim answers."""
    return query == Query(order=query.order, newest_first=query.newest_first)


def answering(found: Reader, query: Query) -> set[str] | None:
    """Ids of the claims that answer; None for all."""
    return None if anything(query) else {one.id for one in found.every(query)}


def chosen(held: Standing, claims: Collection[str] | None) -> tuple[Occurrence, ...]:
    """The occurrences of which one of some claims is; all for None."""
    if claims is None:
        return held.occurrences
    wanted = {held.occurrence_of[claim].id for claim in claims if claim in held.occurrence_of}
    return tuple(one for one in held.occurrences if one.id in wanted)


def ordered(found: Iterable[Summary], *, disputed: bool, newest_first: bool) -> list[Summary]:
    """By day, the undated last; the disputed ones by conflicts, and no others."""
    kept = [one for one in found if one.conflicts or not disputed]
    kept.sort(key=lambda one: one.id)
    kept.sort(key=lambda one: one.day or "", reverse=newest_first)
    kept.sort(key=lambda one: (-one.conflicts if disputed else 0, one.day is None))
    return kept


def named(held: Standing, written: str) -> Occurrence | None:
    """The occurrence of an id, its own or a claim's."""
    return next((one for one in held.occurrences if one.id == written), held.occurrence_of.get(written))


def claims_of(found: Reader, held: Standing, one: Occurrence) -> list[StoredClaim]:
    """The claims as the ledger holds them, by status and publication; of two captures of one page only the one that counts."""
    wanted = {(claim, held.told[claim].article) for claim in one.claims}
    kept = {c.id: c for c in found.every(Query(ids=one.claims)) if (c.id, c.article) in wanted}
    order = {claim: at for at, claim in enumerate(one.claims)}
    return sorted(kept.values(), key=lambda c: (ORDER.index(c.claim.status), order[c.id]))


def record(one: Summary) -> dict[str, Any]:
    """The row as fields; of the witnesses only how many there are."""
    return {
        "kind": "occurrence", "id": one.id, "day": one.day, "types": one.types, "actors": one.actors, "recipients": one.recipients,
        "statuses": [{"status": status, "claims": count} for status, count in one.statuses],
        "claims": one.claims, "articles": one.articles, "copies": one.copies,
        "witnesses": [{"status": found.status, "least": found.least, "most": found.most} for found in one.witnesses],
        "conflicts": one.conflicts,
        "earliest": {
            "claim": one.earliest.claim.id, "article": one.earliest.article, "outlet": one.earliest.outlet,
            "published": one.earliest.published.start if one.earliest.published else None,
        },
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Whole:
    """One occurrence as a pinned reader sees it."""

    occurrence: Occurrence
    held: Standing
    found: Reader

    @property
    def summary(self) -> Summary:
        return summary(self.held, self.occurrence)

    @property
    def claims(self) -> Answer[StoredClaim]:
        """By status and publication."""
        return Answer(STORED, lambda: claims_of(self.found, self.held, self.occurrence))

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        return self.held.contradictions(self.occurrence)

    def to_dict(self) -> dict[str, Any]:
        """The fields that `khabar occurrence` prints: with the ids of the claims, and the witnesses as a tree."""
        told = record(self.summary)
        told["claim_ids"] = self.occurrence.claims
        told["witnesses"] = [{**asdict(found), "known": found.known} for found in self.held.witnesses(self.occurrence)]
        return told

    def conflicts(self) -> list[dict[str, Any]]:
        """The contradictions as `khabar occurrence` prints them."""
        return [{**asdict(one), "conflict": one.kind, "kind": "contradiction", "occurrence": self.occurrence.id} for one in self.contradictions]


def _row(one: Summary) -> tuple[object, ...]:
    told = one.earliest
    return (
        one.id, one.day, "; ".join(one.types), "; ".join(one.actors), "; ".join(one.recipients), statuses(one, "; "), one.claims, one.articles,
        one.copies, witnesses(one, "; "), one.conflicts, told.claim.id, told.article, told.outlet,
        told.published.start if told.published else None,
    )  # fmt: skip


def statuses(one: Summary, between: str) -> str:
    return between.join(f"{status} {count}" for status, count in one.statuses)


def witnesses(one: Summary, between: str) -> str:
    """How many independent witnesses each status has; a range where unnamed sources leave it unknown."""
    return between.join(f"{found.status} {found.least}" + ("" if found.known else f"–{found.most}") for found in one.witnesses)


def _feature(one: Feature) -> tuple[object, ...]:
    return (one.name, round(one.value, 4), round(weights()[one.name], 4), round(one.value * weights()[one.name], 4) + 0.0, one.why)


FORM: Form[Summary] = Form(COLUMNS, record, _row)
WHY: Form[Feature] = Form(WHY_COLUMNS, lambda one: dict(zip(WHY_COLUMNS, _feature(one), strict=True)), _feature)
