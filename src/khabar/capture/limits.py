"""How much of the input is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is larger is a fault. News pages have some 0.1 MB; what has 200 times that is a dump or a trap, and would hold up the run."""

    page_bytes: int = 20_000_000
    """Of one page, after decompression; of one line, for JSON Lines."""
    sniffed_bytes: int = 65_536
    """Of the beginning of an input without a known extension, to tell its kind."""
