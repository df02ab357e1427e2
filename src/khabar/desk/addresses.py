"""Addresses of the desk's pages, built from names that may hold any letter."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode


def address(*segments: str, **asked: str | Sequence[str]) -> str:
    """`address("dyads", "a/b", on="2017")` is `/dyads/a%2Fb?on=2017`; of a sequence each value is asked."""
    path = "/" + "/".join(quote(one, safe="") for one in segments)
    query = urlencode({name: value for name, value in asked.items() if value}, doseq=True)
    return f"{path}?{query}" if query else path
