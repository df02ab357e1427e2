"""What may be asked: every parameter with its form and bounds. One that a question does not know is refused, so that no slip passes unseen."""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from khabar.client.asking import Filters
from khabar.desk.api import patterns
from khabar.knowledge import plover

PAGE = 50
MOST = 500
"""Items of a page."""
_VALUES = 20
"""Values of one filter."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Id = Annotated[str, StringConstraints(pattern=patterns.ID, min_length=16, max_length=16)]
Stretch = Annotated[str, StringConstraints(pattern=patterns.STRETCH, max_length=24)]
Day = Annotated[str, StringConstraints(pattern=patterns.DAY, min_length=10, max_length=10)]
Status = Literal["occurred", "denied", "proposed", "predicted", "possible", "conditional"]
Type = Annotated[str, Field(json_schema_extra={"enum": list(plover.types())}, max_length=20)]
ItemId = Annotated[Id, Path(description="Its id: 16 hexadecimal digits.")]
ActorName = Annotated[Name, Path(description="A name, in any spelling that folds alike, or an id of the who's who.")]


def _several(told: str, **more: Any) -> Any:
    return Field(default=[], max_length=_VALUES, description=told, **more)


class Asked(BaseModel):
    """Every question can be put to the ledger as it stood."""

    model_config = ConfigDict(extra="forbid")

    as_of: Annotated[str, StringConstraints(pattern=patterns.INSTANT, max_length=32)] | None = Field(
        default=None, description="Answer as the ledger stood at the end of this day (UTC), or at this instant.", examples=["2026-03-01"]
    )


class Paged(Asked):
    limit: int = Field(default=PAGE, ge=1, le=MOST, description="Items of a page at most.")
    cursor: Id | None = Field(default=None, description="`next` of the page before.")


class Numbered(Asked):
    limit: int = Field(default=PAGE, ge=1, le=MOST, description="Items of a page at most.")
    cursor: Annotated[str, StringConstraints(pattern=patterns.NUMBER, max_length=9)] | None = Field(
        default=None, description="`next` of the page before."
    )


class Filtered(Asked):
    """The filters of `khabar claims`. Of several values of one filter, any will do."""

    text: Annotated[str, StringConstraints(pattern=patterns.LETTER, max_length=300)] | None = Field(
        default=None, description='Words that stand in the sentence, "phrases", and beginnings*.', examples=["الهدنة"]
    )
    actor: list[Name] = _several("Who does it.")
    recipient: list[Name] = _several("To whom it is done.")
    party: list[Name] = _several("Who stands on either side.")
    between: list[Name] = Field(default=[], max_length=2, description="Two actors, one on each side or both on one: give it twice, or not at all.")
    speaker: list[Name] = _several("On whose word: a witness other than the outlet.")
    outlet: list[Name] = _several("Who published it.")
    type: list[Type] = _several("PLOVER type.")
    mode: list[Annotated[str, StringConstraints(pattern=patterns.MODE, max_length=40)]] = _several("PLOVER mode, as ASSAULT/aerial.")
    status: list[Status] = _several("Status.")
    place: list[Name] = _several("Where: the words of the page, or a place's id.")
    country: list[Annotated[str, StringConstraints(pattern=patterns.COUNTRY, min_length=3, max_length=3)]] = _several("Where: ISO 3166-1 alpha-3.")
    article: list[Id] = _several("Of this article.")
    happened: Stretch | None = Field(default=None, description="The event's time: 2016, 2016-05, 2016-05-03, 2016..2017, 2016-05.. .")
    published: Stretch | None = Field(default=None, description="Time of publication, likewise.")
    min_confidence: float = Field(default=0.0, ge=0, le=1, description="Lowest score of the coder.")
    exact: bool = Field(default=False, description="Actors themselves, without those who act for them.")
    line: bool = Field(default=False, description="Actors with those that merged into them, and those that they merged into.")
    all: bool = Field(default=False, description="Also claims that a reviewer rejected.")

    def filters(self) -> Filters:
        """As the client takes them. Raises ContradictionError where `between` names one actor alone."""
        given = self.model_dump(include=set(Filters.__annotations__) - {"between", "rejected"}, exclude_none=True)
        return cast(Filters, given | {"between": _pair(self.between), "rejected": self.all})


class ContradictionError(Exception):
    """What is asked is well formed, and contradicts itself; with the mend."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason, mend)
        self.reason, self.mend = reason, mend


def _pair(names: list[str]) -> tuple[str, str] | None:
    if not names:
        return None
    if len(names) != 2:
        raise ContradictionError("`between` names one actor", "name two: between=A&between=B")
    return names[0], names[1]


class Claims(Filtered):
    order: Literal["learned", "published", "event"] = Field(default="learned", description="Sorted by which of the three times.")
    oldest_first: bool = Field(default=False, description="Instead of the newest.")
    limit: int = Field(default=PAGE, ge=1, le=MOST, description="Items of a page at most.")
    cursor: Annotated[str, StringConstraints(pattern=patterns.CLAIMS_CURSOR, max_length=40)] | None = Field(
        default=None, description="`next` of the page before, of the same order."
    )


class Occurrences(Filtered, Paged):
    disputed: bool = Field(default=False, description="Only those in conflict, the most disputed first.")
    oldest_first: bool = Field(default=False, description="Instead of the newest.")


class Contradictions(Filtered, Paged):
    pass


class Predictions(Filtered, Paged):
    state: Literal["open", "due", "settled"] | None = Field(
        default=None, description="Whose horizon lies ahead or is not known; has passed without word; of which the outcome is told."
    )
    on: Day | None = Field(default=None, description="By what was published up to this day; default: that of as_of, else today (UTC).")
    oldest_first: bool = Field(default=False, description="Instead of the newest.")


class Records(Paged):
    speaker: Name | None = Field(default=None, description="Of this speaker alone.")
    on: Day | None = Field(default=None, description="By what was published up to this day; default: that of as_of, else today (UTC).")


class Relation(Paged):
    by: Literal["month", "week"] = Field(default="month", description="The periods; weeks begin on Monday.")
    exact: bool = Field(default=False, description="The two themselves, without those who act for them.")
    descent: bool = Field(default=False, description="Also what merged into them, and what split from them.")
    status: list[Status] = _several("Only these statuses.")
    on: Day | None = Field(default=None, description="By what was published up to this day.")


class Network(Paged):
    on: Day | None = Field(default=None, description="By what was published up to this day; default: that of as_of, else today (UTC).")
    days: int = Field(default=90, ge=1, le=36_525, description="Of events in so many days up to that day.")
    status: Status = Field(default="occurred", description="By claims of this status.")


class Who(Asked):
    on: Day | None = Field(default=None, description="The day on which the name was used.")


class Copies(Paged):
    article: Id | None = Field(default=None, description="Of this article alone.")


class Pair(Asked):
    first: Id = Field(description="A claim.")
    second: Id = Field(description="Another claim.")
