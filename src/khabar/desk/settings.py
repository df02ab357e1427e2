"""What the command line hands to the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from khabar.desk.security import LOCAL
from khabar.records.article import Article, Supplied
from khabar.records.capture import Capture, Dropped
from khabar.records.claim import Claim

Outcome = tuple[Article, tuple[Claim, ...]] | Dropped
Code = Callable[[Capture, Supplied | None], Outcome]
"""Codes one page. It is passed in, so that the desk loads no coder before one is needed, and never imports the pipeline."""


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
    secret: bytes = b""
    """Signs cookies; a fresh one ends all sessions."""
    upload_bytes: int = 50_000_000
    """The most that one upload may hold."""
