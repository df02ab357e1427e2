"""The thresholds that ship are those that training would ship again."""

from __future__ import annotations

import json
from pathlib import Path

from khabar.claims.packaged import WEIGHTS

ROOT = Path(__file__).parents[2]


def test_the_card_carries_the_thresholds_of_training() -> None:
    card = json.loads(WEIGHTS.joinpath("card.json").read_text(encoding="utf-8"))
    assert card["thresholds"] == json.loads((ROOT / "training/thresholds.json").read_text(encoding="utf-8"))
