"""The cue lexicon: words and idioms of the Arabic press that tell of PLOVER events, and markers of who speaks and how surely.

Tables: `data/cues/<type>.tsv` (`lemma, form, present, mode, actor, recipient, gloss`), `data/markers/reporting.tsv` (`lemma, form, present, kind`)
and `data/markers/status.tsv` (`lemma, form, present, status, scope`), all written for this project. `present` is the present tense of a verb
(or of a verbal idiom, first word first); for other forms it lists broken plurals, parted by `/`. `actor` and `recipient` say how the side is
marked: a preposition, or `subject`, `object`, `idafa` (the noun in construct), `of` (a by-phrase: «من قبل», «على يد»); empty when nothing does.
A lemma that stands in several files has several types; which one is meant is for the model to say. `data/markers/homographs.tsv` lists folded
words that are forms of a cue by their letters but nearly always something else («قبل», «وزارة», «أنه»): they are never cues.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from khabar.arabic.folding import fold
from khabar.arabic.inflection import ALONE, PAST, PAST_WITH_OBJECT, PRESENT, PRESENT_WITH_OBJECT, Forms, noun_forms, readings, verb_forms
from khabar.knowledge import plover
from khabar.knowledge.tables import rows

FORMS = ("verb", "masdar", "participle", "noun", "idiom")
MARKER_FORMS = ("verb", "participle", "noun", "phrase", "particle")
SPEECH = ("say", "continue", "according-to")
SCOPES = ("next", "clause", "before-present", "content")
"""What a status marker reaches: the word after it, its clause, the present-tense verb that must follow, what its verb is about."""
_GAP = 2
"""Words that may stand between two words of an idiom: «شن الجيش هجوما»."""
_QUOTES = frozenset("\"'«»“”‹›„")
_LEAST = 1200
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CueEntry:
    """One lemma in one form. `types` are its (PLOVER type, mode) pairs in the order of the manual."""

    lemma: str
    form: str
    types: tuple[tuple[str, str | None], ...]
    actor: str
    recipient: str
    gloss: str


@dataclass(frozen=True, slots=True)
class CueHit:
    """`words[start:end]` holds a form of `entry`; for an idiom the words between its parts are inside."""

    start: int
    end: int
    entry: CueEntry


@dataclass(frozen=True, slots=True)
class MarkerHit:
    """`words[start:end]` marks a speaker (`kind` "reporting", `value` of `SPEECH`) or a status (`kind` "status", `value` a status)."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class _Sequence(Generic[T]):
    """Words to be found in this order; `rest` is empty for a single word."""

    rest: tuple[int, ...]
    found: T


class _Lexemes:
    """The words of all lemmas with the table of their forms; a lexeme is its number here."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str, str], int] = {}
        self._table: dict[str, list[tuple[int, int]]] = {}
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}

    def add(self, word: str, form: str, present: str) -> int:
        key = (word, form, present)
        if key not in self._numbers:
            self._numbers[key] = number = len(self._numbers)
            for text, mask in _forms(word, form, present).items():
                self._table.setdefault(text, []).append((number, mask))
        return self._numbers[key]

    def of(self, word: str) -> tuple[tuple[int, int], ...]:
        """Lexemes of which `word` is a form, each with the settings (see `arabic.inflection`) that agree."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= 50_000:
                self._known.clear()
            found = self._known[word] = self._look_up(fold(word))
        return found

    def _look_up(self, folded: str) -> tuple[tuple[int, int], ...]:
        found: dict[int, int] = {}
        for text, setting in readings(folded):
            for number, mask in self._table.get(text, ()):
                if mask & setting:
                    found[number] = found.get(number, 0) | mask & setting
        return tuple(found.items())


def _forms(word: str, form: str, present: str) -> Forms:
    if form == "verb":
        return verb_forms(word, present)
    if form == "particle":
        return {fold(word): ALONE}
    return noun_forms(word, filter(None, present.split("/")), participle=form == "participle")


class CueLexicon:
    """Cues and markers, ready to be looked up word by word. Immutable but for a bounded memory of words seen."""

    def __init__(
        self, entries: Mapping[CueEntry, str], markers: Sequence[tuple[dict[str, str], tuple[str, str]]], homographs: frozenset[str] = frozenset()
    ) -> None:
        """`entries` with the `present` cell of each; `markers` as rows with the (kind, value) of each; `homographs` folded words that are no cues."""
        self.entries = tuple(entries)
        self._plurals = {e.lemma: present for e, present in entries.items() if e.form in ("noun", "masdar") and present}
        self._lexemes = _Lexemes()
        self._homographs = homographs
        self._cues: dict[int, list[_Sequence[CueEntry]]] = {}
        self._markers: dict[int, list[_Sequence[tuple[str, str, bool]]]] = {}
        for entry, present in entries.items():
            self._add_cue(entry, present)
        for row, (kind, value) in markers:
            first, *rest = self._parts(row["lemma"], row["form"], row["present"])
            sequence = _Sequence(tuple(rest), (kind, value, row.get("scope") == "before-present"))
            self._markers.setdefault(first, []).append(sequence)

    def _add_cue(self, entry: CueEntry, present: str) -> None:
        first, *rest = self._parts(entry.lemma, entry.form, present)
        self._cues.setdefault(first, []).append(_Sequence(tuple(rest), entry))
        if len(rest) == 1 and present and len(entry.lemma.split()[1]) > 3:
            # «الهجوم الذي شنه الجيش»: the noun may stand before its verb
            self._cues.setdefault(rest[0], []).append(_Sequence((first,), entry))

    def _parts(self, lemma: str, form: str, present: str) -> list[int]:
        if form not in ("idiom", "phrase"):
            return [self._lexemes.add(lemma, form, present)]
        first, *rest = lemma.split()
        opening = self._lexemes.add(first, "verb", present.split(maxsplit=1)[0]) if present else self._nominal(first)
        return [opening, *map(self._nominal, rest)]

    def _nominal(self, word: str) -> int:
        """A word of an idiom that is no verb: accusative alef and the pronoun «ـه» of the dictionary form are cut, endings then vary."""
        if len(word) <= 3:
            return self._lexemes.add(word, "particle", "")
        if (word.endswith("ا") and not word.endswith("يا")) or (word.endswith("ه") and not word.endswith("اه")):
            word = word[:-1]
        return self._lexemes.add(word, "participle", self._plurals.get(word, ""))

    def match(self, words: Sequence[str]) -> tuple[CueHit, ...]:
        """All cues among `words` (as `arabic.words` cuts them, in their own spelling), by start, the longer first; hits may overlap."""
        readings_of = [self._lexemes.of(word) for word in words]
        hits: dict[CueHit, None] = {}
        for start, found in enumerate(readings_of):
            if self._is_homograph(words[start]):
                continue
            for lexeme, _ in found:
                for sequence in self._cues.get(lexeme, ()):
                    end = _reach(words, readings_of, start, sequence.rest, _GAP)
                    if end:
                        hits[CueHit(start, end, sequence.found)] = None
        return tuple(sorted(hits, key=lambda hit: (hit.start, -hit.end)))

    def _is_homograph(self, word: str) -> bool:
        """A final hamza tells «هنأ» (congratulated) from «هنا» (here), which folding makes one."""
        return fold(word) in self._homographs and not word.endswith("أ")

    def markers(self, words: Sequence[str]) -> tuple[MarkerHit, ...]:
        """All markers of speech and status among `words`, by start, the longer first; the words of a phrase stand side by side."""
        readings_of = [self._lexemes.of(word) for word in words]
        hits: dict[MarkerHit, None] = {}
        for start, found in enumerate(readings_of):
            for lexeme, _ in found:
                for sequence in self._markers.get(lexeme, ()):
                    end = _reach(words, readings_of, start, sequence.rest, 0)
                    kind, value, before_present = sequence.found
                    if end and (not before_present or (end < len(words) and self.is_present(words[end]))):
                        hits[MarkerHit(start, end, kind, value)] = None
        return tuple(sorted(hits, key=lambda hit: (hit.start, -hit.end)))

    def may_be_past(self, word: str) -> bool:
        """Whether a form of the past is written so: «توعد», «نصب»."""
        return any(setting & (PAST | PAST_WITH_OBJECT) for _, setting in self._lexemes.of(word))

    def is_present(self, word: str) -> bool:
        """Whether the verb after «قد» is in the present tense: «قد يكون» may be, «قد تم» is."""
        folded = fold(word)
        settings = 0
        for _, setting in self._lexemes.of(word):
            settings |= setting
        if settings:
            return bool(settings & (PRESENT | PRESENT_WITH_OBJECT)) and folded[0] in "يتن"
        return folded[0] == "ي" or (folded[0] in "تن" and len(folded) > 4)


def _reach(words: Sequence[str], readings_of: Sequence[tuple[tuple[int, int], ...]], start: int, rest: tuple[int, ...], gap: int) -> int:
    """Where a sequence that starts at `start` ends, or 0: each next lexeme within `gap` words; quotation marks do not count, other marks stop."""
    at = start + 1
    for lexeme in rest:
        left = gap
        while True:
            if at >= len(words) or left < 0:
                return 0
            if any(number == lexeme for number, _ in readings_of[at]):
                at += 1
                break
            if words[at] not in _QUOTES:
                if not words[at][0].isalnum():
                    return 0
                left -= 1
            at += 1
    return at


def _cue_rows() -> Iterator[tuple[str, dict[str, str]]]:
    for kind in plover.types():
        for row in rows(f"cues/{kind.lower()}.tsv"):
            yield kind, row


def _marker_rows() -> Iterator[tuple[dict[str, str], tuple[str, str]]]:
    for row in rows("markers/reporting.tsv"):
        yield row, ("reporting", row["kind"])
    for row in rows("markers/status.tsv"):
        yield row, ("status", row["status"])


@cache
def load() -> CueLexicon:
    """The packaged lexicon, rows of one lemma and form merged over the files (the first file's sides and gloss stand)."""
    merged: dict[tuple[str, str], list[tuple[str, dict[str, str]]]] = {}
    for kind, row in _cue_rows():
        merged.setdefault((row["lemma"], row["form"]), []).append((kind, row))
    entries: dict[CueEntry, str] = {}
    for (lemma, form), found in merged.items():
        types = tuple(dict.fromkeys((kind, row["mode"] or None) for kind, row in found))
        first = found[0][1]
        entries[CueEntry(lemma, form, types, first["actor"], first["recipient"], first["gloss"])] = first["present"]
    return CueLexicon(entries, list(_marker_rows()), frozenset(row["word"] for row in rows("markers/homographs.tsv")))


def check() -> list[str]:
    """Faults of the tables, one sentence each; empty when all is well."""
    faults = [fault for kind in plover.types() for fault in _faults_of_cues(kind)]
    faults += _faults_of_markers("reporting", "kind", SPEECH)
    faults += _faults_of_markers("status", "status", plover.STATUSES)
    faults += [f"markers/status.tsv: {r['lemma']}: scope {r['scope']}" for r in rows("markers/status.tsv") if r["scope"] not in SCOPES]
    homographs = [row["word"] for row in rows("markers/homographs.tsv")]
    faults += [f"markers/homographs.tsv: {word}: not folded" for word in homographs if fold(word) != word]
    if homographs != sorted(set(homographs)):
        faults.append("markers/homographs.tsv: not sorted, or a word stands twice")
    lemmas = {fold(row["lemma"]) for _, row in _cue_rows()}
    if len(lemmas) < _LEAST:
        faults.append(f"cues: {len(lemmas)} lemmas, fewer than {_LEAST}")
    return faults


def _faults_of_cues(kind: str) -> Iterator[str]:
    path = f"cues/{kind.lower()}.tsv"
    table = list(rows(path))
    yield from _faults_of_lemmas(path, table, FORMS, ("lemma", "form", "mode"))
    presents: dict[tuple[str, str], str] = {}
    for row in table:
        if row["mode"] and row["mode"] not in plover.modes()[kind]:
            yield f"{path}: {row['lemma']}: {kind} has no mode {row['mode']}"
        if not row["gloss"]:
            yield f"{path}: {row['lemma']}: no gloss"
        if presents.setdefault((row["lemma"], row["form"]), row["present"]) != row["present"]:
            yield f"{path}: {row['lemma']}: two present cells"


def _faults_of_markers(name: str, column: str, values: tuple[str, ...]) -> Iterator[str]:
    path = f"markers/{name}.tsv"
    table = list(rows(path))
    yield from _faults_of_lemmas(path, table, MARKER_FORMS, ("lemma", "form", column))
    for row in table:
        if row[column] not in values:
            yield f"{path}: {row['lemma']}: {column} {row[column]}"


def _faults_of_lemmas(path: str, table: Sequence[dict[str, str]], forms: tuple[str, ...], key: tuple[str, ...]) -> Iterator[str]:
    """Faults of spelling, order and repetition that any table of lemmas may have; `key` names the cells that make a row."""
    keys = [tuple(fold(row[column]) for column in key) for row in table]
    if keys != sorted(keys):
        yield f"{path}: not sorted by {', '.join(key)} after folding"
    yield from (f"{path}: {' '.join(repeated)} stands {count} times" for repeated, count in Counter(keys).items() if count > 1)
    for row in table:
        cells = "\t".join(row.values())
        if unicodedata.normalize("NFC", cells) != cells or unicodedata.normalize("NFKC", cells) != cells or "\u0640" in cells:
            yield f"{path}: {row['lemma']}: not NFC, or tatweel or presentation forms in it"
        if row["form"] not in forms:
            yield f"{path}: {row['lemma']}: form {row['form']}"
        if row["form"] == "verb" and not row["present"].startswith("ي"):
            yield f"{path}: {row['lemma']}: present {row['present']!r} is not one"
