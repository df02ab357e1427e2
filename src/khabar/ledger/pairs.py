"""Finds the claims of judgements on pairs of claims (`same`, `different`) in the codings that hold: by id, else by content.

An end whose id is gone goes to a claim of its article as judgements on claims do (`attach.like`), but never to the claim at the other end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from khabar.ledger import judgements, tables
from khabar.ledger.attach import Rows, like
from khabar.ledger.codec import cell, claim_of
from khabar.ledger.stored import Judgement, JudgementKind
from khabar.records.claim import Claim

KINDS: tuple[JudgementKind, ...] = ("same", "different")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Pair:
    """A judgement with the claims to which it goes now; the old id where no claim fits."""

    made: Judgement
    first: str
    second: str
    lost: bool
    """Whether an end fits no claim, or both fit only one."""

    @property
    def ends(self) -> frozenset[str]:
        return frozenset((self.first, self.second))


def pairs(connection: Connection, coding: int = judgements.FOREVER, judgement: int = judgements.FOREVER) -> list[Pair]:
    """All standing judgements on pairs of claims, in the order in which they were made; no coding and no judgement beyond these keys."""
    made = list(judgements.of_kinds(connection, KINDS, judgement))
    return found(made, coded(connection, {end["article"] for one in made for end in one.body.get("ends", ())}, coding))


def found(made: Sequence[Judgement], by_article: Mapping[str, Rows]) -> list[Pair]:
    """The same from the coder's own claims of the articles that the judgements name."""
    held = {article: {claim.id for _, claim in rows} for article, rows in by_article.items()}
    ends = [end for one in made for end in one.body.get("ends", ())]
    named = {end["claim"] for end in ends if end["claim"] in held.get(end["article"], ())}
    last = {article: sorted(rows, key=lambda row: row[1].id in named) for article, rows in by_article.items()}
    return [_pair(one, last, named) for one in made]


def _pair(made: Judgement, by_article: Mapping[str, Rows], named: Collection[str]) -> Pair:
    """`by_article` with the claims that are `named` by some end after the others: of claims equally like, those come last."""
    old = [str(made.body["first"]), str(made.body["second"])]
    if "ends" not in made.body:  # made before ends were kept: they go by their ids
        return Pair(made, old[0], old[1], lost=False)
    now = [claim if claim in named else None for claim in old]
    for at, end in enumerate(made.body["ends"]):
        if now[at] is None:
            rows = [row for row in by_article.get(end["article"], ()) if row[1].id != now[1 - at]]
            now[at] = next((claim.id for _, claim in like(end, rows)), None)
    first, second = (new or was for new, was in zip(now, old, strict=True))
    return Pair(made, first, second, lost=None in now)


def about(claim: Claim, article: str) -> dict[str, Any]:
    """What a judgement remembers of a claim, to find it again after a recoding."""
    return {
        "article": article, "claim": claim.id, "type": claim.event.type,
        "quote": [claim.quote.start, claim.quote.end], "cue": [claim.event.cue.start, claim.event.cue.end],
    }  # fmt: skip


def coded(connection: Connection, articles: Collection[str], last: int = judgements.FOREVER) -> dict[str, Rows]:
    """The coder's own claims of some articles, as the latest codings up to a key hold them, in the order of their rows."""
    claim, newer, wanted = tables.claim.c, tables.coding.alias(), sorted(map(cell, articles))
    latest = select(func.max(newer.c.id)).where(newer.c.article == claim.article, newer.c.id <= last).scalar_subquery()
    joined = tables.claim.join(tables.claim_record).join(tables.article, tables.article.c.id == claim.article)
    chosen = select(tables.article.c.uid, claim.id, tables.claim_record.c.record).select_from(joined)
    chosen = chosen.where(claim.correction.is_(None), claim.coding == latest).order_by(claim.id)
    rows: dict[str, list[tuple[int, Claim]]] = defaultdict(list)
    for at in range(0, len(wanted), _AT_ONCE):
        for row in connection.execute(chosen.where(tables.article.c.uid.in_(wanted[at : at + _AT_ONCE]))):
            rows[row.uid].append((row.id, claim_of(row.record)))
    return dict(rows)
