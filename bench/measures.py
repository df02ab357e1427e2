"""The measures of quality: each codes pages with the packaged model, or reads recorded folds, and returns figures by name."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import copies, passages
from bench.captures.measure import figures as captures
from bench.claims.cases import figures as claim_cases
from bench.confidence.measure import figures as confidence
from bench.gold import EVENTS, ROOT, by_level, claims_scored, fingerprint, gold_events, scorer, shared
from bench.names import measured as names
from bench.occurrences.machine import figures as occurrences_by_machine
from bench.occurrences.measure import figures as occurrences
from bench.places import figures as places
from bench.spans import figures as spans
from bench.times import figures as times
from khabar import pipeline
from khabar.claims import model
from khabar.claims.reports import is_headline, is_report
from khabar.pipeline import Coded
from khabar.records.capture import Fault
from khabar.records.jsonl import article_record, claim_record, line
from training import data

Figures = tuple[dict[str, float], str]
"""Figures by name, and the fingerprint of the gold set."""


def coded(captures: Path) -> Iterator[str]:
    """The JSON Lines of `khabar code CAPTURES`."""
    for page in pipeline.read([str(captures)]):
        found = None if isinstance(page, Fault) else pipeline.code(page)
        if isinstance(found, Coded):
            yield from map(line, (article_record(found.article), *map(claim_record, found.claims)))


def claims(name: str) -> Figures:
    """F1 of claims at four levels, body, dates and offsets on `seeds` or `news`."""
    gold, captures = shared() / "gold" / name, shared() / name
    result = claims_scored(gold, captures, coded(captures))
    figures = by_level(result)
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
    """Gold event sentences as the packaged coder codes them, but reported or not by heads that have not seen their articles.

    Of two in three articles the coder below those heads was trained on our own coding of the sentences; the last third, of which it was not, is
    given beside the whole.

    Scores and logits are recorded by `make crossvalidate`. Raises ValueError if they are of another coder than the packaged one.
    """
    card, *recorded = [json.loads(row) for row in (ROOT / "bench/events/crossvalidated.jsonl").read_text(encoding="utf-8").splitlines()]
    coder = model.load()
    if card["coder"] != coder.version:
        raise ValueError(f"bench/events/crossvalidated.jsonl is of coder {card['coder']}, the package has {coder.version}; run `make crossvalidate`")
    headlines = {row["id"] for name in EVENTS for row in data.lines(gold_events(name)) if is_headline(row["text"])}
    least = coder.thresholds.reports
    coded = [row for row in recorded if row["score"] is not None]
    standing = [row for row in coded if row["capture"] in headlines or is_report(row["report"], row["score"], least[row["type"]])]
    figures, files = {}, []
    with tempfile.TemporaryDirectory() as folder:
        out, held = Path(folder) / "claims.jsonl", Path(folder) / "held.jsonl"
        out.write_text(
            "".join(json.dumps({"kind": "claim", "capture": row["capture"], "event": {"type": row["type"]}}) + "\n" for row in standing),
            encoding="utf-8",
        )
        for name in EVENTS:
            files.append(gold_events(name))
            figures[name] = _event_f1(files[-1], out)
            rows = (row for row in data.lines(files[-1]) if data.fold(row["id"]) == data.HELD_FOLD)
            held.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            figures[f"{name}, held out"] = _event_f1(held, out)
    return figures, fingerprint(files)


MEASURES: dict[str, Callable[[], Figures]] = {
    "seeds": lambda: claims("seeds"),
    "news": lambda: claims("news"),
    "captures": captures,
    "passages": passages.figures,
    "press": passages.press_figures,
    "newspapers": passages.newspaper_figures,
    "events, cross-validated": events_crossvalidated,
    "status": lambda: claim_cases("status"),
    "attribution": lambda: claim_cases("attribution"),
    "confidence": confidence,
    "spans": spans,
    "names": names,
    "times": times,
    "places": places,
    "copies": copies.figures,
    "copies, samples": copies.sample_figures,
    "occurrences": occurrences,
    "occurrences, by machine": occurrences_by_machine,
}
OWN = frozenset({"attribution", "captures", "copies, samples", "names", "occurrences", "occurrences, by machine", "places", "status"})
"""Measures whose cases are the project's own: they need no gold set from outside."""
