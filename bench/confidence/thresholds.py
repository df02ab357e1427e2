"""What is left, and how much of it is right, when claims below a score are passed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench import pages
from bench.confidence.measure import PAGES
from bench.gold import claims_scored, shared
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
    records = (record for article, claims in kept for record in (article_record(article), *map(claim_record, claims)))
    told = claims_scored(shared() / "gold" / name, shared() / name, map(line, records))
    return Row(name, least, sum(len(claims) for _, claims in kept), told["type"]["precision"], told["type"]["recall"])
