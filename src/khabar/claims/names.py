"""What the claims stage needs to know of names, handed in by the pipeline: stages do not import one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from khabar.records.mention import Kind


class Resolved(Protocol):
    """Who the words of a mention are: `ids` that they name, `of` those for whom the unnamed act."""

    @property
    def ids(self) -> tuple[str, ...]: ...
    @property
    def of(self) -> tuple[str, ...]: ...
    @property
    def rule(self) -> str: ...
    @property
    def score(self) -> float: ...


class Names(Protocol):
    """The who's who, as the claims stage asks it."""

    def resolve(self, words: str, kind: Kind | None, published: str | None) -> Resolved | None: ...

    def link_short_names(self, mentions: Sequence[tuple[int, str, Kind]]) -> dict[int, int]:
        """Start of a short mention → start of the fuller one before it that it repeats."""
        ...
