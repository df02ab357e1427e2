"""Witnesses: the independent origins behind an occurrence, as a small tree."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.records.claim import LinkKind, Status


@dataclass(frozen=True, slots=True)
class Carrier:
    """Who carried an origin's word to the reader: the rest of the chain (origin's side first), and the claim; `copy_of` is the article reprinted."""

    claim: str
    article: str
    through: tuple[str, ...]
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """One end of chains: `key` is what makes it the same origin, `name` its first naming. An unnamed one is told apart by who vouches for it."""

    key: str
    name: str
    kind: LinkKind
    carriers: tuple[Carrier, ...]

    @property
    def named(self) -> bool:
        return self.kind != "anonymous"


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Origins of the claims of one status. `least` to `most` are independent; where they differ, unnamed sources leave the number unknown."""

    status: Status
    origins: tuple[Origin, ...]
    least: int
    most: int

    @property
    def known(self) -> bool:
        return self.least == self.most
