"""Corrections of a claim's fields: read from what a reviewer typed, checked against the page and the codebook, and applied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, get_args

from khabar.knowledge import actors, places, plover
from khabar.ledger.codec import claim_from
from khabar.ledger.engine import LedgerError
from khabar.ledger.periods import period
from khabar.records.article import Precision
from khabar.records.claim import Claim, LinkKind

Resolve = Callable[[str], str | None]
"""The who's who's id of a name; None for one that it does not know."""

_NONE = ("", "none", "null")
_PATHS = {"type": ("event", "type"), "mode": ("event", "mode"), "cue": ("event", "cue"), "contexts": ("event", "contexts")}
_KINDS: Mapping[str, LinkKind] = {"agency": "agency", "outlet": "agency", "person": "person", "office": "person"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What a correction is checked against: the claim, its page, and who is who."""

    claim: Claim
    page: str
    resolve: Resolve
    day: str | None
    """Of publication: decides for whom an actor acts."""


def parse(desk: Desk, assignments: list[str]) -> dict[str, Any]:
    """Fields with their new values, as `apply` takes them, from `field=value`. Raises LedgerError with the field's form."""
    fields: dict[str, Any] = {}
    for one in assignments:
        name, sign, value = one.partition("=")
        if not sign or name not in FIELDS:
            raise LedgerError(f"{one!r} corrects no field", f"write field=value; fields are {', '.join(FIELDS)}")
        fields[name] = FIELDS[name](desk, value.strip())
    _checked(desk, fields)
    return fields


def apply(claim: Claim, fields: Mapping[str, Any]) -> Claim:
    """The claim with corrected fields; its content id stays, so that it is still the same claim."""
    record = asdict(claim)
    for name, value in fields.items():
        path = _PATHS.get(name, ("attribution" if name == "by" else name,))
        inner = record
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = [*value, *(link for link in record["attribution"] if link["kind"] == "outlet")] if name == "by" else value
    return claim_from(record)


def _checked(desk: Desk, fields: dict[str, Any]) -> None:
    """A mode must be one of the type's; a new type leaves no mode of the old one."""
    kind = fields.get("type", desk.claim.event.type)
    if "type" in fields and desk.claim.event.mode not in plover.modes()[kind]:
        fields.setdefault("mode", None)
    mode = fields.get("mode", desk.claim.event.mode)
    if mode is not None and mode not in plover.modes()[kind]:
        raise LedgerError(f"{mode} is no mode of {kind}", f"its modes are {', '.join(plover.modes()[kind]) or 'none'}")
    if not (fields.get("actor", desk.claim.actor) or fields.get("recipient", desk.claim.recipient)):
        raise LedgerError("neither side is named", "name an actor or a recipient")


def _one_of(values: tuple[str, ...], value: str) -> str:
    if value not in values:
        raise LedgerError(f"{value!r} is none of {', '.join(values)}", "write one of them")
    return value


def _type(_: Desk, value: str) -> str:
    return _one_of(plover.types(), value.upper())


def _mode(_: Desk, value: str) -> str | None:
    return None if value in _NONE else value


def _status(_: Desk, value: str) -> str:
    return _one_of(plover.STATUSES, value)


def _contexts(_: Desk, value: str) -> list[str]:
    return [one.strip() for one in value.split(";") if one.strip()]


def _cue(desk: Desk, value: str) -> dict[str, object]:
    start = _place_of(desk, value)
    if not (desk.claim.quote.start <= start and start + len(value) <= desk.claim.quote.end):
        raise LedgerError(f"«{value}» does not stand in the sentence", "copy the words of the cue from it")
    return {"start": start, "end": start + len(value), "text": value}


def _condition(_: Desk, value: str) -> str | None:
    return None if value in _NONE else value


def _place(_: Desk, value: str) -> dict[str, Any] | None:
    return None if value in _NONE else asdict(places.find(value).place)


def _time(desk: Desk, value: str) -> dict[str, Any] | None:
    if value in _NONE:
        return None
    found = period(value)
    shapes: dict[int, Precision] = {10: "day", 7: "month", 4: "year"}
    text = desk.claim.time.text if desk.claim.time else value
    return {"start": found.first, "end": found.last, "precision": shapes.get(len(value), "range"), "basis": "explicit", "text": text}


def _entities(desk: Desk, value: str) -> list[dict[str, Any]]:
    """`words`, or `words@id`, joined by `;`. The words stand on the page; without an id the who's who resolves them."""
    if value in _NONE:
        return []
    return [_entity(desk, *_named(desk, one)) for one in value.split(";") if one.strip()]


def _named(desk: Desk, written: str) -> tuple[str, str | None]:
    """Words and id."""
    said, sign, given = (part.strip() for part in written.partition("@"))
    if given and actors.load().get(given) is None:
        raise LedgerError(f"the who's who has no {given}", "look for the id with `khabar who`")
    return said, (given or None) if sign else desk.resolve(said)


def _entity(desk: Desk, said: str, actor: str | None) -> dict[str, Any]:
    start = _place_of(desk, said)
    known = actors.load().get(actor) if actor else None
    owners = actors.load().of_at(actor, desk.day) if actor else ()
    of = [{"id": one.id, "name": one.canonical} for one in owners if one.id != actor]
    return {"id": actor, "name": known.canonical if known else said, "mention": said, "start": start, "end": start + len(said), "of": of}


def _witnesses(desk: Desk, value: str) -> list[dict[str, Any]]:
    """As entities, nearest speaker first; `words@id@kind` where the kind does not follow."""
    found = []
    for one in value.split(";"):
        said, _, kind = one.rpartition("@") if one.count("@") > 1 else (one, "", "")
        if said.strip() and said.strip() not in _NONE:
            entity = _entity(desk, *_named(desk, said))
            known = actors.load().get(entity["id"]) if entity["id"] else None
            kind = kind.strip() or (_KINDS.get(known.type, "organisation") if known else "person")
            kept = {key: entity[key] for key in ("id", "name", "start", "end", "mention")}
            found.append({**kept, "kind": _one_of(get_args(LinkKind), kind)})
    return found


def _place_of(desk: Desk, said: str) -> int:
    """Where words stand on the page, nearest to the cue."""
    at, found = -1, []
    while said and (at := desk.page.find(said, at + 1)) >= 0:
        found.append(at)
    if not found:
        raise LedgerError(f"«{said}» does not stand on the page", "copy the words from it")
    return min(found, key=lambda start: abs(start - desk.claim.event.cue.start))


FIELDS: dict[str, Callable[[Desk, str], Any]] = {
    "type": _type, "mode": _mode, "status": _status, "actor": _entities, "recipient": _entities, "by": _witnesses, "time": _time,
    "place": _place, "condition": _condition, "cue": _cue, "contexts": _contexts,
}  # fmt: skip
