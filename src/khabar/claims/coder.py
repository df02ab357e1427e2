"""What codes the claims of an article: the packaged model, or another that keeps the same promise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from khabar.claims.names import Names
from khabar.records.article import Article
from khabar.records.capture import Capture, Dropped, Fault
from khabar.records.claim import Claim
from khabar.records.mention import Mention
from khabar.records.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Coding:
    """The claims of an article, in page order, and what a coder said that was not taken, with reasons."""

    claims: tuple[Claim, ...]
    dropped: tuple[Dropped, ...] = ()


class ClaimCoder(Protocol):
    """Every offset of a claim is of the capture, and its words are those of the page. A failure is a fault that names the article."""

    def code(
        self, capture: Capture, article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], names: Names
    ) -> Coding | Fault: ...
