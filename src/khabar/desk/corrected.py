"""A claim's fields as a reviewer's form shows them, in the writing that corrections are given in; and what of a form was changed."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.ledger.corrections import FIELDS
from khabar.records.claim import Claim, Entity, EventTime, Link

_PEOPLE = ("actor", "recipient", "by")
"""Fields of names, each `words`, `words@id`, and of witnesses `words@id@kind`."""


def values(claim: Claim, page: str) -> dict[str, str]:
    """Every field that can be corrected, as it stands; `page` is the capture's text."""
    return {
        "type": claim.event.type, "mode": claim.event.mode or "", "status": claim.status,
        "actor": _side(claim.actor), "recipient": _side(claim.recipient),
        "by": "; ".join(_link(one, page) for one in claim.attribution if one.kind != "outlet"),
        "time": _days(claim.time), "place": claim.place.name if claim.place else "", "condition": _line(claim.condition or ""),
        "cue": _line(claim.event.cue.text), "contexts": "; ".join(claim.event.contexts),
    }  # fmt: skip


def changed(before: Mapping[str, str], given: Mapping[str, str]) -> list[str]:
    """What a form changes, as `judge` takes it: `field=value`. A field that the form lacks is left alone."""
    told = {name: _line(given[name]) for name in FIELDS if name in given}
    return [f"{name}={_kept(before[name], value) if name in _PEOPLE else value}" for name, value in told.items() if value != before[name]]


def _kept(before: str, given: str) -> str:
    """Whoever was coded without an id, and still stands in a field, stays so: a correction looks up the id of words that no sign follows."""
    bare = {one.strip() for one in before.split(";") if "@" not in one}
    return "; ".join(f"{one.strip()}@" if one.strip() in bare else one.strip() for one in given.split(";"))


def _side(side: tuple[Entity, ...]) -> str:
    return "; ".join(f"{_line(one.mention)}@{one.id}" if one.id else _line(one.mention) for one in side)


def _link(link: Link, page: str) -> str:
    said = _line(page[link.start : link.end] if link.start is not None and link.end is not None else link.name)
    return said if (link.id, link.kind) == (None, "person") else f"{said}@{link.id or ''}@{link.kind}"


def _days(time: EventTime | None) -> str:
    if time is None or not (time.start or time.end):
        return ""
    return time.start if time.start and time.start == time.end else f"{time.start or ''}..{time.end or ''}"


def _line(text: str) -> str:
    """On one line: an input of a form has no line breaks."""
    return " ".join(text.split())
