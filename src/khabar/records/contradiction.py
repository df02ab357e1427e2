"""A contradiction: two claims of one occurrence that cannot both hold. Which of them does, the program never says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.records.spans import Quote

ConflictKind = Literal["denial", "status", "number", "actor", "time"]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims by id, `first` < `second`, with their sentences. `why` says what cannot both hold.

    `denial`: one directly denies the other («نفى»); `status`: one says that it did not happen; `number`, `actor`, `time`: what they differ in.
    """

    kind: ConflictKind
    first: str
    second: str
    first_quote: Quote
    second_quote: Quote
    why: str
