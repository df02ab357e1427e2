"""`python -m training.pipeline`: the whole of training, in order.

1. Short vowels, by a diacritiser, as labels of a further task; 2. the encoder's own schooling on the corpus and, where it is at hand, the archive of
articles, twice; 3. the corpus's files with short items; 4. from there twice, by other chances, the whole corpus and the passages of the press, of the
short items two in five an epoch; 5. the mean of both, and from it the same at half the rates; 6. the encoder's schooling once more, and what it
changed carried over to the coder; 7. the same again at half the rates, twice in a row, the second time with words hidden, and the mean of these two;
8. the schooling a fourth time, carried over likewise, and from it nine epochs with words hidden, the rates rising and falling anew after the fourth
and the sixth; 9. the heads of reported violence and protest, where gold sentences are at hand; 10. the first look at a sentence, the evidence for
types and modes, and, with the archive, the look at topics; 11. figures and proposed thresholds on the held-out tenth; 12. export into the package
with `training/thresholds.json`; 13. the tables of sides and of speakers, by what the packaged coder makes of the corpus; 14. the gold events,
cross-validated, for `bench`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from bench.gold import EVENTS
from training import press

BUILD = Path(__file__).parent / "build"
_GENTLE = ["--rehearse", "0.4", "--encoder-rate", "1.5e-4", "--head-rate", "7e-4"]
_GENTLEST = ["--rehearse", "0.4", "--encoder-rate", "8e-5", "--head-rate", "3.5e-4"]
_SETTLING = ["--rehearse", "0.4", "--encoder-rate", "1e-4", "--head-rate", "6e-4"]
_KERNELS = {"ONEDNN_PRIMITIVE_CACHE_CAPACITY": "100000"}
"""Kernels are prepared for each shape, of which a training has thousands; by default few are kept."""


def run(module: str, *arguments: str) -> None:
    subprocess.run([sys.executable, "-m", f"training.{module}", *arguments], check=True, env=os.environ | _KERNELS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="folder with assault_dev.jsonl and protest_dev.jsonl")
    parser.add_argument("--bfloat16", action="store_true", help="twice as fast where the processor has it; made the weights that ship")
    arguments = parser.parse_args()
    fast = ["--bfloat16"] if arguments.bfloat16 else []
    gold = [str(arguments.gold / f"{name}_dev.jsonl") for name in EVENTS] if arguments.gold and arguments.gold.is_dir() else []
    run("vowels")
    once, schooled, first, mean = (str(BUILD / f"{name}.pt") for name in ("schooled_once", "schooled", "short", "mean"))
    run("pretrain", "--out", once, *fast)
    run("pretrain", "--start", once, "--seed", "2", "--out", schooled, *fast)
    run("train", "--short", "--start", schooled, "--out", first, "--epochs", "4", *fast)
    runs = [str(BUILD / f"run_{seed}.pt") for seed in ("1", "2")]
    for seed, out in zip(("1", "2"), runs, strict=True):
        run("train", "--start", first, "--seed", seed, "--out", out, "--epochs", "5", *_GENTLE, *fast)
    run("average", *runs, "--out", mean)
    settled, further, carried, *last = (str(BUILD / f"{name}.pt") for name in ("settled", "schooled_further", "carried", "last_1", "last_2"))
    run("train", "--start", mean, "--seed", "3", "--epochs", "3", "--out", settled, *_GENTLEST, *fast)
    run("pretrain", "--start", schooled, "--seed", "3", "--out", further, *fast)
    run("carry", settled, "--before", schooled, "--after", further, "--out", carried)
    run("train", "--start", carried, "--seed", "3", "--epochs", "3", "--out", last[0], *_GENTLEST, *fast)
    run("train", "--start", last[0], "--seed", "4", "--epochs", "3", "--hide", "0.15", "--out", last[1], *_GENTLEST, *fast)
    settled_again, fourth, carried_again = (str(BUILD / f"{name}.pt") for name in ("settled_again", "schooled_fourth", "carried_again"))
    run("average", *last, "--out", settled_again)
    run("pretrain", "--start", further, "--seed", "4", "--out", fourth, *fast)
    run("carry", settled_again, "--before", further, "--after", fourth, "--out", carried_again)
    start = carried_again
    for seed, epochs, out in (("5", "4", BUILD / "settling_1.pt"), ("6", "2", BUILD / "settling_2.pt"), ("7", "3", BUILD / "coder.pt")):
        run("train", "--start", start, "--seed", seed, "--epochs", epochs, "--hide", "0.15", "--out", str(out), *_SETTLING, *fast)
        start = str(out)
    if gold:
        run("reports", "--gold", *gold)
    run("skim")
    run("evidence")
    if press.at_hand():
        run("topic")
    run("calibrate")
    run("export")
    run("roles")
    run("voices")
    if gold:
        run("crossvalidate", "--gold", *gold)


if __name__ == "__main__":
    main()
