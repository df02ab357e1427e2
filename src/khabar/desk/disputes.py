"""The occurrences of which claims contradict each other, the most disputed first."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.corroboration.standing import Standing
from khabar.corroboration.summary import Summary, summary
from khabar.ledger.words import sentence


@dataclass(frozen=True, slots=True)
class Disputed:
    """An occurrence with the sentence that told of it first."""

    summary: Summary
    sentence: str


def disputed(held: Standing, most: int) -> tuple[Disputed, ...]:
    """At most so many occurrences that have conflicts: by how many, of equals the newest first."""
    conflicts = {one.id: held.conflicts(one) for one in held.occurrences if len(one.claims) > 1}
    ranked = sorted((one for one in held.occurrences if conflicts.get(one.id)), key=lambda one: (-conflicts[one.id], one.id))
    found = [summary(held, one) for one in ranked[:most]]
    found.sort(key=lambda one: one.day or "", reverse=True)
    found.sort(key=lambda one: -one.conflicts)
    return tuple(Disputed(one, _sentence(held, one)) for one in found)


def _sentence(held: Standing, one: Summary) -> str:
    return sentence(one.earliest.claim.quote.text, held.articles[one.earliest.article].media)
