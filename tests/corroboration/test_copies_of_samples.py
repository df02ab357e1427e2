"""The example of docs/corroboration.md, run: what the sample pages have in common."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from khabar.records.copy import Reuse

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def found() -> list[Reuse]:
    page = (ROOT / "docs/corroboration.md").read_text(encoding="utf-8")
    example = re.search(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert example
    seen: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        exec(compile(example[1], "docs/corroboration.md", "exec"), seen)  # noqa: S102 - an example of our own
    reuses: list[Reuse] = seen["found"]
    return reuses


def test_the_reprint_is_a_copy_of_what_it_credits(found: list[Reuse]) -> None:
    reuse = next(r for r in found if (r.first, r.second) == ("01-truce.html", "10-truce-reprint.txt"))
    assert (reuse.relation, reuse.direction.source, reuse.direction.basis) == ("copy", "first", "credit")
    pages = [(ROOT / "samples" / name).read_text(encoding="utf-8") for name in (reuse.first, reuse.second)]
    longest = max(reuse.passages, key=lambda passage: passage.words)
    assert "مهند الطرابيشي" in pages[0][longest.first.start : longest.first.end]
    assert "مهند الطرابيشي" in pages[1][longest.second.start : longest.second.end]


@pytest.mark.parametrize("pair", [("02-air-strike.html", "09-new-toll.txt"), ("10-truce-reprint.txt", "11-truce-denied.txt")], ids="/".join)
def test_two_reports_of_one_event_are_no_copies(found: list[Reuse], pair: tuple[str, str]) -> None:
    assert pair not in {(r.first, r.second) for r in found}
