"""What the ledger gives back: articles and claims with their times, and judgements. Frozen, and free of the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from khabar.records.article import Article
from khabar.records.capture import Dropped, Media
from khabar.records.claim import Claim

ArticleVerdict = Literal["date", "outlet", "origin"]
ClaimVerdict = Literal["accept", "reject", "correct"]
PairVerdict = Literal["merge", "split", "same", "different"]
OutcomeVerdict = Literal["open", "came-about", "did-not", "unclear", "undecided", "by-rule"]
"""What a reviewer holds of a prediction; `by-rule` takes an earlier word back."""
JudgementKind = Literal["date", "outlet", "origin", "accept", "reject", "correct", "merge", "split", "same", "different", "outcome"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A reader's decision, with who, when and why. `body` holds what the kind needs: a day, a name, corrected fields, a pair."""

    id: int
    recorded: str
    reviewer: str
    reason: str
    kind: JudgementKind
    subject: str
    body: dict[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as its latest coding reads it: `article` or, where the page was dropped, `dropped`."""

    id: str
    capture: str
    sha256: str
    source: str
    media: Media
    coder: str
    learned: str
    """UTC instant at which the ledger learned this coding."""
    article: Article | None
    dropped: Dropped | None
    claims: int
    """Of the coding, rejected and corrected ones included."""


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim with its three times: the event's in `claim.time`, the article's publication, and when the ledger learned it."""

    id: str
    """Content id; the same as `claim.id`."""
    row: int
    """Key of the row: cursors are made of it. Not stable across ledgers."""
    article: str
    """Id of the article."""
    media: Media
    claim: Claim
    coded: Claim | None
    """As the coder wrote it, where a judgement has corrected it."""
    outlet: str | None
    published_start: str | None
    published_end: str | None
    learned: str
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of claims, and the cursor of the next; no cursor on the last."""

    claims: tuple[StoredClaim, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Extent:
    """How much a ledger holds; `first` and `last` are the first and last possible ISO day of publication, null where no article is dated."""

    articles: int
    claims: int
    outlets: int
    first: str | None
    last: str | None
