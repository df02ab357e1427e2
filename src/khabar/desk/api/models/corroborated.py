"""What corroboration makes of the claims: occurrences, contradictions, predictions, relations, links."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict

from khabar.desk.api.models import examples
from khabar.desk.api.models.base import ArticleId, ClaimId, Day, Quote, Shape, Status
from khabar.records.claim import LinkKind
from khabar.records.contradiction import ConflictKind
from khabar.records.prediction import Verdict


class Counted(Shape):
    status: Status
    claims: int


class Witnessed(Shape):
    status: Status
    least: int
    most: int


class Earliest(Shape):
    claim: ClaimId
    article: ArticleId
    outlet: str | None
    published: Day | None


class Happening(Shape):
    kind: Literal["occurrence"]
    id: str
    day: Day | None
    types: list[str]
    actors: list[str]
    recipients: list[str]
    statuses: list[Counted]
    claims: int
    articles: int
    copies: int
    conflicts: int
    earliest: Earliest


class Occurrence(Happening):
    """Claims of one happening; its independent witnesses by status, reprints folded."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.OCCURRENCE]})

    witnesses: list[Witnessed]


class Carrier(Shape):
    claim: ClaimId
    article: ArticleId
    through: list[str]
    copy_of: ArticleId | None


class Origin(Shape):
    key: str
    name: str
    kind: LinkKind
    carriers: list[Carrier]


class WitnessTree(Witnessed):
    origins: list[Origin]
    known: bool


class OneOccurrence(Happening):
    """An occurrence with the ids of its claims and its witnesses as a tree."""

    claim_ids: list[ClaimId]
    witnesses: list[WitnessTree]


class Conflict(Shape):
    """A contradiction as it is told with its occurrence."""

    kind: Literal["contradiction"]
    occurrence: str
    conflict: ConflictKind
    why: str
    first: ClaimId
    second: ClaimId
    first_quote: Quote
    second_quote: Quote


class Side(Shape):
    claim: ClaimId
    status: Status
    by: str | None
    outlet: str | None
    published: Day | None
    quote: str


class Contradiction(Shape):
    """Two claims of one occurrence that cannot both hold; which of them does is never said."""

    kind: Literal["contradiction"]
    occurrence: str
    conflict: ConflictKind
    why: str
    first: Side
    second: Side


class Feature(Shape):
    feature: str
    value: float
    weight: float
    odds: float
    why: str


class Likeness(Shape):
    """Why two claims are, or are not, of one occurrence."""

    kind: Literal["likeness"]
    first: ClaimId
    second: ClaimId
    score: float
    bar: float
    together: bool
    features: list[Feature]


class Outcome(Shape):
    verdict: Verdict
    reviewer: str
    reason: str


class Evidence(Shape):
    claim: ClaimId
    holds: bool
    why: str
    outlet: str | None
    published: Day | None
    quote: str


class Prediction(Shape):
    """What a speaker expects, until when, and what the ledger holds of it."""

    kind: Literal["prediction"]
    claim: ClaimId
    article: ArticleId
    speaker: str | None
    speaker_id: str | None
    said: Day | None
    horizon: Day | None
    negative: bool
    verdict: Verdict
    rule: Verdict
    judged: Outcome | None
    evidence: list[Evidence]
    type: str
    actor: list[str]
    recipient: list[str]
    outlet: str | None
    quote: str


class Record(Shape):
    """A speaker's predictions, and what came of them."""

    kind: Literal["record"]
    speaker: str
    speaker_id: str | None
    predictions: int
    open: int
    came_about: int
    did_not: int
    unclear: int
    undecided: int
    claims: list[ClaimId]


class Change(Shape):
    before: float
    after: float
    why: str


class Point(Shape):
    """What is claimed between two actors in one period, of one status and quad class."""

    kind: Literal["relation"]
    first: str
    second: str
    start: Day
    by: Literal["month", "week"]
    status: Status
    quad: str
    occurrences: list[str]
    witnesses: int
    score: float
    claims: list[ClaimId]
    change: Change | None


class Link(Shape):
    """What is claimed between two actors in a stretch of time."""

    kind: Literal["link"]
    first_id: str
    first: str
    second_id: str
    second: str
    quad: str
    occurrences: int
    witnesses: int
    score: float
