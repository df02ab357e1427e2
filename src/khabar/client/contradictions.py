"""Contradictions: pairs of claims of one occurrence that cannot both hold, with both sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from khabar.client.form import Form
from khabar.client.occurrences import chosen
from khabar.corroboration.standing import Standing
from khabar.ledger.words import sentence
from khabar.records.contradiction import Contradiction
from khabar.records.occurrence import Occurrence, Told

_SIDE = ("claim", "status", "by", "outlet", "published", "quote")
COLUMNS = ("occurrence", "conflict", "why", *(f"{side}_{name}" for side in ("first", "second") for name in _SIDE))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that cannot both hold."""

    conflict: Contradiction
    occurrence: Occurrence
    held: Standing

    @property
    def told(self) -> tuple[Told, Told]:
        return self.held.told[self.conflict.first], self.held.told[self.conflict.second]


def pairs(held: Standing, answers: Collection[str] | None) -> Iterator[Pair]:
    """Contradictions of which one of some claims is (None: all), by occurrence."""
    wanted = None if answers is None else frozenset(answers)
    for one in chosen(held, answers):
        for conflict in held.contradictions(one):
            if wanted is None or not wanted.isdisjoint((conflict.first, conflict.second)):
                yield Pair(conflict, one, held)


def record(one: Pair) -> dict[str, Any]:
    sides = {name: dict(zip(_SIDE, side(one, told), strict=True)) for name, told in zip(("first", "second"), one.told, strict=True)}
    return {"kind": "contradiction", "occurrence": one.occurrence.id, "conflict": one.conflict.kind, "why": one.conflict.why, **sides}


def side(one: Pair, told: Told) -> tuple[str | None, ...]:
    """Claim, status, speakers, outlet, day of publication, sentence."""
    return (
        told.claim.id, told.claim.status, " ← ".join(link.name for link in told.claim.attribution if link.kind != "outlet") or None, told.outlet,
        told.published.start if told.published else None, sentence(told.claim.quote.text, one.held.articles[told.article].media),
    )  # fmt: skip


def _row(one: Pair) -> tuple[object, ...]:
    first, second = one.told
    return (one.occurrence.id, one.conflict.kind, one.conflict.why, *side(one, first), *side(one, second))


FORM: Form[Pair] = Form(COLUMNS, record, _row)
