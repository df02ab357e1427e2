"""The gold sets, their fingerprints, and the scorers that come with them."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
FLOORS = tuple(ROOT / "bench" / folder / "floors.json" for folder in (".", "claims", "confidence", "events", "knowledge"))
"""Floors of the coder, of its status and attribution by case, of its score, of the gold events' words, and of what is known before it reads."""
CORROBORATION = ROOT / "bench" / "corroboration" / "floors.json"
"""Flat: `measure: figure` → floor, and `measure: gold` → fingerprint."""


def shared() -> Path:
    """The folder with gold sets and scorers: `KHABAR_SHARED`, or `../shared` beside the project."""
    return Path(os.environ.get("KHABAR_SHARED", ROOT.parent / "shared"))


def archive() -> Path:
    """The archive of real articles, which may not be there."""
    return shared() / "data" / "antcorpus.tar.gz"


LEVELS = ("dyad", "type", "status", "attribution")
"""Of the scorer of claims, each asking for all that is asked before it."""
EVENTS = ("assault", "protest")
"""Kinds of the gold events."""


def gold_events(kind: str) -> Path:
    """Sentences, each with whether it reports an event of the kind."""
    return shared() / "gold" / "gsr" / f"{kind}_dev.jsonl"


def gold_words(kind: str) -> Path:
    """Sentences that report one, with the words of its verb and sides."""
    return shared() / "gold" / "gsr" / f"{kind}_spans_dev.jsonl"


def fingerprint(paths: list[Path]) -> str:
    """SHA-256 over the files' names and bytes, wherever their folders lie: a floor holds for one gold set and no other."""
    digest = hashlib.sha256()
    for held in sorted(path.name.encode() + b"\0" + path.read_bytes() for path in paths):
        digest.update(held)
    return digest.hexdigest()[:16]


def floors() -> dict[str, dict[str, object]]:
    """The floors of every measure, from all files."""
    found: dict[str, dict[str, object]] = {}
    for path in FLOORS:
        found |= json.loads(path.read_text(encoding="utf-8"))
    return found | _nested(json.loads(CORROBORATION.read_text(encoding="utf-8")))


def _nested(flat: dict[str, object]) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for key, value in flat.items():
        measure, _, figure = key.partition(": ")
        held = found.setdefault(measure, {"floors": {}})
        target = held if figure == "gold" else held["floors"]
        assert isinstance(target, dict)
        target[figure] = value
    return found


def below(name: str, figures: dict[str, float], gold: str) -> list[str]:
    """One sentence for each figure of measure `name` that is under its floor, or where the gold set is not the floor's."""
    floor = floors()[name]
    if floor.get("gold") not in (None, gold):
        return [f"{name}: the gold set is {gold}, the floors are for {floor['gold']}; measure anew and write both where the floors stand"]
    wanted = floor["floors"]
    assert isinstance(wanted, dict)
    return [f"{name}: {key} is {figures[key]}, under its floor {value}" for key, value in wanted.items() if figures[key] < value]


def scorer(name: str, *arguments: str | Path) -> str:
    """What a scorer of the gold sets prints."""
    command = [sys.executable, str(shared() / "tools" / name), *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def claims_scored(gold: Path, captures: Path, rows: Iterable[str]) -> dict[str, Any]:
    """What the scorer of claims says of `rows` (JSON Lines of articles and claims) against a folder of gold files."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "claims.jsonl"
        made.write_text("".join(row + "\n" for row in rows), encoding="utf-8")
        found: dict[str, Any] = json.loads(scorer("score_claims.py", gold, "--captures", captures, "--claims", made, "--json"))
    return found


def by_level(scored: Mapping[str, Any]) -> dict[str, float]:
    """F1 at each of `LEVELS`."""
    return {level: scored[level]["f1"] for level in LEVELS}
