"""The worked example shows what its commands print over the seed articles, and holds none of their sentences."""

from __future__ import annotations

import re

import pytest

from bench import example
from bench.gold import shared

WORDS = 8
"""Words in a row that two texts do not share by accident."""
PAGE = example.PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def seeds() -> list[str]:
    folder = shared() / "seeds"
    if not folder.is_dir():
        pytest.skip(f"the seed articles are not at {folder}: the worked example cannot be run")
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return {tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}


def test_the_page_has_what_the_commands_print(seeds: list[str]) -> None:
    assert example.written(PAGE, shared()) == PAGE


def test_no_sentence_of_a_seed_stands_on_the_page(seeds: list[str]) -> None:
    assert [run for text in seeds for run in runs(text) & runs(PAGE)] == []


def test_every_block_of_figures_is_found() -> None:
    assert len(example.BLOCK.findall(PAGE)) == PAGE.count("<!-- figures: ") == PAGE.count("<!-- /figures -->") >= 10


def test_sentences_are_no_columns_of_a_block() -> None:
    block = "<!-- figures: claim quote -->\n```sh\nkhabar claims\n```\n<!-- /figures -->"
    found = example.BLOCK.search(block)
    assert found is not None
    with pytest.raises(ValueError, match="sentences"):
        list(example._table(found[1].split(), ["claims"], "nowhere.db"))
