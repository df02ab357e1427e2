"""The gold pages as the guide codes them."""

from __future__ import annotations

import pytest

from bench import agreement, gold
from bench.gold import shared


@pytest.mark.skipif(not shared().is_dir(), reason=f"the gold sets are not at {shared()}; set KHABAR_SHARED to their folder")
@pytest.mark.parametrize("name", ["seeds", "news"])
def test_every_gold_page_is_coded_from_its_own_words(name: str) -> None:
    coded = agreement.pages(name)
    assert {f"{item['id']}.txt" for item in coded} == {path.name for path in (shared() / name).glob("*.txt")}
    reached = agreement.of_pages(name)
    assert set(reached) == set(gold.LEVELS)
    assert reached["dyad"] > 0.8
