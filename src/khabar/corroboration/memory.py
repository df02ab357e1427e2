"""What corroboration remembers between two commands, so that pages that were read and pairs that were aligned are not done again.

Each value is that of a pure function, kept under a key that names all its inputs, so a remembered answer is the one that would be worked out
anew. `program()` stands for the code and the data files.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

import numpy as np

import khabar
from khabar.corroboration.copies import Origins, Rarity, compare, sampled
from khabar.corroboration.direction import Origin, origin
from khabar.corroboration.occurrences import Scored
from khabar.corroboration.shingles import Words, read
from khabar.corroboration.sides import Apart
from khabar.ledger import derived
from khabar.ledger.codec import article_json, dumps
from khabar.ledger.engine import LedgerError
from khabar.ledger.reader import Reader
from khabar.ledger.stored import StoredArticle
from khabar.records.copy import Direction, Feature, Passage, Reuse
from khabar.records.occurrence import Told
from khabar.records.spans import Span

Whole = Literal["reprints", "occurrences"]
"""Kinds of answers that are kept as a whole."""
LAST = 4
"""So many whole answers of a kind are kept: of the ledger as it stands, and as it stood."""
_MOST = {"reprints": LAST, "occurrences": LAST, "scored": 1}
_PARTS = ("records", "arabic", "knowledge", "ledger", "corroboration")
_ARRAYS = (("hashes", np.uint64), ("starts", np.int32), ("ends", np.int32), ("quoted", np.bool_), ("figures", np.bool_))


@cache
def program() -> str:
    """A digest of all that corroboration rests on beside the ledger: its code, the who's who and the other data files."""
    digest = hashlib.sha256(khabar.__version__.encode())
    for part in _PARTS:
        for name, content in _files(files("khabar").joinpath(part)):
            digest.update(f"{part}/{name}".encode() + hashlib.sha256(content).digest())
    return digest.hexdigest()[:16]


def _files(folder: Traversable) -> list[tuple[str, bytes]]:
    found = []
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_dir():
            found += [(f"{one.name}/{name}", content) for name, content in _files(one)]
        elif one.name.endswith((".py", ".tsv")):
            found.append((one.name, one.read_bytes()))
    return found


@dataclass
class Memory:
    """Of one ledger, while one answer is worked out; `keep` writes what is new."""

    reader: Reader
    _known: dict[str, dict[str, bytes]] = field(default_factory=dict)
    _new: dict[str, dict[str, bytes]] = field(default_factory=dict)
    _texts: dict[str, str] = field(default_factory=dict)

    def page(self, one: StoredArticle) -> tuple[Words, Origin]:
        """As `page_of`, of an article that was not dropped."""
        assert one.article is not None
        key = self._texts[one.id] = _digest(one.id, article_json(one.article))
        known = self._of("page").get(key)
        if known is None:
            found = page_of(self.reader, one)
            self._add("page", key, _packed(*found))
            return found
        return _unpacked(one.id, known)

    def compare(self, one: Words, other: Words, rarity: Rarity, origins: Origins) -> Reuse:
        """As `copies.compare`, for articles that `page` gave."""
        common = np.packbits(sampled(one, other, rarity)).tobytes()
        key = _digest(self._texts[one.capture], self._texts[other.capture], common.hex())
        known = self._of("pair").get(key)
        if known is None:
            found = compare(one, other, rarity, origins)
            self._add("pair", key, zlib.compress(dumps(found).encode()))
            return found
        return reuse_of(json.loads(zlib.decompress(known)))

    def whole(self, kind: Whole, key: str) -> Any:
        """A whole answer, as JSON; None where there is none."""
        found = self._held(kind, key).get(key)
        return json.loads(zlib.decompress(found)) if found is not None else None

    def add_whole(self, kind: Whole, key: str, value: object) -> None:
        self._add(kind, key, zlib.compress(dumps(value).encode()))

    def digest(self, told: Told) -> str:
        """Of all of a claim on which its likeness to others rests."""
        return _digest(dumps(told))

    def scored(self, digests: Mapping[str, str], apart: Apart) -> Scored | None:
        """The pairs that were scored last, of the claims that are still the same; none where reviewers have split other actors since."""
        known = next(iter(self._held("scored").values()), None)
        held = json.loads(zlib.decompress(known)) if known is not None else None
        if held is None or held["apart"] != _listed(apart):
            return None
        same = frozenset(claim for claim, digest in held["claims"].items() if digests.get(claim) == digest)
        return Scored(same, {(first, second): score for first, second, score in held["ties"]})

    def add_scored(self, key: str, found: Scored, digests: Mapping[str, str], apart: Apart) -> None:
        ties = [[*pair, score] for pair, score in sorted(found.ties.items())]
        self._add("scored", key, zlib.compress(dumps({"apart": _listed(apart), "claims": digests, "ties": ties}).encode()))

    def keep(self) -> None:
        """Write what is new; who may only read, or finds the disk full, goes without."""
        try:
            for kind, values in self._new.items():
                derived.keep(self.reader.engine, program(), kind, values, _MOST.get(kind))
        except LedgerError:
            return

    def _of(self, kind: str) -> dict[str, bytes]:
        if kind not in self._known:
            self._known[kind] = self._held(kind)
        return self._known[kind]

    def _held(self, kind: str, key: str | None = None) -> dict[str, bytes]:
        return derived.held(self.reader.engine, program(), kind, key)

    def _add(self, kind: str, key: str, value: bytes) -> None:
        self._new.setdefault(kind, {})[key] = value


def page_of(reader: Reader, one: StoredArticle) -> tuple[Words, Origin]:
    """The words of an article that was not dropped, and what it says of where it comes from, under its id in the ledger."""
    page = reader.capture(one.id)
    assert page is not None
    assert one.article is not None
    named = replace(page, id=one.id)
    return read(named, one.article), origin(named, one.article)


def _listed(apart: Apart) -> list[list[str]]:
    return [[key, *sorted(others)] for key, others in sorted(apart.items())]


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _packed(words: Words, told: Origin) -> bytes:
    head = [words.day, len(words), sorted(told.outlet), sorted(map(sorted, told.credited)), told.elsewhere, told.first, told.last]
    arrays = b"".join(getattr(words, name).astype(kind).tobytes() for name, kind in _ARRAYS)
    return zlib.compress(json.dumps(head).encode() + b"\n" + arrays)


def _unpacked(key: str, packed: bytes) -> tuple[Words, Origin]:
    head, _, rest = zlib.decompress(packed).partition(b"\n")
    day, length, outlet, credited, elsewhere, first, last = json.loads(head)
    arrays: dict[str, Any] = {}
    at = 0
    for name, kind in _ARRAYS:
        arrays[name] = np.frombuffer(rest, dtype=kind, count=length, offset=at)
        at += arrays[name].nbytes
    return Words(key, day, **arrays), Origin(frozenset(outlet), frozenset(map(frozenset, credited)), elsewhere, first, last)


def reuse_of(fields: dict[str, Any]) -> Reuse:
    """A reuse from the fields of its record."""
    passages = tuple(Passage(**{**one, "first": Span(**one["first"]), "second": Span(**one["second"])}) for one in fields["passages"])
    features = tuple(Feature(**one) for one in fields["features"])
    return Reuse(**{**fields, "passages": passages, "features": features, "direction": Direction(**fields["direction"])})
