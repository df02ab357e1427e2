"""Answers as examples for the description; events, groups and outlets are invented."""

from __future__ import annotations

from typing import Any

_QUOTE = "نفى لواء الضفتين توقيع هدنة مع كتائب وادي الزيتون."
_OUTLET = "رصيف الفرات"


def _entity(name: str) -> dict[str, Any]:
    start = _QUOTE.index(name)
    return {"id": None, "name": name, "mention": name, "start": start, "end": start + len(name), "of": []}


CODED_CLAIM: dict[str, Any] = {
    "kind": "claim", "id": "dbbcd8f55652fb57", "capture": "11-truce-denied.txt",
    "quote": {"start": 0, "end": len(_QUOTE), "text": _QUOTE},
    "event": {"type": "AGREE", "mode": None, "contexts": [], "cue": {"start": 17, "end": 22, "text": "توقيع"}},
    "actor": [_entity("لواء الضفتين")], "recipient": [_entity("كتائب وادي الزيتون")], "status": "denied",
    "attribution": [{"id": None, "name": _OUTLET, "kind": "outlet", "start": None, "end": None, "mention": None}],
    "time": None, "place": None, "condition": None, "coder": {"name": "khabar", "version": "1", "score": 0.87}, "time_text": None, "numbers": [],
}  # fmt: skip
CLAIM: dict[str, Any] = {
    **CODED_CLAIM, "article": "2f8f98d5a6dca717", "outlet": _OUTLET, "published_start": "2018-02-12", "published_end": "2018-02-12",
    "learned": "2026-03-01T12:30:00.000000Z", "judgement": None, "changed": None,
}  # fmt: skip
OCCURRENCE: dict[str, Any] = {
    "kind": "occurrence", "id": "17a3aa6f52bbd5e7", "day": "2018-02-11", "types": ["AGREE"], "actors": ["لواء الضفتين"],
    "recipients": ["كتائب وادي الزيتون"], "statuses": [{"status": "occurred", "claims": 2}, {"status": "denied", "claims": 1}], "claims": 3,
    "articles": 3, "copies": 1, "conflicts": 2,
    "earliest": {"claim": "e8f9d096fefecfe2", "article": "e259ff6ecf1beb6a", "outlet": "دروب الشام", "published": "2018-02-11"},
    "witnesses": [{"status": "occurred", "least": 1, "most": 1}, {"status": "denied", "least": 1, "most": 1}],
}  # fmt: skip
JUDGEMENT: dict[str, Any] = {
    "id": 7, "kind": "reject", "subject": "claim:dbbcd8f55652fb57", "reviewer": "نور", "recorded": "2026-03-01T12:30:00.000000Z",
    "reason": "a plan, not an event", "body": {"article": "2f8f98d5a6dca717", "claim": "dbbcd8f55652fb57", "type": "AGREE"},
}  # fmt: skip
RUN: dict[str, Any] = {
    "kind": "run", "id": 3, "started": "2026-03-01T12:30:00.000000Z", "ended": "2026-03-01T12:31:00.000000Z", "version": "0.1.0",
    "command": "khabar add pages", "counts": {"new": 17, "claims": 287}, "codings": 17, "dropped": 0, "claims": 287,
    "faults": [{"source": "pages/9.txt", "place": "", "reason": "empty", "mend": "fetch the page again, or leave it out"}],
}  # fmt: skip
