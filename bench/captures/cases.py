r"""The captures of `tests/articles/captures/` without their marks, and what the marks say.

A text's lines are marked `F| ` furniture, `T| ` title, `K| ` kicker, `B| ` body, `S| ` subheading, `Y| ` byline, `D| ` dateline, `C| ` a
reader's comment, `O| ` either way right. In HTML the same letters open a bracket: `⟦B words⟧`. `\u200f` stands for that character. Lines
at the head, `# key: value`, say the rest: `published` (a day, `first/last` where any day between is right, or null), `outlet` (names, one
of them right, `|` between; or null), `origin`, `expect` (the reason of the drop), `round` (2: only measured), and how the page is stored
(`newline`, `encoding`, `join`: all on one line).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.gold import ROOT
from khabar.records.spans import Span

FOLDER = ROOT / "tests" / "articles" / "captures"
_SAID = re.compile(r"# (\w+): (.*)\n")
_LINE = re.compile(r"([FTKBSYDCO])\| (.*)")
_BRACKET = re.compile(r"⟦([TKBSYCO]) ([^⟦⟧]*)⟧")
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


@dataclass(frozen=True)
class Case:
    """One capture: its bytes as an archive would hold them, its text, and the gold."""

    name: str
    data: bytes
    text: str
    marks: tuple[tuple[str, Span], ...]
    said: dict[str, str]

    @property
    def held(self) -> bool:
        """Whether it is only measured: of the second round, written when the first had been looked at and before its own answers had."""
        return "round" in self.said

    def spans(self, letters: str) -> list[Span]:
        return [span for mark, span in self.marks if mark in letters]


def cases() -> list[Case]:
    return [_case(path) for path in paths()]


def paths() -> list[Path]:
    return sorted(path for path in FOLDER.iterdir() if path.suffix in (".html", ".txt"))


def _case(path: Path) -> Case:
    source = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), path.read_text(encoding="utf-8"))
    said: dict[str, str] = {}
    while head := _SAID.match(source):
        said[head[1]] = head[2]
        source = source[head.end() :]
    newline = {"crlf": "\r\n"}.get(said.get("newline", ""), "" if "join" in said else "\n")
    pieces = list(_html(source) if path.suffix == ".html" else _lines(source, newline))
    text, marks = "", []
    for mark, words in pieces:
        if mark:
            marks.append((mark, Span(len(text), len(text) + len(words))))
        text += words
    return Case(path.name, text.encode(said.get("encoding", "utf-8")), text, tuple(marks), said)


def _lines(source: str, newline: str) -> Iterator[tuple[str, str]]:
    """Each line with its mark, and the ends between them."""
    for line in source.splitlines():
        marked = _LINE.fullmatch(line)
        yield (marked[1], marked[2]) if marked else ("", line)
        yield "", newline


def _html(source: str) -> Iterator[tuple[str, str]]:
    """What stands in brackets with its mark, and what stands between."""
    at = 0
    for bracket in _BRACKET.finditer(source):
        yield "", source[at : bracket.start()]
        yield bracket[1], bracket[2]
        at = bracket.end()
    yield "", source[at:]
