"""An occurrence: claims that speak of one happening, with the features that say so."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.records.article import Published
from khabar.records.claim import Claim


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what of its article corroboration needs: the article's key, the outlet's name, and when it was published."""

    claim: Claim
    article: str
    outlet: str | None
    published: Published | None


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for or against two claims being of one happening: `value` 0 to 1, and the sentence that explains it."""

    name: str
    value: float
    why: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two claims by id, `first` < `second`; `score` is the calibrated probability (0 to 1) that they are of one happening."""

    first: str
    second: str
    features: tuple[Feature, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Claims of one happening. `id` is a hash of the founding claim's id: the one published first, of those the one of the least id.

    `claims` are ids of claims, founding claim first, then in the order of publication and id.
    """

    id: str
    claims: tuple[str, ...]
