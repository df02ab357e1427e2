"""A number of a claim: how many were killed, wounded, arrested, …, how exactly the words say so, and whose people they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from khabar.records.spans import Quote

NumberKind = Literal["killed", "wounded", "casualties", "arrested", "abducted", "missing", "freed", "displaced", "destroyed"]
Qualifier = Literal["exact", "at-least", "about", "more-than", "up-to", "fewer-than", "between"]
NumberSide = Literal["actor", "recipient", "other", "unknown"]
Scope = Literal["event", "part", "update", "period"]
NUMBER_KINDS: tuple[NumberKind, ...] = get_args(NumberKind)
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)
NUMBER_SIDES: tuple[NumberSide, ...] = get_args(NumberSide)
SCOPES: tuple[Scope, ...] = get_args(Scope)


@dataclass(frozen=True, slots=True)
class Number:
    """`low` to `high` people or things, inclusive; `high` is null where the words leave it open («على الأقل»).

    `words` are the number with its hedges and noun, `unit` the noun alone, `who` the words that say who they are («من الجنود»);
    each stands in the capture. A `part` is among those of the number before it.
    """

    kind: NumberKind
    low: int
    high: int | None
    qualifier: Qualifier
    side: NumberSide
    scope: Scope
    words: Quote
    unit: Quote | None
    who: Quote | None

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def meets(self, other: Number) -> bool:
        """Whether one number can satisfy both."""
        return (self.high is None or other.low <= self.high) and (other.high is None or self.low <= other.high)

    def told(self) -> str:
        """The interval: «12», «12+», «10-15»."""
        return f"{self.low}+" if self.high is None else str(self.low) if self.exact else f"{self.low}-{self.high}"

    def line(self) -> str:
        """As a cell of a table: «killed 13+ at-least recipient event»."""
        return f"{self.kind} {self.told()} {self.qualifier} {self.side} {self.scope}"


def greatest(numbers: Iterable[Number], kinds: Collection[str]) -> Number | None:
    """The greatest number of the kinds that is of the claim's own event: a part says less than its whole, a period's sum is of other events too."""
    own = [number for number in numbers if number.kind in kinds and number.scope in ("event", "update")]
    return max(own, key=lambda number: (number.low, number.high or number.low), default=None)
