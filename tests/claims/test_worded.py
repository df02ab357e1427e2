"""What the words of a lone sentence say of whether it reports violence or a protest."""

from __future__ import annotations

import pytest

from khabar.claims.labels import REPORTED
from khabar.claims.worded import load, worded


def test_there_is_one_table_for_each_reported_type() -> None:
    assert len(load()) == len(REPORTED)


@pytest.mark.parametrize(
    ("kind", "report", "talk"),
    [
        ("ASSAULT", "قتل خمسة جنود وأصيب عشرة في انفجار سيارة مفخخة", "يرى الكاتب أن القانون وحده يحمي المجتمع من الخوف"),
        ("PROTEST", "تظاهر مئات المحتجين أمام مقر الحكومة ورددوا هتافات", "يرى الكاتب أن الحوار بين الأحزاب ضروري"),
    ],
)
def test_a_report_scores_above_talk(kind: str, report: str, talk: str) -> None:
    assert worded(kind, report.split()) > worded(kind, talk.split())
