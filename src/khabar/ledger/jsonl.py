"""Claims of the ledger as JSON lines: the codebook's fields, and what the ledger adds."""

from __future__ import annotations

from dataclasses import asdict

from khabar.ledger.stored import StoredClaim
from khabar.records.claim import Claim
from khabar.records.jsonl import claim_record


def changed(stored: StoredClaim) -> dict[str, dict[str, object]]:
    """The fields in which a correction differs from what the coder wrote, with both values."""
    if stored.coded is None:
        return {}
    now, before = _flat(stored.claim), _flat(stored.coded)
    return {name: {"coded": before[name], "corrected": now[name]} for name in now if now[name] != before[name]}


def _flat(claim: Claim) -> dict[str, object]:
    record = asdict(claim)
    event = record.pop("event")
    return {"type": event["type"], "mode": event["mode"], "cue": event["cue"]["text"], "contexts": event["contexts"], **record}


def record(stored: StoredClaim) -> dict[str, object]:
    """A claim's record, as `khabar code` prints it, with what the ledger adds."""
    made = stored.judgement
    judged = {"kind": made.kind, "reviewer": made.reviewer, "reason": made.reason, "recorded": made.recorded} if made else None
    return {
        **claim_record(stored.claim), "article": stored.article, "outlet": stored.outlet,
        "published_start": stored.published_start, "published_end": stored.published_end, "learned": stored.learned,
        "judgement": judged, "changed": changed(stored) or None,
    }  # fmt: skip
