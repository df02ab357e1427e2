"""Which drafts of violence and protest in a lone sentence are reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.claims.reading import Draft
from khabar.claims.reports import reported, sure
from khabar.records.spans import Quote

DRAFT = Draft(0, Quote(0, 3, "خبر"), "خبر", "خبر", "ASSAULT", None, "occurred", {}, None, 0.9, 1.0, 1.0)
LEAST = {"ASSAULT": (1.0, 0.0), "PROTEST": (1.0, 1.0)}

CASES: dict[str, tuple[str, float, float, bool]] = {
    "a report stands": ("ASSAULT", 1.5, 0.9, True),
    "talk does not": ("ASSAULT", 0.5, 0.9, False),
    "nor a sure event, where its score has no weight": ("ASSAULT", 0.5, 0.999, False),
    "but where it has one": ("PROTEST", 0.5, 0.9, True),
    "and an unsure one falls": ("PROTEST", 1.5, 0.2, False),
    "other types need no report": ("CONSULT", -9.0, 0.9, True),
}


@pytest.mark.parametrize(("kind", "report", "score", "stands"), CASES.values(), ids=CASES)
def test_reports_stand_and_talk_does_not(kind: str, report: float, score: float, stands: bool) -> None:
    draft = replace(DRAFT, type=kind, report=report, score=score)
    assert reported([draft], LEAST) == ([draft] if stands else [])


def test_without_thresholds_all_stand() -> None:
    assert reported([replace(DRAFT, report=-9.0)], {}) == [replace(DRAFT, report=-9.0)]


def test_the_logit_grows_with_report_and_score() -> None:
    assert sure(0.0, 0.5, 1.0) == pytest.approx(0.0)
    assert sure(1.0, 0.5, 1.0) > sure(0.0, 0.5, 1.0)
    assert sure(0.0, 0.9, 1.0) > sure(0.0, 0.5, 1.0)
    assert sure(0.7, 0.0, 0.0) == sure(0.7, 1.0, 0.0) == 0.7
