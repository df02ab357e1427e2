"""A capture is the text of one page as received; a drop and a fault are values that say why there is no more of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

Media = Literal["text", "html"]


@dataclass(frozen=True, slots=True)
class Capture:
    """One page as received. All offsets of all later records point into `text`, the decoded page."""

    id: str
    """File name, `id` of a JSON line, or record id of a WARC record."""
    sha256: str
    """Of the bytes as received (of the JSON string's UTF-8, for a JSON line)."""
    text: str
    media: Media
    source: str
    """Path of the file that it came from, `-` for standard input."""
    encoding: str
    url: str | None = None
    published: str | None = None
    """What the envelope (a JSON line) says of the publication day, unparsed."""

    @property
    def place(self) -> str:
        """Where in its source the page stands: its id, or nothing where it is the whole file.

        >>> Capture("a.txt", "", "", "text", "pages/a.txt", "utf-8").where, Capture("7", "", "", "text", "b.jsonl", "utf-8").where
        ('pages/a.txt', 'b.jsonl, 7')
        """
        return "" if PurePath(self.source).name == self.id else self.id

    @property
    def where(self) -> str:
        """The file that somebody can open, and the page's place in it, as messages name it."""
        return f"{self.source}, {self.place}" if self.place else self.source


@dataclass(frozen=True, slots=True)
class Dropped:
    """A capture that is not coded, and why: `reason` is one of `DROP_REASONS`, `detail` a sentence."""

    capture: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class _Told:
    """One line on standard error about input."""

    source: str
    place: str
    """Where in the file: a line, a byte, a record; empty for the whole file."""
    reason: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.source}, {self.place}" if self.place else self.source
        return f"{where}: {self.reason}; {self.mend}"


@dataclass(frozen=True, slots=True)
class Fault(_Told):
    """Input that could not be read: the run goes on, and its exit code is 1."""


@dataclass(frozen=True, slots=True)
class Notice(_Told):
    """What somebody may not know of input that was read: the exit code stays as it is."""


DROP_REASONS = {
    "not-arabic": "the text is in another language",
    "no-article": "no paragraph of prose was found: an empty shell, a menu, a page of links",
    "list-of-links": "the page lists headlines of other pages and has no article of its own",
}
