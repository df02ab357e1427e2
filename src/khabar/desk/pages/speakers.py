"""A speaker: what they claimed, of whom, in which outlets, and what came of what they predicted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from khabar.desk.addresses import address
from khabar.desk.ground import Ground, ground
from khabar.desk.parties import Counted, dealings, name_of, outlets_of, same, standing_name
from khabar.desk.render import page
from khabar.desk.source import Ledger
from khabar.ledger.query import Query
from khabar.ledger.stored import StoredClaim
from khabar.records.claim import Status
from khabar.records.occurrence import Told

if TYPE_CHECKING:
    from khabar.client.predictions import Foretold

router = APIRouter()
NEW = 20
"""So many of the latest claims are shown."""


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """`first` of the claims are those that the outlet heard from the speaker itself; of the rest it was told through others."""

    ground: Ground
    key: str
    name: str
    count: int
    first: int
    statuses: tuple[tuple[Status, int], ...]
    types: tuple[tuple[str, int], ...]
    of: tuple[Counted, ...]
    outlets: tuple[Counted, ...]
    claims: tuple[StoredClaim, ...]
    predictions: tuple[Foretold, ...]


def view(on: Ground, key: str, day: str) -> SpeakerView:
    from khabar.client.predictions import by_speaker, foretold  # noqa: PLC0415 - slow to load

    reader, held = on.reader, on.standing
    said = [one for one in held.told.values() if _says(one, key)]
    query = Query(speakers=(key,), order="published")
    statuses = Counter(one.claim.status for one in said)
    types = Counter(one.claim.event.type for one in said)
    predictions = tuple(by_speaker(foretold(held, reader, day), held, key))
    return SpeakerView(
        on, key, name_of(key), reader.count(query), sum(len(_named(one)) == 1 for one in said), tuple(statuses.most_common()),
        tuple(types.most_common()), dealings(said, key), outlets_of(said), reader.claims(query, NEW).claims, predictions,
    )  # fmt: skip


def _named(told: Told) -> list[str]:
    return [link.name for link in told.claim.attribution if link.kind != "outlet"]


def _says(told: Told, key: str) -> bool:
    return any(same(link.id, link.name, key) for link in told.claim.attribution)


@router.get("/speakers/{key:path}")
def speaker(request: Request, ledger: Ledger, key: str, as_of: str | None = None) -> Response:
    from khabar.client.ledger import day_of  # noqa: PLC0415 - likewise

    reader = ledger.reader(as_of)
    meant = standing_name(reader, key)
    if meant != key:
        return RedirectResponse(address("speakers", meant), 303)
    on = ground(ledger, reader, request.query_params, Query(speakers=(key,)))
    return page(request, "speaker.html", view(on, key, day_of(None, reader)))
