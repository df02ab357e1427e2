"""Who is who, and who stands in the ledger: actors, speakers, outlets and places with the numbers of their claims."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from khabar import mentions
from khabar.client.form import Form
from khabar.corroboration.standing import Standing
from khabar.knowledge import actors
from khabar.knowledge.actors import Actor, Name, Relation
from khabar.records.claim import PlacePrecision
from khabar.records.occurrence import Told


@dataclass(frozen=True, slots=True)
class Meant:
    """An actor whom a name names, by which rule and how surely (0 to 1)."""

    actor: Actor
    rule: str
    score: float
    on: str | None


def meant(name: str, on: str | None = None, *, by_id: bool = False) -> list[Meant]:
    """Whom a name names on an ISO day, or whose id it is; several where the name does not tell; nobody where it is not known."""
    resolution = None if by_id else mentions.resolve(name, None, on)
    ids = (name,) if by_id else resolution.ids or resolution.of if resolution else ()
    rule = "by its id" if by_id else resolution.rule if resolution else ""
    return [Meant(found, rule, resolution.score if resolution else 1.0, on) for one in ids if (found := actors.load().get(one))]


def record(one: Meant) -> dict[str, Any]:
    """What `khabar who` prints."""
    actor = one.actor
    return {
        "id": actor.id, "type": actor.type, "name": actor.canonical, "english": actor.english, "country": actor.country, "sector": actor.sector,
        "rule": one.rule,
        "names": [{"kind": n.fact, "name": n.text, **_period(n)} for n in actor.names],
        "relations": [{"kind": r.fact, "id": r.target, **_period(r)} for r in actor.relations],
        "of": [owner.id for owner in actors.load().of_at(actor.id, one.on)],
        "score": one.score,
    }  # fmt: skip


def _period(item: Name | Relation) -> dict[str, str | None]:
    return {"from": item.start, "to": item.end}


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in the ledger: in how many claims as actor, as recipient, and as a witness."""

    id: str | None
    name: str
    actor: int
    recipient: int
    speaker: int


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who published: how many articles, how many of them reprint another, how many claims; and whom it quotes, the most often first."""

    name: str
    articles: int
    copies: int
    claims: int
    quotes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as claims name it; without coordinates where it is no point on a map."""

    name: str
    id: str | None
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    claims: int


def parties(held: Standing) -> list[Party]:
    """All sides and witnesses but outlets and unnamed sources, by how many claims they stand in, then by name."""
    counts: dict[tuple[str | None, str], Counter[str]] = defaultdict(Counter)
    for told in held.told.values():
        for key, part in dict.fromkeys(_parts(told)):
            counts[key][part] += 1
    found = [Party(key[0], key[1], n["actor"], n["recipient"], n["speaker"]) for key, n in counts.items()]
    return sorted(found, key=lambda one: (-(one.actor + one.recipient + one.speaker), one.name, one.id or ""))


def _parts(told: Told) -> Iterator[tuple[tuple[str | None, str], str]]:
    claim = told.claim
    for part, side in (("actor", claim.actor), ("recipient", claim.recipient)):
        yield from ((((one.id, one.name)), part) for one in side)
    yield from (((link.id, link.name), "speaker") for link in claim.attribution if link.kind not in ("outlet", "anonymous"))


def outlets(held: Standing) -> list[Outlet]:
    """Those of which an article is in the ledger, by how many, then by name."""
    articles: dict[str, list[str]] = defaultdict(list)
    for key, one in held.articles.items():
        if one.article and one.article.outlet:
            articles[one.article.outlet].append(key)
    claims: Counter[str] = Counter(told.outlet for told in held.told.values() if told.outlet)
    quoted = _quoted(held.told.values())
    found = [Outlet(name, len(keys), sum(key in held.copies for key in keys), claims[name], quoted[name]) for name, keys in articles.items()]
    return sorted(found, key=lambda one: (-one.articles, one.name))


def _quoted(claims: Iterable[Told]) -> defaultdict[str, tuple[tuple[str, int], ...]]:
    """By outlet, the witnesses that its claims name, with how many claims."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for told in claims:
        names = {link.name for link in told.claim.attribution if link.kind not in ("outlet", "anonymous")}
        counts[told.outlet or ""].update(names)
    return defaultdict(tuple, {name: tuple(sorted(each.items(), key=lambda item: (-item[1], item[0]))) for name, each in counts.items()})


def places(held: Standing) -> list[Spot]:
    """The places of claims, by how many claims, then by name."""
    counts = Counter(told.claim.place for told in held.told.values() if told.claim.place)
    found = [Spot(p.name, p.id, p.country, p.lat, p.lon, p.precision, n) for p, n in counts.items()]
    return sorted(found, key=lambda one: (-one.claims, one.name, one.id or ""))


PARTIES: Form[Party] = Form(
    ("id", "name", "actor", "recipient", "speaker"),
    lambda one: {"kind": "party", **asdict(one)},
    lambda one: (one.id, one.name, one.actor, one.recipient, one.speaker),
)
OUTLETS: Form[Outlet] = Form(
    ("name", "articles", "copies", "claims", "quotes"),
    lambda one: {"kind": "outlet", **asdict(one), "quotes": [{"name": name, "claims": n} for name, n in one.quotes]},
    lambda one: (one.name, one.articles, one.copies, one.claims, "; ".join(f"{name} {n}" for name, n in one.quotes)),
)
PLACES: Form[Spot] = Form(
    ("name", "id", "country", "lat", "lon", "precision", "claims"),
    lambda one: {"kind": "place", **asdict(one)},
    lambda one: (one.name, one.id, one.country, one.lat, one.lon, one.precision, one.claims),
)
