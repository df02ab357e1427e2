"""`python -m training.pipeline`: the whole of training, in order.

1. Short vowels, by a diacritiser, as labels of a further task; 2. the corpus's files with short items; 3. from there the whole corpus, half of the
short items an epoch, and passages of the archive that have vowels alone, `RUNS` times, and the mean of the weights; 4. the heads of reported violence
and protest, where gold sentences are at hand; 5. the first look at a sentence, the evidence for types and modes, and, where the archive of articles
is at hand, the look at topics; 6. figures and proposed thresholds on the held-out tenth; 7. export into the package with `training/thresholds.json`;
8. the tables of sides and of speakers, by what the packaged coder makes of the corpus; 9. the gold events, cross-validated, for `bench`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from bench.gold import shared

BUILD = Path(__file__).parent / "build"
RUNS = 2
_GENTLE = ["--encoder-rate", "1.5e-4", "--head-rate", "7e-4"]


def run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", f"training.{module}", *arguments], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="folder with assault_dev.jsonl and protest_dev.jsonl")
    arguments = parser.parse_args()
    gold = [str(arguments.gold / f"{name}_dev.jsonl") for name in ("assault", "protest")] if arguments.gold and arguments.gold.is_dir() else []
    run("vowels")
    first = str(BUILD / "short.pt")
    run("train", "--short", "--out", first, "--epochs", "6")
    runs = [str(BUILD / f"run{seed}.pt") for seed in range(1, RUNS + 1)]
    for seed, out in enumerate(runs, 1):
        run("train", "--start", first, "--out", out, "--seed", str(seed), "--epochs", "7", "--rehearse", "0.5", *_GENTLE)
    run("average", *runs)
    if gold:
        run("reports", "--gold", *gold)
    run("skim")
    run("evidence")
    if (shared() / "data" / "antcorpus.tar.gz").is_file():
        run("topic")
    run("calibrate")
    run("export")
    run("roles")
    run("voices")
    if gold:
        run("crossvalidate", "--gold", *gold)


if __name__ == "__main__":
    main()
