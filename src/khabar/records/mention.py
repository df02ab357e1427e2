"""A mention is a span that names an actor, a place or a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.records.spans import Quote

Kind = Literal["PER", "ORG", "GPE", "LOC", "NOM", "TIME"]


@dataclass(frozen=True, slots=True)
class Mention:
    """`actor` is the who's who's id when the words name somebody in it; `rule` says how that was found, `score` (0 to 1) how sure it is."""

    quote: Quote
    kind: Kind
    actor: str | None
    rule: str
    score: float = 1.0
