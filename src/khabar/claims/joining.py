"""Mends the model's mentions with what is known: names of the who's who are not broken, a number goes with what it counts."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.claims.decode import Found
from khabar.claims.features import touched
from khabar.records.mention import Kind
from khabar.records.spans import Span

Name = tuple[Span, Kind]
"""A known name or time, in characters of the window."""


def joined(found: Sequence[Found], names: Sequence[Name], words: Sequence[Span], text: str, count: int) -> list[Found]:
    """Mentions in text order, an outer one before those in it; `count` is how many words the model read."""
    kept = list(found)
    for span, kind in names:
        at = touched(words, span)
        if len(at) and at.end <= count:
            kept = _with_name(kept, Found(at, kind, span.start - words[at.start].start, nested=False, score=1.0))
    kept.sort(key=lambda f: (f.words.start, -f.words.end))
    return _with_numbers(kept, words, text)


def _with_name(found: list[Found], name: Found) -> list[Found]:
    """The name whole: a mention that holds it stays, mentions that it holds go, one that it crosses grows by it."""
    near = [f for f in found if f.words.overlaps(name.words)]
    if any(f.words.covers(name.words) for f in near):
        return found
    start, end = min([name, *near], key=lambda f: f.words.start), max(f.words.end for f in [name, *near])
    whole = Found(Span(start.words.start, end), name.kind, start.clitic, nested=False, score=name.score)
    return [f for f in found if f not in near] + [whole]


def _with_numbers(found: list[Found], words: Sequence[Span], text: str) -> list[Found]:
    """«7» and «مسلحين» side by side are one mention, «7 مسلحين»."""
    merged: list[Found] = []
    for one in found:
        last = merged[-1] if merged else None
        if last is not None and last.words.end == one.words.start and _is_number(last, words, text) and one.kind != "TIME":
            merged[-1] = Found(Span(last.words.start, one.words.end), one.kind, last.clitic, one.nested, one.score)
        else:
            merged.append(one)
    return merged


def _is_number(one: Found, words: Sequence[Span], text: str) -> bool:
    return text[words[one.words.start].start : words[one.words.end - 1].end].isdecimal()
