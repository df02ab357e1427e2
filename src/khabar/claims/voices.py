"""Who may be the speaker of a claim: candidates, where they stand, and a table of what speaks for each.

A log-linear choice among the mentions near a cue and nobody: each sign of a candidate (`claims.hearing`) adds its weight, `weights/voices.tsv`
(`choice, sign, weight`), and the one with the largest sum is heard; then in the same way who quotes him, until nobody does. `python -m
training.voices` fits the table on the corpus but for its held-out tenth.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from khabar.arabic.folding import fold
from khabar.claims.packaged import rows
from khabar.claims.reading import Draft, Party
from khabar.claims.reporting import Report, Told
from khabar.records.spans import Span

SPEAKERS = ("PER", "ORG", "NOM", "GPE")
CHOICES = ("nearest", "further")
"""Who is heard first, and who quotes him."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A party, or nobody; `chance` is the model's that it speaks, None where the judge did not see it."""

    party: Party | None
    chance: float | None
    how: str
    """`mention`, `noun` (a witness without a mention), `heading`, `holder` (who had the floor before) or `nobody`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a draft stands: the sentences with their reports, who had the floor, what the model says in drafts near by."""

    told: Sequence[Told]
    sentence: int
    cue: int
    """The first word of the cue, by its number in the sentence."""
    holders: Sequence[Party]
    """Whoever spoke before, latest first."""
    beside: Sequence[Draft]
    """The other drafts of the sentence."""
    said: Mapping[Span, float]
    """How surely the model hears a mention in the other drafts of the sentence."""
    said_before: Mapping[Span, float]
    """The same in the drafts of the sentences before."""
    best: float
    """The largest chance that the model gives anybody."""
    before: Sequence[Report]
    """The reports before the cue."""
    ruling: Sequence[Report]
    """Those of them that open what the cue tells, the last one nearest."""

    @property
    def own(self) -> Told:
        return self.told[self.sentence]

    @property
    def holder(self) -> Party | None:
        return self.holders[0] if self.holders else None


def governs(report: Report, cue: int) -> bool:
    """Whether what the report opens holds the character `cue`."""
    return report.at.end <= report.content <= cue or (report.opens and report.at.end <= cue)


class Table:
    """Sign → weight, for each of the choices."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]]) -> None:
        self._weights = weights

    def score(self, choice: str, found: Sequence[str]) -> float:
        weights = self._weights[choice]
        return sum(weights[sign] for sign in found if sign in weights)

    def strongest(self, choice: str, found: Sequence[str], count: int = 3) -> list[tuple[str, float]]:
        """The signs that speak loudest for a candidate, with their weights."""
        heard = [(sign, weight) for sign in found if (weight := self._weights[choice].get(sign, 0.0)) > 0]
        return sorted(heard, key=lambda one: (-one[1], one[0]))[:count]


@cache
def load() -> Table:
    """The packaged table, once a process. Raises FileNotFoundError where the package lacks it."""
    weights: dict[str, dict[str, float]] = {choice: {} for choice in CHOICES}
    for choice, sign, weight in rows("voices.tsv"):
        weights[choice][sign] = float(weight)
    return Table(weights)


def left(candidates: Sequence[Candidate], nearer: Sequence[Party]) -> list[Candidate]:
    """Nobody, and those who are not yet in the chain under these or other words."""
    return [c for c in candidates if c.party is None or not any(alike(c.party, one) for one in nearer)]


def alike(a: Party, b: Party) -> bool:
    """Whether two mentions overlap, or one has the words of the other: «المصدر», «مصدر عسكري»."""
    if a.quote.span.overlaps(b.quote.span):
        return True
    few, many = sorted(([w.removeprefix("ال") for w in fold(p.words).split()] for p in (a, b)), key=len)
    return bool(few) and any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))
