"""Which heading above still holds on a line, and which lines stand in a box that the page opens and closes in words."""

from __future__ import annotations

from khabar.articles.lines import Line
from khabar.articles.phrases import Match, counts_comments

_REACH = {"related": 14, "widget": 8, "reader": 1_000_000, "about": 1_000_000}
"""Over how many lines a heading of that kind holds; comments and the site's word on itself run to the end or to the next heading."""
_NEEDS_PROSE = {"reader", "about"}


def sections(lines: tuple[Line, ...], matches: tuple[Match, ...], prose: tuple[float, ...]) -> tuple[tuple[str, float], ...]:
    kind, since, words = "", 0, 0.0
    found = []
    for at, (line, match) in enumerate(zip(lines, matches, strict=True)):
        heading = next((k for k in ("reader", "related", "about", "widget") if _heads(k, line, match)), None)
        if heading and not (heading in _NEEDS_PROSE and words < 20) and not (heading == "widget" and kind in _NEEDS_PROSE):
            kind, since = heading, at
            found.append(("", 0.0))
            continue
        left = 1 - (at - since - 1) / _REACH[kind] if kind else 0.0
        found.append((kind if left > 0 else "", max(0.0, left)))
        words += len(line.words) * (prose[at] > 0.45 and not match.covered.get("consent"))
    return tuple(found)


def _heads(kind: str, line: Line, match: Match) -> bool:
    if kind == "reader" and counts_comments(line.words):
        return True
    return kind in match.opens and len(line.words) <= 8 and match.furniture >= 0.5 * len(line.words)
