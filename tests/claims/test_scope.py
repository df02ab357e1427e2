"""What governs a cue: the cases of `cases/scope.yaml`, positive beside the negative that is most like it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from khabar.arabic.words import words
from khabar.claims.features import touched
from khabar.claims.labels import STATUSES
from khabar.claims.scope import TRUST, Scope, scope, told, weighed
from khabar.records.spans import Span

CASES: dict[str, dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases" / "scope.yaml").read_text(encoding="utf-8"))


def governed(text: str, cue: str) -> tuple[list[str], Scope]:
    cut = words(text)
    surfaces = [text[w.start : w.end] for w in cut]
    at = text.index(cue)
    return surfaces, scope(surfaces, touched(cut, Span(at, at + len(cue))))


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_governs_a_cue(case: dict[str, Any]) -> None:
    surfaces, found = governed(case["text"], case["cue"])
    assert [" ".join(surfaces[o.start : o.end]) for o in found.path] == case["path"]
    assert found.status == case["status"]


def test_the_cases_hold_both_kinds() -> None:
    free = [not case["path"] for case in CASES.values()]
    assert min(free.count(True), free.count(False)) >= 10


def test_the_status_that_is_made_gains_by_its_weight_and_no_other() -> None:
    _, found = governed("لم يوقع الوزير شيئا", "يوقع")
    gained = weighed(np.zeros(len(STATUSES), np.float32), found)
    assert gained[STATUSES.index("denied")] == pytest.approx(TRUST * found.weight)
    assert np.count_nonzero(gained) == 1
    assert found.weight > 0


def test_what_is_not_governed_keeps_the_scores_of_the_model() -> None:
    scores = np.arange(len(STATUSES), dtype=np.float32)
    surfaces, found = governed("وقع الوزير الاتفاق", "وقع")
    assert weighed(scores, found) is scores
    assert told(surfaces, found) == ""


def test_the_reason_names_the_words_from_without_to_within() -> None:
    surfaces, found = governed("لم ينف الوزير قصف القرية", "قصف")
    assert told(surfaces, found).startswith("«لم» (not) over «ينف» (deny): possible, +")
