"""The form of an answer, as JSON Schema: all fields required and no others, as strict servers ask."""

from __future__ import annotations

from typing import Any

from khabar.claims.labels import STATUSES, TYPES

SIDES = ("PER", "ORG", "GPE", "NOM")


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def answer() -> dict[str, Any]:
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    names = {"type": "array", "items": _object({"name": text, "kind": {"type": "string", "enum": list(SIDES)}})}
    claim = _object(
        {
            "quote": text, "cue": text, "type": {"type": "string", "enum": list(TYPES)}, "mode": maybe,
            "status": {"type": "string", "enum": list(STATUSES)}, "actor": names, "recipient": names, "speakers": names,
            "time": maybe, "place": maybe, "condition": maybe,
        }
    )  # fmt: skip
    return _object({"claims": {"type": "array", "items": claim}})
