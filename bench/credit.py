"""How far each claim of a page agrees with its gold, by the gold sets' own scorer: what a score is calibrated on, and checked by."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from functools import cache
from typing import Any

from bench.gold import shared

DYAD, TYPE, STATUS, ATTRIBUTION = 1, 2, 3, 4
"""Levels reached; 0 is none."""
Record = dict[str, Any]


@cache
def _scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score_claims", shared() / "tools" / "score_claims.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def levels(gold: Record, text: str, claims: Iterable[Record]) -> list[int]:
    """The level that each claim, a record of `khabar code`, reaches against the gold of its page; outside title and body none."""
    lines = _scorer().line_spans(text)
    allowed = _scorer().ranges(gold["body_lines"]) | {gold["title_line"]}
    found = []
    for claim in claims:
        start, end = claim["quote"]["start"], claim["quote"]["end"]
        at = {number for number, (first, last) in enumerate(lines, 1) if start < last and first < end}
        near = [one for one in gold["claims"] if one["line"] in at] if at <= allowed else []
        found.append(max((_level(gold, one, claim) for one in near), default=0))
    return found


def _level(gold: Record, one: Record, claim: Record) -> int:
    return next((level for level in range(4) if not _scorer().agrees(gold, one, claim, level)), 4)
