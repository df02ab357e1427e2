"""Direct speech: the stretches of a paragraph between quotation marks, however carelessly the marks are set."""

from __future__ import annotations

import re

from khabar.records.spans import Span

_MARKS = re.compile("[«»“”„‟\"‹›]|''|‘|’|'")
_FAMILIES = {**dict.fromkeys("«»‹›", "angle"), **dict.fromkeys('“”„‟"', "double"), **dict.fromkeys(("'", "''", "‘", "’"), "single")}
_OPENING, _CLOSING = frozenset("«“„‹‘"), frozenset("»”›’")
_BEFORE_OPENING = frozenset("([{-–—:،؛,.…/|")
_PREFIXES = re.compile(r"(?:^|[^\w])[وفبلك]?(?:ال|[بلك])?ـ*$")
"""Clitics may stand right before an opening mark: «لـ«داعش»», «و“الجبهة”»."""


def quoted_stretches(text: str) -> tuple[Span, ...]:
    """The stretches between quotation marks, marks left out, in order and without overlap; linear in the length of `text`.

    A mark's place decides where its shape does not («“» on both sides, marks set the wrong way round). Marks of another kind inside a
    quotation belong to it. A quotation that nothing closes runs to the end of the text.
    """
    stretches: list[Span] = []
    family = ""
    start = depth = 0
    for match in _MARKS.finditer(text):
        mark, at, end = match[0], match.start(), match.end()
        if family and _FAMILIES[mark] != family:
            continue
        opens, closes = _looks(text, at, end)
        if not family:
            if (opens or mark in _OPENING) and not (_FAMILIES[mark] == "single" and not opens) and (opens or not closes):
                family, start, depth = _FAMILIES[mark], end, 1
        elif opens and not closes and mark in _OPENING and family == "angle":
            depth += 1
        elif closes or mark in _CLOSING or not opens:
            depth -= 1
            if depth == 0:
                stretches.append(Span(start, at))
                family = ""
    if family and text[start:].strip():
        stretches.append(Span(start, len(text)))
    return tuple(stretch for stretch in stretches if stretch)


def _looks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the place of the mark at `start..end` fits an opening and a closing one."""
    before, after = text[start - 1 : start], text[end : end + 1]
    free_before = not before or before.isspace() or before in _BEFORE_OPENING or _PREFIXES.search(text, max(0, start - 5), start) is not None
    free_after = not after or not (after.isalnum() or after == "\u0640")
    if before and not before.isspace() and (not after or after.isspace()):
        return False, True
    return free_before and bool(after) and not after.isspace(), bool(before) and not before.isspace() and free_after
