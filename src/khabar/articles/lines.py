"""Lines of a text capture: what stands between line ends, and between runs of three or more spaces."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from khabar.arabic.folding import fold
from khabar.arabic.markup import Clean, clean
from khabar.knowledge import pages
from khabar.records.capture import Capture
from khabar.records.spans import Quote, Span

_LINE = re.compile(r"[^\r\n\f\v\u0085\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\f\v\u0085\u2028\u2029]")
_RUN = re.compile(r"[ \u00a0\t]{3,}")
_ENDED = re.compile(r"[.؟?!][\s\"'”»)]*$")
_WIDTH, _BREAKS = 110, 20
"""Columns of the widest terminal or letter to which text is broken; pieces of the longest paragraph so broken."""
_ROWS, _FULL, _TELLING = 3, 0.9, 0.1
"""Rows from which a run shows its width; how full a row is that was broken (letters are not equally wide); share of breaks that must tell."""
_WORD = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W\d_]")
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u200b"


@dataclass(frozen=True, slots=True)
class Line:
    """One stretch of the page that is labelled as a whole. `words` are folded; punctuation is left out of them."""

    span: Span
    text: str
    words: tuple[str, ...]
    row: int
    """Number of the physical line, from 0."""
    blanks_before: int
    """Empty lines, or lines of signs only, between it and the line before; many, at the page's edges."""
    blanks_after: int
    runs: int
    """Into how many stretches its physical line falls."""


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of `text` that hold a letter or a digit, in order; spans are of `text`, white space at both ends left out."""
    stretches = [(row, runs, span) for row, runs, span in _stretches(text) if _WORD.search(text, span.start, span.end)]
    found = []
    for at, (row, runs, span) in enumerate(stretches):
        before = _blanks(text, stretches[at - 1][2].end, span.start) if at else 9
        behind = _blanks(text, span.end, stretches[at + 1][2].start) if at + 1 < len(stretches) else 9
        line = line_of(text, span)
        found.append(replace(line, row=row, blanks_before=before, blanks_after=behind, runs=runs))
    return tuple(line for line in found if line.words)


def _blanks(text: str, start: int, end: int) -> int:
    return max(0, len(_BREAK.findall(text, start, end)) - 1)


def line_of(text: str, span: Span) -> Line:
    """`text[span]` as one line, out of its page."""
    held = text[span.start : span.end]
    return Line(span, held, tuple(_WORD.findall(fold(held))), 0, 0, 0, 1)


@dataclass(frozen=True, slots=True)
class Shown:
    """A stretch of a capture as a reader sees it: offsets of `line.text` are those of `clean`, and `quote` leads back to the source."""

    source: str
    line: Line
    clean: Clean

    def quote(self, start: int, end: int) -> Quote:
        """Where `line.text[start:end]` stands in the capture."""
        return Quote.of(self.source, *self.clean.original(start, end))


def shown(capture: Capture, span: Span) -> Shown:
    """`span` of the capture without tags and entities, as one line."""
    read = clean(capture.text, span, capture.media)
    line = line_of(read.text, Span(0, len(read.text)))
    return Shown(capture.text, replace(line, span=span), read)


def _stretches(text: str) -> list[tuple[int, int, Span]]:
    """(row, pieces in the row, span): rows cut at runs of spaces, and paragraphs that were broken to a width made whole."""
    found: list[tuple[int, int, Span]] = []
    for row, match in enumerate(_LINE.finditer(text)):
        pieces = _unbroken(text, _pieces(text, match.start(), match.end()))
        found.extend((row, len(pieces), piece) for piece in pieces)
    return [whole for run in _runs(text, found) for whole in _unwrapped(text, run)]


def _runs(text: str, stretches: list[tuple[int, int, Span]]) -> list[list[tuple[int, int, Span]]]:
    """The stretches in runs of rows that follow one another without an empty row, each of one piece and narrow; others alone."""
    runs: list[list[tuple[int, int, Span]]] = []
    for each in stretches:
        last = runs[-1][-1] if runs else None
        narrow = each[1] == 1 and len(each[2]) <= _WIDTH
        if last and narrow and last[1] == 1 and len(last[2]) <= _WIDTH and not _blanks(text, last[2].end, each[2].start):
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _unwrapped(text: str, run: list[tuple[int, int, Span]]) -> list[tuple[int, int, Span]]:
    """The rows of a run, with paragraphs that were broken to its width made one stretch each.

    A row was broken if it does not end a sentence and the first word of the next would not have fitted. So it is with headlines of even
    length, too; but these do not end in a comma or a preposition, as one broken row in ten or more does, and their last is no sentence's end.
    """
    if len(run) < _ROWS:
        return run
    width = max(len(span) for _, _, span in run)
    broken = [_breaks(text, run[at][2], run[at + 1][2], width) for at in range(len(run) - 1)] + [False]
    telling = sum(_goes_on(text, span) for (_, _, span), cut in zip(run, broken, strict=True) if cut)
    if not telling or telling < _TELLING * sum(broken):
        return run
    found, begun = [], 0
    for at, (_, _, span) in enumerate(run):
        if broken[at]:
            continue
        rows = run[begun : at + 1]
        whole = len(rows) > 1 and _ENDED.search(text[span.start : span.end])
        found += [(rows[0][0], 1, Span(rows[0][2].start, span.end))] if whole else rows
        begun = at + 1
    return found


def _breaks(text: str, row: Span, following: Span, width: int) -> bool:
    """Whether `row` was broken because the first word of the row `following` it would not have fitted into `width` columns."""
    word = text[following.start : following.end].split(maxsplit=1)[0]
    return len(row) + 1 + len(word) >= _FULL * width and not _ENDED.search(text[row.start : row.end])


def _goes_on(text: str, row: Span) -> bool:
    """Whether the row ends in a comma or a function word, so that a sentence goes on after it."""
    held = text[row.start : row.end]
    return held.endswith(("،", ",")) or pages.languages()["word"].get(fold(held.split()[-1])) == "ar"


def _unbroken(text: str, pieces: list[Span]) -> list[Span]:
    """One span for pieces that are one paragraph broken to a width: only the last ends a sentence, and the others are about equally long.

    Where some breaks have left but one space, pieces are one, two or three widths long: then three pieces are wanted to tell.
    """
    *others, last = pieces or [Span(0, 0)]
    if not others or not _ENDED.search(text[last.start : last.end]) or any(_ENDED.search(text[p.start : p.end]) for p in others):
        return pieces
    widest = max(len(piece) for piece in others)
    even = widest <= _WIDTH and all(len(piece) >= 0.7 * widest for piece in others) and len(last) <= widest + 15
    manifold = 2 < len(pieces) <= _BREAKS and all(len(piece) >= _WIDTH / 3 for piece in others)
    return [Span(pieces[0].start, last.end)] if even or manifold else pieces


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """`text[start:end]` cut at runs of spaces, each piece without the white space and direction marks at its ends."""
    cuts = [start]
    for run in _RUN.finditer(text, start, end):
        cuts += run.span()
    cuts.append(end)
    pieces = [trimmed(text, a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)]
    return [piece for piece in pieces if len(piece)]


def trimmed(text: str, start: int, end: int) -> Span:
    """`start`..`end` without white space and direction marks at both ends."""
    while start < end and (text[start].isspace() or text[start] in _MARKS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _MARKS):
        end -= 1
    return Span(start, end)
