"""Half-open spans of code points into a capture's text, and the words that they hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Offsets in code points into the capture's text, `end` exclusive."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}..{self.end} is not ordered")

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A span together with its words: W3C Web Annotation's TextPositionSelector and TextQuoteSelector in one."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Quote:
        return cls(start, end, text[start:end])

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def assert_span(text: str, quote: Quote) -> None:
    """Raise ValueError unless `text[quote.start:quote.end]` is the quote's words: the promise that every record keeps."""
    found = text[quote.start : quote.end]
    if found != quote.text:
        raise ValueError(f"{quote.start}..{quote.end} holds {found!r}, not {quote.text!r}")
