"""The fit of the score under a ceiling, against what is known of its answers."""

from __future__ import annotations

import numpy as np
import pytest

from khabar.knowledge.confidence import weights
from training.confidence import FOLDS, Sample, cross_validated, fitted, gold, logistic, table_rows

SIGNS = [one.sign for one in weights()]
BASE, EVENT = SIGNS.index("base"), SIGNS.index("event")


def drawn(bias: float, slope: float, ceiling: float, count: int = 20_000) -> Sample:
    """Claims of which one sign matters, credited as often as these weights and the ceiling say."""
    draw = np.random.default_rng(1)
    signs = np.zeros((count, len(SIGNS)))
    signs[:, BASE], signs[:, EVENT] = 1.0, draw.normal(1.0, 2.0, count)
    right = draw.random(count) < ceiling * logistic(bias + slope * signs[:, EVENT])
    return Sample(signs, right.astype(np.float64), np.full(count, ceiling), np.arange(count) % FOLDS)


@pytest.mark.parametrize("ceiling", [0.999, 0.8, 0.6])
def test_weights_are_found_whatever_the_ceiling(ceiling: float) -> None:
    found = fitted(drawn(-0.5, 0.7, ceiling))
    assert found[[BASE, EVENT]] == pytest.approx([-0.5, 0.7], abs=0.1)
    assert np.delete(found, [BASE, EVENT]) == pytest.approx(0)


def test_a_row_is_scored_by_weights_of_the_other_folds() -> None:
    of = drawn(0.0, 1.0, 0.8, 200)
    flipped = Sample(of.signs, np.where(of.fold == 0, 1 - of.right, of.right), of.ceiling, of.fold)
    same, changed = cross_validated(of), cross_validated(flipped)
    assert same[of.fold == 0] == pytest.approx(changed[of.fold == 0])
    assert (same[of.fold == 1] != changed[of.fold == 1]).all()


def test_the_table_keeps_its_signs_and_meanings() -> None:
    rows = list(table_rows([0.5] * len(SIGNS)))
    assert rows[0] == "sign\tweight\tmeaning"
    assert [row.split("\t")[0] for row in rows[1:]] == SIGNS
    assert all(row.split("\t")[1:] == ["0.500", one.meaning] for row, one in zip(rows[1:], weights(), strict=True))


@pytest.mark.parametrize(("kind", "either"), [("CONSULT", True), ("AGREE", True), ("ACCUSE", False)])
def test_symmetric_events_are_right_in_either_order(kind: str, either: bool) -> None:
    event = {"cue": "التقى", "type": kind, "status": "occurred", "actor": ["زيد"], "recipient": ["عمرو"], "by": []}
    item = {"id": "a", "text": "التقى زيد عمرو", "entities": [["زيد", "PER"], ["عمرو", "PER"]], "events": [event]}
    assert gold(item)["claims"][0]["symmetric"] is either
