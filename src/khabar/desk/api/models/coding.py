"""A text to be coded."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from khabar.desk.api import patterns
from khabar.desk.api.models.base import Shape

LONGEST = 200_000
"""Characters of a text; of a page of news there are some 5,000, of its HTML some 100,000."""
_Text = Annotated[str, StringConstraints(pattern=patterns.INKED, min_length=1, max_length=LONGEST)]


class Common(Shape):
    url: Annotated[str, StringConstraints(max_length=2000)] | None = Field(default=None, description="Where it stands: tells outlet and day.")
    published: Annotated[str, StringConstraints(max_length=100)] | None = Field(
        default=None, description="When it was published, as in an input line."
    )


class PlainText(Common):
    """A page without tags."""

    text: _Text


class Source(Common):
    """A page's source."""

    html: _Text


NewText = PlainText | Source
