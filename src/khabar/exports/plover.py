"""Claims as tab-separated rows with POLECAT's columns, so that what reads POLECAT reads them, and with ours after them.

POLECAT (Halterman et al. 2023) has one row an event and says neither who asserts it nor how surely: `Status` and `Speaker` come after its own
columns, and a reader who wants events asks for `--status occurred`. The mapping is documented column by column in docs/exports.md.
"""

from __future__ import annotations

from collections.abc import Sequence

from khabar.knowledge import actors, plover
from khabar.ledger.stored import StoredClaim
from khabar.ledger.words import sentence
from khabar.records.claim import Entity

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
"""POLECAT's, in its order."""
OURS = ("Status", "Speaker", "Event End", "Score", "Actor ID", "Recipient ID", "Article ID", "Sentence", "Numbers")
_GEONAMES = "geonames:"
_BETWEEN = "; "


def header() -> str:
    return "\t".join((*COLUMNS, *OURS))


def row(stored: StoredClaim) -> str:
    """One claim as a line, without its end. Tabs and line ends in a value become spaces; what is not known is empty."""
    return "\t".join(" ".join(str(value).split()) if value is not None else "" for value in (*_event(stored), *_ours(stored)))


def _event(stored: StoredClaim) -> tuple[object, ...]:
    claim = stored.claim
    kind, mode, time, place = claim.event.type, claim.event.mode, claim.time, claim.place
    quad = plover.quad(kind).replace("-", " ").upper()
    town = place is not None and place.precision == "town"
    ours = (
        claim.id, (time.start if time else None) or stored.published_start, kind, mode, plover.score(kind), quad, _BETWEEN.join(claim.event.contexts)
    )  # fmt: skip
    where = (
        place.name, place.name if town else None, place.name if place.precision == "district" else None,
        place.name if place.precision == "province" else None, place.country, place.lat, place.lon,
        place.id.removeprefix(_GEONAMES) if place.id and place.id.startswith(_GEONAMES) else None, place.name, place.precision,
    ) if place else (None,) * 10  # fmt: skip
    about = (stored.outlet, stored.published_start, None, None, None, "ar", f"{claim.coder.name} {claim.coder.version}")
    return (*ours, *_side(claim.actor), *_side(claim.recipient), *where, *about)


def _side(side: Sequence[Entity]) -> tuple[str | None, ...]:
    """Names in English where the who's who has one; countries, sectors; the words of the page."""
    known = [actors.load().get(one.id) if one.id else None for one in side]
    names = [(actor.english if actor else None) or one.name for one, actor in zip(side, known, strict=True)]
    sectors = [actor.sector for actor in known if actor and actor.sector]
    countries = [(actor.country if actor else None) or "" for actor in known]
    return (
        _BETWEEN.join(names), _BETWEEN.join(dict.fromkeys(one for one in countries if one)), None, sectors[0] if sectors else None,
        _BETWEEN.join(dict.fromkeys(sectors)), None, _BETWEEN.join(one.mention for one in side), None,
    )  # fmt: skip


def _ours(stored: StoredClaim) -> tuple[object, ...]:
    claim = stored.claim
    speaker = next((one.name for one in claim.attribution if one.kind != "outlet"), None)
    return (
        claim.status, speaker, claim.time.end if claim.time else None, claim.coder.score, _ids(claim.actor), _ids(claim.recipient), stored.article,
        sentence(claim.quote.text, stored.media), _BETWEEN.join(number.line() for number in claim.numbers),
    )  # fmt: skip


def _ids(side: Sequence[Entity]) -> str:
    return _BETWEEN.join(one.id or "" for one in side)
