"""What the command line hands to the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from khabar.desk.security import LOCAL
from khabar.records.article import Article, Supplied
from khabar.records.capture import Capture, Dropped
from khabar.records.claim import Claim

Outcome = tuple[Article, tuple[Claim, ...]] | Dropped
Code = Callable[[Capture, Supplied | None], Outcome]
"""Codes one page. It is passed in, so that the desk loads no coder before one is needed, and never imports the pipeline."""


@dataclass(frozen=True, slots=True)
class Uploads:
    """How much one upload may hold and take. What is more is refused, or left out with a line in the run's report."""

    bytes: int = 50_000_000
    """Of all files together, as sent."""
    files: int = 50
    seconds: float = 600.0
    """Within which all of it must be here."""
    unpacked: int = 200_000_000
    """Bytes of one file after decompression."""
    page: int = 5_000_000
    """Bytes of one page."""
    pages: int = 2_000
    page_seconds: float = 120.0
    """That coding one page may take."""
    run_seconds: float = 3_600.0
    waiting: int = 5
    """Uploads that may wait for their turn."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`db` is the ledger's file or URL."""

    db: str
    code: Code | None = None
    version: str = ""
    """Of the coder, as runs write it into the ledger."""
    hosts: frozenset[str] | None = LOCAL
    """Names to which the desk answers; None for any."""
    public: bool = False
    """Whether the desk is reached from beyond this machine: then everybody has to sign in."""
    secure: bool = False
    """Whether browsers reach it by https."""
    person: str = "reader"
    """Who signs judgements where the ledger has no accounts: the person at this machine."""
    uploads: Uploads = field(default_factory=Uploads)
    makers: int = 0
    """Processes that make pages of a ledger with too many claims to be put together, beside the desk's own."""
