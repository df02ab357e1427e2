"""`python -m training.export`: writes the trained coder as two int8 ONNX graphs into the package, with tokenizer, thresholds and version."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from khabar.claims.decode import Thresholds
from khabar.claims.features import COLUMNS
from khabar.claims.labels import DISTANCES
from training.model import Coder

_LAYER = re.compile(r"/(shared|top|judging)\.\d+/")


class ReaderGraph(nn.Module):
    def __init__(self, coder: Coder) -> None:
        super().__init__()
        self.coder = coder

    def forward(self, ids: Tensor, hints: Tensor, first: Tensor, last: Tensor, word_hints: Tensor, sentences: Tensor) -> tuple[Tensor, ...]:
        low, high = self.coder.read(ids, hints, None, first, last, word_hints)
        return low, *self.coder.tags(high), self.coder.gates(high, sentences)


class JudgeGraph(nn.Module):
    def __init__(self, coder: Coder) -> None:
        super().__init__()
        self.coder = coder

    def forward(self, low: Tensor, marks: Tensor, cue_hints: Tensor, mentions: Tensor, kinds: Tensor, far: Tensor) -> tuple[Tensor, ...]:
        c, n = self.coder, marks.shape[0]
        judged, own = c.judge(low.expand(n, -1, -1), None, marks, cue_hints)
        roles = c.roles(judged, own, mentions[None].expand(n, -1, -1), kinds[None].expand(n, -1), far)
        return c.is_event(own)[:, 0], c.event_type(own), c.event_mode(own), c.event_status(own), c.condition(judged)[..., 0], roles


def write_reader(coder: Coder, path: Path) -> None:
    length, count, width = 24, 16, len(COLUMNS)
    example = (
        torch.randint(3, 900, (1, length)), torch.zeros(1, length, width), torch.arange(1, count + 1)[None], torch.arange(1, count + 1)[None],
        torch.zeros(1, count, width), torch.ones(1, 2, count),
    )  # fmt: skip
    torch.onnx.export(
        ReaderGraph(coder), example, str(path), dynamo=False, opset_version=17,
        input_names=["ids", "hints", "first", "last", "word_hints", "sentences"],
        output_names=["low", "outer", "inner", "clitic", "cue", "gates"],
        dynamic_axes={"ids": {1: "L"}, "hints": {1: "L"}, "first": {1: "W"}, "last": {1: "W"}, "word_hints": {1: "W"}, "sentences": {1: "S", 2: "W"}},
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


def quantised(source: Path, target: Path) -> None:
    """int8 weights throughout the encoder layers, activations rounded at run time; the small heads stay in float32, where rounding costs most.

    What comes out of the GELU has outliers that one scale a tensor cannot hold, so the matrices after it (`f2`) are int8 in the file and
    float32 at run time: a third more time a window, and a quarter of the divergence from the float32 model.
    """
    products = [n.name for n in onnx.load(source).graph.node if n.op_type in ("MatMul", "Gemm")]
    heads = [n for n in products if not _LAYER.search(n)]
    after_gelu = [n for n in products if "/f2/" in n]
    quantize_dynamic(
        source, target, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=heads + after_gelu, extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    model = onnx.load(target)
    _store_as_int8(model.graph, set(after_gelu))
    onnx.save(model, target)


def _store_as_int8(graph: onnx.GraphProto, names: set[str]) -> None:
    """Replaces the weights of the named products by int8 columns with their scales, multiplied out when the model is loaded."""
    weights = {i.name: i for i in graph.initializer}
    nodes = []
    for node in graph.node:
        if node.name in names:
            weight = weights[node.input[1]]
            values = numpy_helper.to_array(weight)
            scale = np.maximum(np.abs(values).max(0), 1e-9).astype(np.float32) / 127
            graph.initializer.remove(weight)
            graph.initializer.extend([
                numpy_helper.from_array(np.round(values / scale).astype(np.int8), f"{weight.name}_int8"),
                numpy_helper.from_array(scale, f"{weight.name}_scale"),
            ])  # fmt: skip
            nodes.append(helper.make_node("DequantizeLinear", [f"{weight.name}_int8", f"{weight.name}_scale"], [weight.name], axis=1))
        nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)


def export(coder: Coder, tokenizer: Path, thresholds: Thresholds, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    coder.eval()
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (("reader", write_reader), ("judge", write_judge)):
            plain = Path(folder) / f"{name}.onnx"
            write(coder, plain)
            quantised(plain, out / f"{name}.onnx")
            digest.update((out / f"{name}.onnx").read_bytes())
    shutil.copyfile(tokenizer, out / "tokenizer.json")
    card = {"version": digest.hexdigest()[:12], "thresholds": asdict(thresholds)}
    (out / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=here / "build/coder.pt")
    parser.add_argument("--encoder", type=Path, default=here / "build/encoder")
    parser.add_argument("--thresholds", type=Path, default=here / "thresholds.json")
    parser.add_argument("--out", type=Path, default=here.parent / "src/khabar/claims/weights")
    a = parser.parse_args()
    coder = Coder(a.encoder)
    coder.load_state_dict(torch.load(a.weights))
    thresholds = Thresholds(**json.loads(a.thresholds.read_text()))
    export(coder, a.encoder / "tokenizer.json", thresholds, a.out)
    for path in sorted(a.out.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
