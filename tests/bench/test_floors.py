"""The quality floors: what the packaged model, or the recorded folds, reach on the gold sets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.gold import CORROBORATION, below, fingerprint, floors, shared
from bench.measures import MEASURES, OWN

needs_gold = pytest.mark.skipif(not (shared() / "gold").is_dir(), reason=f"the gold sets are not at {shared()}; set KHABAR_SHARED to their folder")


@pytest.mark.parametrize("name", [name if name in OWN else pytest.param(name, marks=needs_gold) for name in MEASURES])
def test_figures_are_at_their_floors(name: str) -> None:
    figures, gold = MEASURES[name]()
    assert below(name, figures, gold) == []


def test_every_measure_has_floors() -> None:
    assert set(floors()) == set(MEASURES)


def test_corroboration_floors_are_flat_and_sorted() -> None:
    table = json.loads(CORROBORATION.read_text(encoding="utf-8"))
    assert list(table) == sorted(table)
    assert all(": " in key and isinstance(value, float | str) for key, value in table.items())


def test_a_figure_under_its_floor_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.gold.floors", lambda: {"seeds": {"gold": "abc", "floors": {"dyad": 0.72}}})
    assert below("seeds", {"dyad": 0.71}, "abc") == ["seeds: dyad is 0.71, under its floor 0.72"]
    assert below("seeds", {"dyad": 0.72}, "abc") == []
    assert "the gold set is xyz" in below("seeds", {"dyad": 0.9}, "xyz")[0]


def test_a_fingerprint_does_not_know_where_the_folders_lie(tmp_path: Path) -> None:
    first, second, elsewhere = (tmp_path / name for name in ("b/first.txt", "a/second.txt", "z/second.txt"))
    for path in (first, second, elsewhere):
        path.parent.mkdir()
        path.write_text(path.name, encoding="utf-8")
    before = fingerprint([second, first])
    assert before == fingerprint([first, elsewhere])
    first.write_text("changed", encoding="utf-8")
    assert before != fingerprint([second, first])
