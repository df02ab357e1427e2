"""Records as JSON lines, in the codebook's form: `{"kind": "article", …}` and `{"kind": "claim", …}`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from khabar.records.article import Article
from khabar.records.claim import Claim
from khabar.records.spans import Span


def _pairs(spans: Sequence[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def article_record(article: Article) -> dict[str, object]:
    """Spans as `[start, end]` pairs, quotes as `{"start", "end", "text"}`."""
    return {
        "kind": "article",
        "capture": article.capture,
        "sha256": article.sha256,
        "url": article.url,
        "language": article.language,
        "title": asdict(article.title) if article.title else None,
        "kicker": asdict(article.kicker) if article.kicker else None,
        "body": _pairs(article.body),
        "subheadings": _pairs(article.subheadings),
        "comments": _pairs(article.comments),
        "outlet": article.outlet,
        "republished_from": article.republished_from,
        "byline": asdict(article.byline) if article.byline else None,
        "published": asdict(article.published) if article.published else None,
    }


def claim_record(claim: Claim) -> dict[str, object]:
    """The claim as the codebook's fields; `why` stays behind, for `khabar explain`.

    `time` is null until both its days are known; `time_text` keeps its words all the same.
    """
    fields = _plain(claim)
    del fields["why"]
    resolved = claim.time is not None and claim.time.start is not None and claim.time.end is not None
    return {"kind": "claim", **fields, "time": fields["time"] if resolved else None, "time_text": claim.time.text if claim.time else None}


def _plain(value: Any) -> Any:
    """As `dataclasses.asdict`, which copies even what never changes."""
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    fields = getattr(value, "__dataclass_fields__", None)
    return value if fields is None else {name: _plain(getattr(value, name)) for name in fields}


def line(record: dict[str, object]) -> str:
    """One line of JSON, Arabic as it is."""
    return json.dumps(record, ensure_ascii=False, separators=(", ", ": "))
