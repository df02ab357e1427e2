"""What the lexicon, the who's who and the calendar say of each word: features that the model reads beside the text itself."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from khabar.claims.labels import TYPES
from khabar.knowledge import cues
from khabar.records.mention import Kind
from khabar.records.spans import Span

FORMS = ("verb", "masdar", "participle", "noun", "idiom")
MARKERS = ("denied", "possible", "predicted", "proposed", "conditional", "say", "continue", "according-to")
NAMES: tuple[Kind, ...] = ("PER", "ORG", "GPE", "LOC", "TIME")
COLUMNS = (*TYPES, *FORMS, *MARKERS, *NAMES, "name-begins", "quoted", "sentence-begins")
_AT = {name: column for column, name in enumerate(COLUMNS)}


def features(
    text: str, words: Sequence[Span], names: Iterable[tuple[Span, Kind]], quoted: Iterable[Span], sentences: Iterable[Span]
) -> npt.NDArray[np.float32]:
    """A matrix of `len(words)` by `len(COLUMNS)` zeros and ones. `names` are known names and time expressions, as spans of `text`."""
    found = np.zeros((len(words), len(COLUMNS)), np.float32)
    surfaces = [text[w.start : w.end] for w in words]
    lexicon = cues.load()
    for hit in lexicon.match(surfaces):
        for name, _ in hit.entry.types:
            found[hit.start : hit.end, _AT[name]] = 1
        found[hit.start : hit.end, _AT[hit.entry.form]] = 1
    for marker in lexicon.markers(surfaces):
        found[marker.start : marker.end, _AT[marker.value]] = 1
    for span, kind in names:
        if kind not in NAMES:
            continue
        inside = touched(words, span)
        found[inside.start : inside.end, _AT[kind]] = 1
        if len(inside):
            found[inside.start, _AT["name-begins"]] = 1
    for span in quoted:
        inside = touched(words, span)
        found[inside.start : inside.end, _AT["quoted"]] = 1
    for span in sentences:
        inside = touched(words, span)
        if len(inside):
            found[inside.start, _AT["sentence-begins"]] = 1
    return found


def touched(words: Sequence[Span], span: Span) -> Span:
    """Indices of the words that share a character with `span`."""
    first = bisect.bisect_right(words, span.start, key=lambda w: w.end)
    last = bisect.bisect_left(words, span.end, lo=first, key=lambda w: w.start)
    return Span(first, last)
