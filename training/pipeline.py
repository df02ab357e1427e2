"""`python -m training.pipeline`: the whole of training, in order; or, with `--folds`, the cross-validation of the gold events.

1. corpus alone; 2. corpus and gold event sentences, from there; 3. figures and proposed thresholds on the held-out
tenth; 4. export into the package with `training/thresholds.json`.
A fold starts from step 1 and sees a fifth of the corpus and the gold sentences of the other folds' articles.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from training.data import FOLDS

BUILD = Path(__file__).parent / "build"
_GENTLE = ["--encoder-rate", "1.5e-4", "--head-rate", "7e-4"]


def run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", f"training.{module}", *arguments], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="folder with assault_dev.jsonl and protest_dev.jsonl")
    parser.add_argument("--folds", action="store_true")
    arguments = parser.parse_args()
    gold = [str(arguments.gold / f"{name}_dev.jsonl") for name in ("assault", "protest")] if arguments.gold and arguments.gold.is_dir() else []
    first = str(BUILD / "corpus.pt")
    if arguments.folds:
        if not gold:
            parser.error(f"no gold events in {arguments.gold}; name their folder with --gold")
        for fold in range(FOLDS):
            out = str(BUILD / f"fold{fold}.pt")
            run(
                "train",
                "--start",
                first,
                "--out",
                out,
                "--epochs",
                "2",
                "--batch",
                "8",
                "--share",
                "0.2",
                "--fold",
                str(fold),
                "--gold",
                *gold,
                *_GENTLE,
            )
        run("crossvalidate", "--gold", *gold)
        return
    run("train", "--out", first, "--epochs", "5")
    run("train", "--start", first, "--epochs", "4", "--batch", "8", *(["--gold", *gold] if gold else []), *_GENTLE)
    run("calibrate")
    run("export")


if __name__ == "__main__":
    main()
