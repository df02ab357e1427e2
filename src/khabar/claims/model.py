"""The packaged model: two ONNX graphs, run on the CPU, one window at a time, so that no page's scores depend on its neighbours."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from khabar.claims.decode import Found, Scores, Thresholds, Verdicts, sentence_masks
from khabar.claims.labels import KINDS, ROLES, distance
from khabar.claims.packaged import packaged
from khabar.claims.pieces import Pieces, Speller
from khabar.records.spans import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader says of a window of W words and S sentences."""

    low: Scores
    """(W, 384): the word states that the judge starts from."""
    outer: Scores
    inner: Scores
    clitic: Scores
    cue: Scores
    gates: Scores
    """(S, 16): how likely each sentence holds an event of each type, as logits."""
    reports: Scores
    """(S, 2): how likely each sentence reports an event of each type of `REPORTED`, as logits."""


class Model:
    """Raises FileNotFoundError with the mend where the package lacks its weights."""

    def __init__(self, reader: bytes, judge: bytes, tokenizer: str, card: dict[str, object]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._reader = onnxruntime.InferenceSession(reader, options, providers=["CPUExecutionProvider"])
        self._judge = onnxruntime.InferenceSession(judge, options, providers=["CPUExecutionProvider"])
        self.speller = Speller(Tokenizer.from_str(tokenizer))
        self.version = str(card["version"])
        self.thresholds = _thresholds(card["thresholds"])

    def read(self, pieces: Pieces, hints: Scores, sentences: Sequence[Span]) -> Reading:
        """`hints` are the features of at least as many words as `pieces` holds."""
        count = len(pieces.first)
        inputs = {
            "ids": pieces.ids[None],
            "first": pieces.first[None],
            "last": pieces.last[None],
            "hints": hints[None, :count],
            "sentences": sentence_masks(sentences, count)[None],
        }
        outputs = self._reader.run(None, inputs)
        return Reading(*(o[0] for o in outputs))

    def judge(self, reading: Reading, hints: Scores, cues: Sequence[Span], mentions: Sequence[Found], shown: Span) -> Verdicts:
        """Verdicts on `cues`, of which there is at least one; roles over `mentions`, of which there may be none. All lie within the words `shown`."""
        count, inside = len(reading.low), slice(shown.start, shown.end)
        spans = sentence_masks([m.words for m in mentions], count) if mentions else np.zeros((1, count), np.float32)
        far: npt.NDArray[np.int64] = np.array([[distance(c.start, m.words.start) for m in mentions] or [0] for c in cues], np.int64)
        inputs = {
            "low": reading.low[None, inside],
            "marks": sentence_masks(cues, count)[:, inside],
            "cue_hints": np.stack([hints[c.start : c.end].max(0) for c in cues]).astype(np.float32),
            "mentions": spans[:, inside],
            "kinds": np.array([KINDS.index(m.kind) for m in mentions] or [0], np.int64),
            "far": far,
        }
        event, kind, mode, status, within, roles = self._judge.run(None, inputs)
        condition = np.full((len(cues), count), -np.inf, np.float32)
        condition[:, inside] = within
        return Verdicts(event, kind, mode, status, condition, roles if mentions else np.zeros((len(cues), 0, len(ROLES)), np.float32))


def _thresholds(card: object) -> Thresholds:
    assert isinstance(card, dict)
    return Thresholds(**{**card, "blend": tuple(card["blend"])})


def card() -> bytes:
    """The file of the packaged model's version and thresholds."""
    return packaged("card.json").read_bytes()


def version() -> str:
    """The version of the packaged model's weights, without loading them."""
    return str(json.loads(card())["version"])


@cache
def load() -> Model:
    """The packaged model, once a process."""
    return Model(
        packaged("reader.onnx").read_bytes(),
        packaged("judge.onnx").read_bytes(),
        packaged("tokenizer.json").read_text(encoding="utf-8"),
        json.loads(card()),
    )
