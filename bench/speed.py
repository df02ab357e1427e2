"""`python -m bench.speed`: articles a second and peak memory over the real articles of `data/antcorpus.tar.gz`.

The floor of the run is the encoder's own forward pass over the same windows, measured in the same process: what the rest costs is the ratio.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.gold import archive
from khabar import pipeline
from khabar.claims import model
from khabar.pipeline import Coded
from khabar.records.capture import Fault

_FIELD = re.compile(rb"<(TITLE|TIME|TEXT|URL)>\s*(.*?)\s*</\1>", re.DOTALL)


def articles(limit: int | None) -> Iterator[dict[str, str]]:
    """The archive's articles as JSON lines: title and text as a tag-less page, the day as the envelope's."""
    with tarfile.open(archive()) as packed:
        count = 0
        for member in packed:
            if not member.name.endswith(".txt") or (limit is not None and count >= limit):
                continue
            file = packed.extractfile(member)
            assert file is not None
            fields = {m[1].decode(): m[2].decode("utf-8", "replace") for m in _FIELD.finditer(file.read())}
            count += 1
            text = f"{fields.get('TITLE', '')}\n\n{fields.get('TEXT', '')}\n"
            yield {"id": Path(member.name).stem, "text": text, "published": fields.get("TIME", "")[:10]}


def written(limit: int | None, path: Path) -> int:
    lines = [json.dumps(a, ensure_ascii=False) + "\n" for a in articles(limit)]
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def whole_run(path: Path, jobs: int) -> tuple[float, float, str]:
    """Seconds, peak memory of the largest process in GB, and the closing line, of `khabar code`."""
    command = [sys.executable, "-c", "from khabar.cli import main; main()", "code", str(path), "--format", "jsonl", "--jobs", str(jobs)]
    began = time.monotonic()
    done = subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    return time.monotonic() - began, peak, done.stderr.strip().splitlines()[-1]


def shares(path: Path) -> tuple[float, float]:
    """Seconds of the whole pipeline, and of the encoder's forward passes within it, on one process."""
    coder, spent = model.load(), [0.0]
    forward = coder.read

    def timed(*arguments: object) -> object:
        began = time.perf_counter()
        found = forward(*arguments)  # type: ignore[arg-type]
        spent[0] += time.perf_counter() - began
        return found

    coder.read = timed  # type: ignore[method-assign, assignment]
    began = time.perf_counter()
    coded = sum(isinstance(pipeline.code(p), Coded) for p in pipeline.read([str(path)]) if not isinstance(p, Fault))
    assert coded
    return time.perf_counter() - began, spent[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, help="only so many articles")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        count = written(arguments.limit, path)
        seconds, peak, closing = whole_run(path, arguments.jobs)
        print(closing)
        print(f"{count} articles, {count / seconds:.1f} a second on {arguments.jobs} processes, peak memory of the largest {peak:.2f} GB")
        written(200, path)
        whole, forward = shares(path)
        print(f"200 articles on one process: {whole / forward:.2f} times the encoder's own forward pass over the same windows")


if __name__ == "__main__":
    main()
