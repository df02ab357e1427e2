"""What is left, and how much of it is right, when claims below a score are passed over."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import pages
from bench.confidence.measure import PAGES
from bench.gold import scorer, shared
from khabar.pipeline import Coded
from khabar.records.jsonl import article_record, claim_record, line

LEAST = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Row:
    """Claims of a set with a score of at least `least`; precision and recall of sides and type, as the gold sets' scorer counts them."""

    name: str
    least: float
    claims: int
    precision: float
    recall: float


def rows() -> Iterator[Row]:
    for name in PAGES:
        coded = pages.coded(shared() / name)
        for least in LEAST:
            yield _row(name, least, coded)


def _row(name: str, least: float, coded: tuple[Coded, ...]) -> Row:
    kept = [(page.article, [claim for claim in page.claims if claim.coder.score >= least]) for page in coded]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "claims.jsonl"
        records = (record for article, claims in kept for record in (article_record(article), *map(claim_record, claims)))
        out.write_text("".join(line(record) + "\n" for record in records), encoding="utf-8")
        told = json.loads(scorer("score_claims.py", shared() / "gold" / name, "--captures", shared() / name, "--claims", out, "--json"))
    return Row(name, least, sum(len(claims) for _, claims in kept), told["type"]["precision"], told["type"]["recall"])
