"""Judgements as they are made and kept, and the runs of what wrote."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from khabar.desk.api import patterns
from khabar.desk.api.models import examples
from khabar.desk.api.models.base import Instant, Shape
from khabar.desk.api.parameters import Id, Status, Type
from khabar.ledger.stored import JudgementKind, OutcomeVerdict

Reason = Annotated[str, StringConstraints(pattern=patterns.INKED, min_length=1, max_length=2000)]
Reviewer = Annotated[str, StringConstraints(pattern=patterns.INKED, min_length=1, max_length=200)]
Words = Annotated[str, StringConstraints(max_length=500)]
Name = Annotated[str, StringConstraints(pattern=patterns.LETTER, min_length=1, max_length=200)]


class Made(Shape):
    """What every judgement has."""

    reason: Reason = Field(description="Why; it is kept.")
    reviewer: Reviewer | None = Field(default=None, description="Who judges; without it, who runs the desk.")


class OfClaim(Made):
    claim: Id = Field(description="Id of the claim.")


class Accept(OfClaim):
    """Marks the claim; takes back a rejection or correction."""

    kind: Literal["accept"]


class Reject(OfClaim):
    """Leaves the claim out of all answers, unless `all` is asked for."""

    kind: Literal["reject"]


class Fields(Shape):
    """The fields to correct, in the form of `khabar review --field`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"minProperties": 1})

    type: Type | None = None
    mode: Words | None = None
    status: Status | None = None
    actor: Words | None = None
    recipient: Words | None = None
    by: Words | None = None
    time: Words | None = None
    place: Words | None = None
    condition: Words | None = None
    cue: Words | None = None
    contexts: Words | None = None

    @model_validator(mode="after")
    def _named(self) -> Fields:
        if not self.model_fields_set:
            raise ValueError("a correction names at least one field")
        return self


class Correct(OfClaim):
    """Puts values in the place of the coder's; both are shown. Words of actors, speakers and cue must stand on the page."""

    kind: Literal["correct"]
    fields: Fields


class OfActors(Made):
    first: Name = Field(description="A name or id.")
    second: Name = Field(description="Another name or id.")


class Merge(OfActors):
    """Two names stand for one actor."""

    kind: Literal["merge"]


class Split(OfActors):
    """Two names stand for two actors."""

    kind: Literal["split"]


class OfClaims(Made):
    first: Id = Field(description="A claim.")
    second: Id = Field(description="Another claim.")


class Same(OfClaims):
    """Two claims speak of one occurrence."""

    kind: Literal["same"]


class Different(OfClaims):
    """Two claims speak of two occurrences."""

    kind: Literal["different"]


class Outcome(OfClaim):
    """What came of a prediction; `by-rule` leaves it to the rule again."""

    kind: Literal["outcome"]
    verdict: OutcomeVerdict


NewJudgement = Annotated[Accept | Reject | Correct | Merge | Split | Same | Different | Outcome, Field(discriminator="kind")]


class Judgement(Shape):
    """A judgement as the ledger keeps it. `body` holds what its kind needs."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.JUDGEMENT]})

    id: int
    kind: JudgementKind
    subject: str
    reviewer: str
    recorded: Instant
    reason: str
    body: dict[str, Any]


class Fault(Shape):
    source: str
    place: str
    reason: str
    mend: str


class Run(Shape):
    """A command that wrote, the latest first: what it counted, and what it could not read. One without an end was killed, or goes on."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [examples.RUN]})

    kind: Literal["run"]
    id: int
    started: Instant
    ended: Instant | None
    version: str
    command: str
    counts: dict[str, int]
    codings: int = Field(description="Pages coded or dropped.")
    dropped: int
    claims: int
    faults: list[Fault]
