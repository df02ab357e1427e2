"""Long articles by parts, so that no page of the desk outgrows what a browser opens at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from khabar.arabic.markup import Clean

CLAIMS = 50
"""Claims of one part; more only where one sentence has more."""
LETTERS = 12_000
"""Letters of one part, and of the folded lines below it."""


class Sized(Protocol):
    @property
    def letters(self) -> int: ...
    @property
    def count(self) -> int: ...


Block = TypeVar("Block", bound=Sized)


def slices(text: Clean, sentences: Iterable[int]) -> list[Clean]:
    """A paragraph cut so that none of its pieces is too long: before a claim's sentence, or else between two words.

    `sentences` are the places in the text where the sentences of its claims begin, one a claim, in order.
    """
    cuts, claims = [0], 0
    for at in (*sentences, len(text.text)):
        while at - cuts[-1] > LETTERS:
            space = text.text.rfind(" ", cuts[-1] + 1, cuts[-1] + LETTERS)
            cuts.append(space + 1 if space > 0 else cuts[-1] + LETTERS)
            claims = 0
        if claims >= CLAIMS and at > cuts[-1]:
            cuts.append(at)
            claims = 0
        claims += 1
    ends = [*cuts[1:], len(text.text)]
    return [
        Clean(text.text[start:end], text.offsets[start:end], text.ends[start:end])
        for start, end in zip(cuts, ends, strict=True)
        if start < end or len(cuts) == 1
    ]


def parts(blocks: Sequence[Block]) -> list[tuple[Block, ...]]:
    """Blocks in their order, as many together as one page holds; at least one part."""
    found: list[list[Block]] = [[]]
    letters = claims = 0
    for one in blocks:
        letters, claims = letters + one.letters, claims + one.count
        if found[-1] and (letters > LETTERS or claims > CLAIMS):
            found.append([])
            letters, claims = one.letters, one.count
        found[-1].append(one)
    return [tuple(part) for part in found]


def bounded(lines: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """The first lines, so many letters of them as a page folds away, and whether these are all."""
    kept: list[str] = []
    letters = 0
    for line in lines:
        letters += len(line)
        if letters > LETTERS // 2:
            return tuple(kept), False
        kept.append(line)
    return tuple(kept), True
