"""Matrices that are not rounded are stored by halves, and the graph says the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="training needs torch, which is no part of the package")

import onnx
import onnxruntime
import torch

from training.export import HALVED, halve


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_large_matrices_take_half_the_room_and_say_the_same(tmp_path: Path) -> None:
    torch.manual_seed(1)
    path, size = tmp_path / "heads.onnx", 2 * int(HALVED**0.5)
    heads = torch.nn.Sequential(torch.nn.Linear(size, size), torch.nn.GELU(), torch.nn.Linear(size, 3)).eval()
    torch.onnx.export(heads, (torch.randn(2, size),), str(path), dynamo=False, opset_version=17, input_names=["x"])
    shown = {"x": np.random.default_rng(1).normal(size=(2, size)).astype(np.float32)}
    said, room = onnxruntime.InferenceSession(path).run(None, shown)[0], path.stat().st_size
    halve(path)
    assert path.stat().st_size < 0.6 * room
    assert np.allclose(onnxruntime.InferenceSession(path).run(None, shown)[0], said, atol=2e-3)
    kept = {len(held.dims): held.data_type for held in onnx.load(path).graph.initializer if 3 in held.dims}
    assert set(kept.values()) == {onnx.TensorProto.FLOAT}
