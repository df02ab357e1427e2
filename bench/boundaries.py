"""PLOVER's boundary rules: invented sentences with the type, and where asked the mode, of one event. Half are held: nobody tunes on them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from bench import passages
from bench.gold import ROOT, fingerprint
from khabar.records.spans import Span
from training import data

CASES = ROOT / "tests/claims/cases"
HALVES = ("open", "held")
_AFTER = " ولم تعرف تفاصيل أخرى."
"""A sentence without an event: a case stands in an article, where violence that is only spoken of is coded as well."""
Case = dict[str, Any]


def path(half: str) -> Path:
    return CASES / f"boundaries_{half}.yaml"


def cases(half: str) -> Iterator[tuple[str, Case]]:
    """Each case with its border."""
    for border, found in yaml.safe_load(path(half).read_text(encoding="utf-8")).items():
        yield from ((border, case) for case in found)


def said(case: Case) -> list[tuple[str, str | None]]:
    """Type and mode of every claim whose cue shares a character with the case's."""
    text = case["text"] + _AFTER
    place = data.locate(text, case["cue"])
    assert place is not None, case
    found = []
    for row in passages.coded({"id": "case", "text": text}):
        record = json.loads(row)
        if record["kind"] == "claim":
            event = record["event"]
            if place.overlaps(Span(event["cue"]["start"], event["cue"]["end"])):
                found.append((event["type"], event["mode"]))
    return found


def judged(case: Case) -> tuple[bool, bool, bool | None]:
    """Whether a claim stands at the cue, whether one has a right type, and a right mode with it (None where it is not asked)."""
    found = said(case)
    right = [mode for kind, mode in found if kind in case["types"]]
    mode = any(m in case["modes"] for m in right) if "modes" in case else None
    return bool(found), bool(right), mode


def shares(half: str) -> dict[str, float]:
    """Shares of the half's cases: with a claim, of the right type, and of those asked for a mode, of the right one."""
    found, kinds, modes = zip(*(judged(case) for _, case in cases(half)), strict=True)
    asked = [mode for mode in modes if mode is not None]
    return {f"{half}: found": sum(found) / len(found), f"{half}: type": sum(kinds) / len(kinds), f"{half}: mode": sum(asked) / len(asked)}


def figures() -> tuple[dict[str, float], str]:
    """The measure: both halves, and the fingerprint of their files."""
    return {k: v for half in HALVES for k, v in shares(half).items()}, fingerprint([path(half) for half in HALVES])


def main() -> None:
    """`python -m bench.boundaries`: the open cases that are wrong, and the shares of both halves. The held cases are never printed."""
    for border, case in cases("open"):
        if False in judged(case):
            sys.stdout.write(f"{border}: {case['text']} [{case['cue']}] wants {case['types']} {case.get('modes', '')}, has {said(case)}\n")
    for name, value in figures()[0].items():
        sys.stdout.write(f"{name:16} {value:.3f}\n")


if __name__ == "__main__":
    main()
