"""Claims as the commands, the API and data frames tell them: what `khabar code` prints, and the ledger's own fields after it."""

from __future__ import annotations

import json

from khabar.client.form import Form
from khabar.ledger.jsonl import changed, record
from khabar.ledger.stored import StoredClaim
from khabar.records.claim import Claim, Entity
from khabar.records.jsonl import claim_record
from khabar.records.number import NumberKind, greatest

COLUMNS = (
    "capture", "claim", "type", "mode", "status", "actor", "actor_id", "recipient", "recipient_id", "by", "outlet",
    "time_start", "time_end", "time_text", "place", "country", "condition", "score", "start", "end", "quote",
    "killed_low", "killed_high", "wounded_low", "wounded_high", "numbers",
)  # fmt: skip
"""Of a claim that is not stored; lists are joined by «; »."""
LEDGER_COLUMNS = (*COLUMNS, "article", "published_start", "published_end", "learned", "judgement", "reviewer", "because", "coded")


def row(claim: Claim) -> tuple[object, ...]:
    """One claim as the cells of `COLUMNS`."""
    speakers = [link for link in claim.attribution if link.kind != "outlet"]
    outlets = [link for link in claim.attribution if link.kind == "outlet"]
    return (
        claim.capture, claim.id, claim.event.type, claim.event.mode, claim.status,
        _names(claim.actor), _ids(claim.actor), _names(claim.recipient), _ids(claim.recipient),
        "; ".join(link.name for link in speakers), "; ".join(link.name for link in outlets),
        claim.time.start if claim.time else None, claim.time.end if claim.time else None, claim.time.text if claim.time else None,
        claim.place.name if claim.place else None, claim.place.country if claim.place else None, claim.condition, claim.coder.score,
        claim.quote.start, claim.quote.end, claim.quote.text, *_bounds(claim, "killed"), *_bounds(claim, "wounded"),
        "; ".join(number.line() for number in claim.numbers),
    )  # fmt: skip


def _bounds(claim: Claim, kind: NumberKind) -> tuple[int | None, int | None]:
    number = greatest(claim.numbers, (kind,))
    return (number.low, number.high) if number else (None, None)


def _names(side: tuple[Entity, ...]) -> str:
    return "; ".join(e.name for e in side)


def _ids(side: tuple[Entity, ...]) -> str:
    return "; ".join(e.id or "" for e in side)


def stored_row(stored: StoredClaim) -> tuple[object, ...]:
    """A stored claim as the cells of `LEDGER_COLUMNS`; its outlet is the article's."""
    made = stored.judgement
    coded = {name: both["coded"] for name, both in changed(stored).items()}
    told = dict(zip(COLUMNS, row(stored.claim), strict=True)) | {"outlet": stored.outlet}
    return (
        *told.values(), stored.article, stored.published_start, stored.published_end, stored.learned, made.kind if made else None,
        made.reviewer if made else None, made.reason if made else None, json.dumps(coded, ensure_ascii=False) if coded else None,
    )  # fmt: skip


CODED: Form[Claim] = Form(COLUMNS, claim_record, row)
STORED: Form[StoredClaim] = Form(LEDGER_COLUMNS, record, stored_row)
