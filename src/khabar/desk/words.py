"""Every word that the desk shows, in Arabic and English: one table an area in `words/`, its keys `area.name`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Language = Literal["ar", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
FOLDER = Path(__file__).parent / "words"
HEADER = ["key", "ar", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. `{name}` in them stands where a value goes."""

    language: Language
    table: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Raises KeyError for a key or value that is missing: a page never shows a key."""
        return self.table[key].format(**values) if values else self.table[key]

    def has(self, key: str) -> bool:
        return key in self.table

    def count(self, key: str, number: int) -> str:
        """The words for so many things, by the plural rules of the language (CLDR): rows `key.one`, `key.two`, `key.few`, `key.many`, `key.other`."""
        rule = _arabic(number) if self.language == "ar" else "one" if number == 1 else "other"
        form = f"{key}.{rule}"
        return self.table[form if form in self.table else f"{key}.other"].format(n=f"{number:,}")


def _arabic(number: int) -> str:
    """The plural category of a whole number in Arabic, after CLDR."""
    if number in (1, 2):
        return ("one", "two")[number - 1]
    rest = number % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


@cache
def words(language: Language) -> Words:
    return Words(language, {row["key"]: row[language] for path in sorted(FOLDER.glob("*.tsv")) for row in rows(path)})


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of one table. Raises ValueError where a row has not one cell for each column."""
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    if not lines or lines[0] != HEADER or any(len(line) != len(HEADER) for line in lines):
        raise ValueError(f"{path.name}: every row needs the cells {', '.join(HEADER)}")
    return [dict(zip(HEADER, line, strict=True)) for line in lines[1:]]
