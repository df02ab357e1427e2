"""Reads the corpus (and, where they are at hand, gold event sentences) into examples for the model."""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from khabar.arabic.words import words
from khabar.claims.features import features, touched
from khabar.claims.labels import CLITICS, MODES, ROLES, STATUSES, TYPES
from khabar.claims.pieces import Pieces, Speller
from khabar.records.mention import Kind
from khabar.records.sentence import Sentence
from khabar.records.spans import Span

_SURFACE = re.compile(r"(.*?)(?:#(\d+))?", re.DOTALL)
Matrix = npt.NDArray[np.float32]
Vowels = npt.NDArray[np.int64]
Line = dict[str, Any]
UNVOWELLED = "-"
VOWELS = ("a", "u", "i", "o", UNVOWELLED)
"""Short vowels that a letter may carry, o that it carries none; `UNVOWELLED` where writing them would put no mark on it."""
PLACES = ("first", "inner", "last")
"""Letters of a word of which the reader learns the vowel: voice is mostly in the first two, case in the last."""
IGNORED = -100
"""A label that is not learnt from."""
UNKNOWN = -1
"""A gate label that nobody knows: a gold sentence says of one event type only whether it is there."""


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """Word spans. `roles[mention] = set of role numbers`; the same mention may speak and act."""

    cue: Span
    type: int
    mode: int
    status: int
    roles: dict[Span, frozenset[int]]
    condition: Span | None


@dataclass(frozen=True, slots=True)
class Example:
    """One window with its coding. `mentions` are word spans, outermost first."""

    id: str
    text: str
    words: tuple[Span, ...]
    features: npt.NDArray[np.float32]
    mentions: dict[Span, Kind]
    clitics: dict[Span, int]
    events: tuple[GoldEvent, ...]
    sentences: tuple[Span, ...]
    """Word spans."""
    gates: npt.NDArray[np.int8]
    """Sentences by types: 1 the sentence has such an event, 0 not, UNKNOWN."""
    vowels: Vowels | None = None
    """Words by `PLACES`: numbers of `VOWELS`, or IGNORED."""

    @property
    def surfaces(self) -> list[str]:
        return [self.text[w.start : w.end] for w in self.words]


def locate(text: str, surface: str) -> Span | None:
    """Where a corpus surface stands: its n-th occurrence for `surface#n`."""
    match = _SURFACE.fullmatch(surface)
    assert match is not None
    at = -1
    for _ in range(int(match[2] or 1)):
        at = text.find(match[1], at + 1)
        if at < 0:
            return None
    return Span(at, at + len(match[1]))


class Reader:
    """Turns corpus items into examples. `split` cuts a text into sentences, `known` finds its known names and time expressions."""

    def __init__(self, split: Callable[[str], Sequence[Sentence]], known: Callable[[str], Sequence[tuple[Span, Kind]]]) -> None:
        self._split, self._known = split, known

    def base(self, text: str) -> tuple[list[Span], Matrix, tuple[Span, ...]]:
        """The words of a text, their features, and its sentences as word spans."""
        cut = words(text)
        sentences = self._split(text)
        spans = [s.quote.span for s in sentences]
        matrix = features(text, cut, self._known(text), [q for s in sentences for q in s.quoted], spans)
        inside = [touched(cut, s) for s in spans]
        return cut, matrix, tuple(s for s in inside if len(s))

    def item(self, item: Line) -> Example:
        text = item["text"]
        cut, matrix, sentences = self.base(text)
        at: dict[str, Span] = {}
        mentions: dict[Span, Kind] = {}
        clitics: dict[Span, int] = {}
        for surface, kind in item["entities"]:
            place = locate(text, surface)
            span = touched(cut, place) if place else None
            if not place or not span or not len(span):
                continue
            at[surface] = span
            mentions.setdefault(span, kind)
            clitics[span] = min(CLITICS - 1, place.start - cut[span.start].start)
        events = tuple(e for e in (self.event(text, cut, at, event) for event in item["events"]) if e)
        gates = np.zeros((len(sentences), len(TYPES)), np.int8)
        for event in events:
            for n, sentence in enumerate(sentences):
                if sentence.overlaps(event.cue):
                    gates[n, event.type] = 1
        return Example(item["id"], text, tuple(cut), matrix, mentions, clitics, events, sentences, gates)

    def event(self, text: str, cut: list[Span], at: dict[str, Span], event: Line) -> GoldEvent | None:
        place = locate(text, event["cue"])
        if place is None:
            return None
        roles: dict[Span, set[int]] = {}
        for role in ROLES:
            named = event.get(role) or []
            for surface in [named] if isinstance(named, str) else named:
                if surface in at:
                    roles.setdefault(at[surface], set()).add(ROLES.index(role))
        condition = locate(text, event["condition"]) if event.get("condition") else None
        mode = (event["type"], event.get("mode"))
        return GoldEvent(
            touched(cut, place),
            TYPES.index(event["type"]),
            MODES.index(mode) if mode in MODES else MODES.index((event["type"], None)),
            STATUSES.index(event["status"]),
            {span: frozenset(found) for span, found in roles.items()},
            touched(cut, condition) if condition else None,
        )

    def gold_sentence(self, line: Line) -> Example:
        """A gold event sentence: whether it has an event of one type, and nothing more."""
        cut, matrix, _ = self.base(line["text"])
        whole = (Span(0, len(cut)),)
        gates = np.full((1, len(TYPES)), UNKNOWN, np.int8)
        gates[0, TYPES.index(line["event_type"])] = line["label"] == "yes"
        return Example(line["id"], line["text"], tuple(cut), matrix, {}, {}, (), whole, gates)


def lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


LAST_SHORT = "q"
"""The files up to this one hold short items, on which training begins; those after it hold passages as long as the windows that are coded."""


def corpus_lines(folder: Path) -> Iterator[Line]:
    """The items of all files, as they are written."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from lines(path)


def examples(items: Iterable[Line], reader: Reader, *, short: bool = False) -> list[Example]:
    """The items, or the short ones alone, as the model learns them."""
    return [reader.item(item) for item in items if not short or is_short(item["id"])]


def file_of(item: str) -> str:
    """The file of an item: ids begin with its name."""
    return item.partition("-")[0]


def is_short(item: str) -> bool:
    """Whether an item is of a file with short items: the corpus's are named in lower case, passages of the press by their paper."""
    return file_of(item).islower() and file_of(item) <= LAST_SHORT


def is_held_out(item: str) -> bool:
    """Whether an item is of the tenth that is not trained on: by a hash of its id, so that a growing corpus never moves an item across.

    Of the gold events' sentences a third is held out, by article, for the measures on those events stand on few.
    """
    if item.startswith(SENTENCES):
        return item.startswith(f"{SENTENCES}{HELD_FOLD}-")
    return int(hashlib.sha256(item.encode()).hexdigest(), 16) % 10 == 0


def split(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Training nine tenths and held-out tenth."""
    return [e for e in examples if not is_held_out(e.id)], [e for e in examples if is_held_out(e.id)]


FOLDS, HELD_FOLD = 3, 0
SENTENCES = "GE-newspapers-"
"""What the ids of the gold events' sentences as items begin with."""


def fold(sentence: str) -> int:
    """The fold of a gold sentence, by its article: the id without the sentence's number."""
    article = re.split(r"[-_]\d+$", sentence)[0]
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % FOLDS


def sentence_item(sentence: str) -> str:
    """The id of a gold sentence as an item: its fold, and a hash of its own id, which may be longer than a file may be named."""
    return f"{SENTENCES}{fold(sentence)}-{hashlib.sha256(sentence.encode()).hexdigest()[:12]}"


_SPELLINGS = (("أ", "ا"), ("إ", "ا"), ("ي ", "ى "), ("ة ", "ه "), ("«", '"'), ("»", '"'), ("“", '"'), ("”", '"'))


def respelled(text: str, rng: random.Random) -> str:
    """The text in another paper's spelling habits, letter for letter, so that offsets hold."""
    for old, new in _SPELLINGS:
        chance = 0.04 if old == "ة " else 0.12
        if rng.random() < chance:
            text = text.replace(old, new)
    return text


def told_vowels(path: Path) -> dict[str, Line]:
    """The lines of `training.vowels` by id; none where they were not made."""
    return {line["id"]: line for line in lines(path)} if path.is_file() else {}


def vowelled(item: Example, told: Mapping[str, Line]) -> Example:
    """The item with its labels, where there are any for the text as it is."""
    line = told.get(item.id)
    return replace(item, vowels=np.array(line["vowels"])) if line and line["text"] == item.text else item


def carried(vowels: Vowels, source: Sequence[str], target: Sequence[str]) -> Vowels:
    """Labels of the words of one text for those of a changed copy of it: IGNORED for words that are new."""
    found = np.full((len(target), vowels.shape[1]), IGNORED)
    for block in SequenceMatcher(None, source, target, autojunk=False).get_matching_blocks():
        found[block.b : block.b + block.size] = vowels[block.a : block.a + block.size]
    return found


def joined(a: Example, b: Example) -> Example:
    """Two items as one window: events of one must not take their sides from the other."""
    shift, letters = len(a.words), len(a.text) + 1
    move = lambda s: Span(s.start + shift, s.end + shift)  # noqa: E731
    moved = tuple(
        GoldEvent(move(e.cue), e.type, e.mode, e.status, {move(s): r for s, r in e.roles.items()}, move(e.condition) if e.condition else None)
        for e in b.events
    )
    return Example(
        f"{a.id}+{b.id}",
        f"{a.text} {b.text}",
        (*a.words, *(Span(w.start + letters, w.end + letters) for w in b.words)),
        np.concatenate([a.features, b.features]),
        a.mentions | {move(s): k for s, k in b.mentions.items()},
        a.clitics | {move(s): c for s, c in b.clitics.items()},
        (*a.events, *moved),
        (*a.sentences, *(move(s) for s in b.sentences)),
        np.concatenate([a.gates, b.gates]),
        None if a.vowels is None or b.vowels is None else np.concatenate([a.vowels, b.vowels]),
    )


def layered(mentions: Iterable[Span]) -> tuple[list[Span], list[Span]]:
    """Outermost spans, and those nested in one of them; a third level is dropped."""
    outer: list[Span] = []
    inner: list[Span] = []
    for span in sorted(mentions, key=lambda s: (s.start - s.end, s.start)):
        if not any(span.overlaps(o) for o in outer):
            outer.append(span)
        elif not any(span.overlaps(i) for i in inner) and any(o.covers(span) for o in outer):
            inner.append(span)
    return outer, inner


@dataclass(slots=True)
class Spelled:
    """An example with its pieces, after augmentation."""

    example: Example
    pieces: Pieces
    count: int = field(init=False)

    def __post_init__(self) -> None:
        self.count = len(self.pieces.first)


def spelled(example: Example, speller: Speller, text: str | None = None) -> Spelled:
    source = example.text if text is None else text
    return Spelled(example, speller.spell([source[w.start : w.end] for w in example.words]))
