"""`python -m training.average A B …`: the mean of the weights of trainings that began from the same weights.

They err in different places, and their mean generalises better than either, at the cost of one
("model soups", Wortsman et al., 2022, arXiv:2203.05482).
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor


def mean(states: Sequence[dict[str, Tensor]]) -> dict[str, Tensor]:
    """Of each tensor; raises KeyError where one lacks a tensor of the first, RuntimeError where shapes differ."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "build/coder.pt")
    a = parser.parse_args()
    torch.save(mean([torch.load(path) for path in a.weights]), a.out)
    print(f"the mean of {len(a.weights)} trainings in {a.out}")


if __name__ == "__main__":
    main()
