"""`python -m training.export`: writes the trained coder as two int8 ONNX graphs into the package, with tokenizer, thresholds and version."""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.utils.hooks import RemovableHandle

from khabar.claims.decode import Thresholds
from khabar.claims.features import COLUMNS
from khabar.claims.labels import DISTANCES
from khabar.claims.pieces import Speller
from training import data, press
from training.data import Spelled
from training.known import reader
from training.model import Coder, Layer, marks_of
from training.scores import scored

OUTLIERS = 32
"""Inner channels of each layer that are not rounded."""
SAMPLED = 20
"""One training item in so many shows where the outliers are."""
HALVED = 4096
"""Numbers from which a matrix of float32 is stored by halves."""
_LAYER = re.compile(r"/(shared|top|judging)\.\d+/")


class ReaderGraph(nn.Module):
    def __init__(self, coder: Coder) -> None:
        super().__init__()
        self.coder = coder

    def forward(self, ids: Tensor, first: Tensor, last: Tensor, hints: Tensor, sentences: Tensor) -> tuple[Tensor, ...]:
        low, high = self.coder.read(ids, None, first, last, hints, None)
        outer, inner, clitic, cue = self.coder.tags(high)
        gates = self.coder.gates(high, sentences)
        return low, outer, inner, clitic, cue, gates, self.coder.report(self.coder.summary(low, high, cue, gates, sentences))


class JudgeGraph(nn.Module):
    def __init__(self, coder: Coder) -> None:
        super().__init__()
        self.coder = coder

    def forward(self, low: Tensor, marks: Tensor, cue_hints: Tensor, mentions: Tensor, kinds: Tensor, far: Tensor) -> tuple[Tensor, ...]:
        c, n = self.coder, marks.shape[0]
        judged, own = c.judge(low.expand(n, -1, -1), None, marks, cue_hints, marks_of(mentions[None], kinds[None]))
        roles = c.roles(judged, own, mentions[None].expand(n, -1, -1), kinds[None].expand(n, -1), far)
        return c.is_event(own)[:, 0], c.event_type(own), c.event_mode(own), c.event_status(own), c.condition(judged)[..., 0], roles


def write_reader(coder: Coder, path: Path) -> None:
    length, count, width = 24, 16, len(COLUMNS)
    example = (
        torch.randint(3, 900, (1, length)), torch.arange(1, count + 1)[None], torch.arange(1, count + 1)[None],
        torch.zeros(1, count, width), torch.ones(1, 2, count),
    )  # fmt: skip
    torch.onnx.export(
        ReaderGraph(coder), example, str(path), dynamo=False, opset_version=17,
        input_names=["ids", "first", "last", "hints", "sentences"],
        output_names=["low", "outer", "inner", "clitic", "cue", "gates", "reports"],
        dynamic_axes={"ids": {1: "L"}, "first": {1: "W"}, "last": {1: "W"}, "hints": {1: "W"}, "sentences": {1: "S", 2: "W"}},
    )  # fmt: skip


def write_judge(coder: Coder, path: Path) -> None:
    cues, mentions, count = 3, 5, 16
    example = (
        torch.randn(1, count, 384), torch.eye(count)[:cues], torch.zeros(cues, len(COLUMNS)), torch.eye(count)[:mentions],
        torch.zeros(mentions, dtype=torch.long), torch.randint(0, DISTANCES, (cues, mentions)),
    )  # fmt: skip
    torch.onnx.export(
        JudgeGraph(coder), example, str(path), dynamo=False, opset_version=17,
        input_names=["low", "marks", "cue_hints", "mentions", "kinds", "far"],
        output_names=["event", "type", "mode", "status", "condition", "roles"],
        dynamic_axes={
            "low": {1: "W"}, "marks": {0: "N", 1: "W"}, "cue_hints": {0: "N"},
            "mentions": {0: "M", 1: "W"}, "kinds": {0: "M"}, "far": {0: "N", 1: "M"},
        },
    )  # fmt: skip


class Parted(nn.Module):
    """A linear map whose last few inputs, the ones with outliers, are multiplied apart."""

    def __init__(self, whole: nn.Linear, order: Tensor) -> None:
        super().__init__()
        self.most, self.few = (nn.Linear(n, whole.out_features, bias=bias) for n, bias in ((len(order) - OUTLIERS, True), (OUTLIERS, False)))
        weight = whole.weight[:, order]
        self.most.weight, self.few.weight = nn.Parameter(weight[:, :-OUTLIERS].clone()), nn.Parameter(weight[:, -OUTLIERS:].clone())
        self.most.bias = whole.bias

    def forward(self, x: Tensor) -> Tensor:
        most: Tensor = self.most(x[..., :-OUTLIERS])
        return most + self.few(x[..., -OUTLIERS:])


@torch.no_grad()
def part_outliers(coder: Coder, items: Sequence[Spelled]) -> None:
    """Reorders each layer's inner channels by the largest value that they take on `items`, and parts the largest from the rest.

    What comes out of the GELU has outliers in a few channels, always the same, and one scale a tensor cannot hold them and the rest:
    those channels stay in float32 (Dettmers et al., 2022, arXiv:2208.07339).
    """
    layers = [layer for group in (coder.shared, coder.top, coder.judging) for layer in group]
    largest = {layer: torch.zeros(layer.f2.in_features) for layer in layers}

    def looking(layer: Layer) -> RemovableHandle:
        def look(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            largest[layer] = torch.maximum(largest[layer], inputs[0].abs().flatten(0, -2).max(0).values)

        return layer.f2.register_forward_pre_hook(look)

    hooks = [looking(layer) for layer in layers]
    for _ in scored(coder, items, Thresholds()):
        pass
    for hook in hooks:
        hook.remove()
    for layer in layers:
        order = largest[layer].argsort()
        layer.f1.weight, layer.f1.bias = nn.Parameter(layer.f1.weight[order]), nn.Parameter(layer.f1.bias[order])
        layer.f2 = Parted(layer.f2, order)


def quantised(source: Path, target: Path) -> None:
    """Bytes for the embeddings and throughout the encoder layers, activations rounded at run time; heads and the outliers' columns are not rounded.

    The layers' weights are signed and of seven bits: two products of them with unsigned bytes fit the 16 bits in which processors without VNNI
    add them, so that these count like all others, and by their fastest instruction.
    """
    products = [n.name for n in onnx.load(source).graph.node if n.op_type in ("MatMul", "Gemm")]
    kept = [n for n in products if not _LAYER.search(n) or "/few/" in n]
    with tempfile.TemporaryDirectory() as folder:
        layers = Path(folder) / "layers.onnx"
        quantize_dynamic(
            source, layers, weight_type=QuantType.QInt8, reduce_range=True, per_channel=True, op_types_to_quantize=["MatMul", "Gemm"],
            nodes_to_exclude=kept, extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
        quantize_dynamic(layers, target, weight_type=QuantType.QUInt8, per_channel=True, op_types_to_quantize=["Gather"])


def halve(path: Path) -> None:
    """Stores large matrices of float32 as float16, which the session turns back when it loads: the heads and the outliers' columns, half as long."""
    found = onnx.load(path)
    graph, casts = found.graph, []
    for held in [i for i in graph.initializer if i.data_type == onnx.TensorProto.FLOAT and math.prod(i.dims) >= HALVED]:
        name = held.name
        short = numpy_helper.from_array(numpy_helper.to_array(held).astype(np.float16), f"{name}/short")
        graph.initializer.remove(held)
        graph.initializer.append(short)
        casts.append(helper.make_node("Cast", [short.name], [name], name=f"{name}/cast", to=onnx.TensorProto.FLOAT))
    for cast in reversed(casts):
        graph.node.insert(0, cast)
    onnx.save(found, path)


def export(coder: Coder, sample: Sequence[Spelled], tokenizer: Path, thresholds: Thresholds, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    coder.eval()
    part_outliers(coder, sample)
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (("reader", write_reader), ("judge", write_judge)):
            plain = Path(folder) / f"{name}.onnx"
            write(coder, plain)
            quantised(plain, out / f"{name}.onnx")
            halve(out / f"{name}.onnx")
            digest.update((out / f"{name}.onnx").read_bytes())
    compact = json.dumps(json.loads(tokenizer.read_text(encoding="utf-8")), ensure_ascii=False, separators=(",", ":"))
    (out / "tokenizer.json").write_text(compact + "\n", encoding="utf-8")
    for name in ("skim.npy", "topic.npy", "reports.npy", "evidence.tsv"):
        digest.update((out / name).read_bytes())
    card = {"version": digest.hexdigest()[:12], "thresholds": asdict(thresholds)}
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=here / "build/coder.pt")
    parser.add_argument("--encoder", type=Path, default=here / "build/encoder")
    parser.add_argument("--corpus", type=Path, default=here / "corpus")
    parser.add_argument("--thresholds", type=Path, default=here / "thresholds.json")
    parser.add_argument("--out", type=Path, default=here.parent / "src/khabar/claims/weights")
    a = parser.parse_args()
    coder = Coder(a.encoder)
    coder.load_state_dict(torch.load(a.weights))
    thresholds = Thresholds(**json.loads(a.thresholds.read_text()))
    if not coder.report.weight.any():  # no gold sentences were at hand
        thresholds = replace(thresholds, reports={})
    tokenizer = a.encoder / "tokenizer.json"
    speller = Speller(Tokenizer.from_file(str(tokenizer)))
    trained, _ = data.split(data.examples(press.items(a.corpus), reader()))
    export(coder, [data.spelled(e, speller) for e in trained[::SAMPLED]], tokenizer, thresholds, a.out)
    for path in sorted(a.out.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
