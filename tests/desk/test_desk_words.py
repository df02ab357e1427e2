"""The desk's words: both languages everywhere, every key that a page uses is there, and none is left over."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from khabar.desk import words
from khabar.desk.words import FOLDER, LANGUAGES, Language

DESK = FOLDER.parent
TABLES = sorted(FOLDER.glob("*.tsv"))
_SAID = re.compile(r"""\bt(?:\.count|\.has)?\(\s*["']([\w.-]+?)(\.?)["']\s*(~?)""")
_WORD = re.compile(r"""["']([a-z]+(?:\.[\w-]+)+)["']""")
_PLURALS = (".zero", ".one", ".two", ".few", ".many", ".other")
_TATWEEL = "\u0640"


def sources() -> list[Path]:
    return sorted([*DESK.rglob("*.html"), *DESK.rglob("*.py")])


def keys() -> set[str]:
    return set(words.words("ar").table)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_table_is_sorted_whole_and_clean(path: Path) -> None:
    rows = words.rows(path)
    found = [row["key"] for row in rows]
    assert found == sorted(set(found))
    assert all(key.startswith(f"{path.stem}.") for key in found)
    for row in rows:
        assert all(row[language].strip() == row[language] != "" for language in LANGUAGES), row
        assert unicodedata.is_normalized("NFC", row["ar"]), row
        assert _TATWEEL not in row["ar"], row
        assert re.findall(r"\{\w+\}", row["en"]) == [] or "{" in row["ar"] or row["key"].endswith((".one", ".two")), row


def test_a_row_with_a_missing_cell_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text("key\tar\ten\nbad.one\tواحد\n", encoding="utf-8")
    with pytest.raises(ValueError, match="every row needs the cells key, ar, en"):
        words.rows(path)


def test_every_key_that_a_template_says_is_there() -> None:
    missing = []
    for path in DESK.rglob("*.html"):
        for key, dot, joined in _SAID.findall(path.read_text(encoding="utf-8")):
            known = any(one.startswith(f"{key}{dot}") for one in keys()) if joined or dot else key in keys() or f"{key}.other" in keys()
            missing += [] if known else [f"{path.name}: {key}{dot}"]
    assert missing == []


def test_no_key_is_left_over() -> None:
    """A key is used if a page names it, or names its family: `t('status.' ~ …)`."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources())
    named = {key for key, _, joined in _SAID.findall(text) if not joined} | set(_WORD.findall(text))
    families = tuple(f"{key}{dot}" for key, dot, _ in _SAID.findall(text) if dot) + tuple(re.findall(r"""f["']([a-z]+\.(?:[\w-]+\.)?)\{""", text))
    used = {key for key in keys() if key in named or key.startswith(families) or (key.endswith(_PLURALS) and key.rpartition(".")[0] in named)}
    assert keys() - used == set()


@pytest.mark.parametrize(
    ("number", "language", "shown"),
    [
        pytest.param(0, "ar", "0 قول", id="zero"),
        pytest.param(1, "ar", "قول واحد", id="one"),
        pytest.param(2, "ar", "قولان", id="two"),
        pytest.param(10, "ar", "10 أقوال", id="few-last"),
        pytest.param(11, "ar", "11 قولا", id="many-first"),
        pytest.param(100, "ar", "100 قول", id="hundred"),
        pytest.param(103, "ar", "103 أقوال", id="few-again"),
        pytest.param(1, "en", "1 claim", id="english-one"),
        pytest.param(1200, "en", "1,200 claims", id="english-many"),
    ],
)
def test_counts_follow_the_plural_rules(number: int, language: Language, shown: str) -> None:
    assert words.words(language).count("claim.count", number) == shown
