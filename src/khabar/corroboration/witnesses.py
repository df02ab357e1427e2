"""Independent origins behind an occurrence: reprints folded, and every claim traced to the end of its chain.

Ten papers that quote one agency are one witness; an agency and an observatory are two. A person who speaks for an organisation is that
organisation. Papers with unnamed sources may have the same one or several, or one that is named elsewhere: their number is unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from khabar.arabic.folding import fold
from khabar.knowledge import actors
from khabar.records.claim import Link, LinkKind, Status
from khabar.records.occurrence import Told
from khabar.records.witness import Carrier, Origin, Witnesses

ORDER: tuple[Status, ...] = ("occurred", "denied", "proposed", "predicted", "possible", "conditional")
"""The leading status of an occurrence is the first of these that a claim has: those who say that it happened are its witnesses."""


def witnesses(told: Iterable[Told], copies: Mapping[str, str]) -> tuple[Witnesses, ...]:
    """The witnesses of the claims of one occurrence, by status, the leading one first.

    `copies` maps an article to the one it reprints, and a claim whose sentence alone was taken over to the article that had it.
    """
    claims = sorted(told, key=lambda one: (one.published.start if one.published else "9999", one.claim.id))
    outlets = {one.article: one.outlet for one in claims}
    found = []
    for status in ORDER:
        of_status = [one for one in claims if one.claim.status == status]
        if of_status:
            found.append(_counted(status, _origins(of_status, copies, outlets)))
    return tuple(found)


def original(article: str, copies: Mapping[str, str]) -> str:
    """The first of a line of reprints; a circle of copies ends where it closes."""
    seen = {article}
    while article in copies and copies[article] not in seen:
        article = copies[article]
        seen.add(article)
    return article


def tree(found: Sequence[Witnesses]) -> tuple[str, ...]:
    """The witnesses as lines, indented by two spaces a level: status and number, origins, and through whom each was heard."""
    lines = []
    for one in found:
        number = str(one.least) if one.known else f"{one.least} to {one.most}, unknown because of unnamed sources"
        lines.append(f"{one.status}: {number}")
        for origin in one.origins:
            lines.append(f"  {origin.name} ({origin.kind})")
            for carrier in origin.carriers:
                reprint = f", a copy of {carrier.copy_of}" if carrier.copy_of else ""
                lines.append(f"    {' ← '.join(carrier.through) or 'by itself'} [{carrier.article}{reprint}]")
    return tuple(lines)


def _origins(told: Sequence[Told], copies: Mapping[str, str], outlets: Mapping[str, str | None]) -> tuple[Origin, ...]:
    carriers: dict[str, list[Carrier]] = defaultdict(list)
    ends: dict[str, tuple[str, LinkKind]] = {}
    for one in told:
        first = original(copies.get(one.claim.id, one.article), copies)
        outlet = outlets.get(first)
        chain = [link for link in one.claim.attribution if link.kind != "outlet"]
        key, name, kind = _end(chain, outlet or f"the outlet of {first}", one.published.start if one.published else None)
        ends.setdefault(key, (name, kind))
        through = (*(link.name for link in chain[1:]), *((one.outlet,) if one.outlet and (chain or first != one.article) else ()))
        carriers[key].append(Carrier(one.claim.id, one.article, through, first if first != one.article else None))
    return tuple(Origin(key, *ends[key], tuple(carriers[key])) for key in ends)


def _end(chain: Sequence[Link], outlet: str, day: str | None) -> tuple[str, str, LinkKind]:
    """What the end of a chain is: key, name and kind. An unnamed source is one for each outlet or agency that vouches for it."""
    if not chain:
        return "outlet " + fold(outlet), outlet, "outlet"
    end = chain[0]
    if end.kind == "anonymous":
        voucher = next((link.id or fold(link.name) for link in chain[1:] if link.kind != "anonymous"), fold(outlet))
        return f"unnamed by {voucher}", end.name, "anonymous"
    if end.id is None:
        return f"{end.kind} {fold(end.name)}", end.name, end.kind
    body = _body(end.id, day) if end.kind == "person" else end.id
    actor = actors.load().get(body)
    return body, actor.canonical if actor and body != end.id else end.name, end.kind if body == end.id else "organisation"


def _body(person: str, day: str | None) -> str:
    """The one organisation or state for which a person speaks on a day; the person where there is none. Of several, the first by id."""
    return min((owner.id for owner in actors.load().of_at(person, day)), default=person)


def _counted(status: Status, origins: tuple[Origin, ...]) -> Witnesses:
    named, unnamed = sum(o.named for o in origins), sum(not o.named for o in origins)
    return Witnesses(status, origins, least=max(named, min(1, unnamed)), most=named + unnamed)
