"""How often each Arabic letter occurs in prose: tells one single-byte encoding from another.

The table is counted over the project's own training corpus (693,000 letters).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import log
from types import MappingProxyType

from khabar.knowledge.tables import rows


@cache
def arabic() -> Mapping[str, float]:
    """Letter → natural logarithm of its share of all letters."""
    return MappingProxyType({row["letter"]: log(int(row["per_10000"]) / 10_000) for row in rows("letters/arabic.tsv")})
