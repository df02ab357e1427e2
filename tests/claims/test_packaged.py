"""The files that ship with the coder: each loader says which one is missing, and the mend."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from khabar.claims import evidence, model, packaged, roles, skim, topic, voices, worded

LOADERS: dict[str, Callable[[], object]] = {
    "evidence.tsv": evidence.load.__wrapped__, "reader.onnx": model.load.__wrapped__, "roles.tsv": roles.load.__wrapped__,
    "skim.npy": skim.load.__wrapped__, "topic.npy": topic.load.__wrapped__, "reports.npy": worded.load.__wrapped__,
    "voices.tsv": voices.load.__wrapped__,
}  # fmt: skip


@pytest.mark.parametrize(("name", "load"), LOADERS.items(), ids=LOADERS)
def test_a_missing_file_is_an_error_with_its_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, load: Callable[[], object]) -> None:
    monkeypatch.setattr(packaged, "WEIGHTS", tmp_path)
    with pytest.raises(FileNotFoundError, match=f"{name} is missing; install the package from a release, or run `make train`"):
        load()
