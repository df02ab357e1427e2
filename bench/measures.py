"""The measures of quality: each codes pages with the packaged model, or reads recorded folds, and returns figures by name."""

from __future__ import annotations

import json
import math
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.gold import ROOT, fingerprint, scorer, shared
from khabar import pipeline
from khabar.claims import model
from khabar.claims.decode import Thresholds
from khabar.pipeline import Coded
from khabar.records.capture import Fault
from khabar.records.jsonl import article_record, claim_record, line

Figures = tuple[dict[str, float], str]
"""Figures by name, and the fingerprint of the gold set."""


def coded(paths: list[Path], out: Path) -> None:
    """The JSON Lines of `khabar code PATHS`."""
    with out.open("w", encoding="utf-8") as file:
        for page in pipeline.read([str(p) for p in paths]):
            found = None if isinstance(page, Fault) else pipeline.code(page)
            if isinstance(found, Coded):
                for record in (article_record(found.article), *map(claim_record, found.claims)):
                    file.write(line(record) + "\n")


def claims(name: str) -> Figures:
    """F1 of claims at four levels, body, dates and offsets on `seeds` or `news`."""
    gold, captures = shared() / "gold" / name, shared() / name
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "claims.jsonl"
        coded([captures], out)
        result = json.loads(scorer("score_claims.py", gold, "--captures", captures, "--claims", out, "--json"))
    figures = {level: result[level]["f1"] for level in ("dyad", "type", "status", "attribution")}
    figures["body"] = result["body_f1"]
    for key in ("published_right", "offsets_right"):
        right, total = map(int, result[key].split("/"))
        figures[key] = round(right / max(1, total), 4)
    return figures, fingerprint(list(gold.glob("*.yaml")))


def _event_f1(gold: Path, predictions: Path) -> float:
    match = re.search(r" f1 ([0-9.]+)", scorer("score_events.py", gold, "--claims", predictions))
    assert match is not None
    return float(match[1])


def events_crossvalidated() -> Figures:
    """Gold event sentences, each judged by a model that has not seen its article, and counted by the packaged model's thresholds.

    The folds' logits are recorded by `make crossvalidate`.
    """
    recorded = [json.loads(row) for row in (ROOT / "bench/events/crossvalidated.jsonl").read_text(encoding="utf-8").splitlines()]
    thresholds = model.load().thresholds
    least = math.log(thresholds.event / (1 - thresholds.event))

    standing = [row for row in recorded if _logit(row, thresholds) >= least]
    figures, files = {}, []
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "claims.jsonl"
        out.write_text("".join(json.dumps({"kind": "claim", **row}) + "\n" for row in standing), encoding="utf-8")
        for name in ("assault", "protest"):
            files.append(shared() / "gold" / "gsr" / f"{name}_dev.jsonl")
            figures[name] = _event_f1(files[-1], out)
    return figures, fingerprint(files)


def _logit(row: dict[str, Any], thresholds: Thresholds) -> float:
    """The logit of a recorded sentence's best event: two-sided, or one-sided, where the gate lets it pass."""
    kind, gate = row["event"]["type"], row["gate"]
    best = max(
        [row[n] for n, two_sided in (("one", False), ("two", True)) if thresholds.lets_pass(kind, gate, two_sided=two_sided)], default=-math.inf
    )
    return float(best + thresholds.blend[3] * gate)


MEASURES: dict[str, Callable[[], Figures]] = {
    "seeds": lambda: claims("seeds"),
    "news": lambda: claims("news"),
    "events, cross-validated": events_crossvalidated,
}
