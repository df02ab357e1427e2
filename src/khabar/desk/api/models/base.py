"""What all shapes share: no field that is not described, and pages of items."""

from __future__ import annotations

from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")
Day = Annotated[str, Field(description="ISO day, inclusive.", examples=["2015-06-02"])]
Instant = Annotated[str, Field(description="UTC instant.", examples=["2026-03-01T12:30:00.000000Z"])]
Span = Annotated[
    list[int], Field(min_length=2, max_length=2, description="Offsets in code points into the capture, the second after the last character.")
]
Status = Literal["occurred", "denied", "proposed", "predicted", "possible", "conditional"]
ClaimId = Annotated[str, Field(description="Id of a claim.")]
ArticleId = Annotated[str, Field(description="Id of an article.")]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Page(Shape, Generic[Item]):
    kind: Literal["page"]
    items: list[Item]
    next: str | None = Field(description="Give it as `cursor` for the next page; null on the last.")


class Quote(Shape):
    """`capture[start:end] == text`, always."""

    start: int
    end: int
    text: str
