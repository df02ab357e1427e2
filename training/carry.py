"""`python -m training.carry CODER --before A --after B`: what more schooling of the encoder has changed, added to a coder trained since.

The difference between the encoder's weights before and after further schooling is added to the coder that was trained from those before
("task arithmetic", Ilharco et al., 2023, arXiv:2212.04089): schooling goes on without all of the training being done again. A few gentle epochs
afterwards settle the two with each other.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor

State = dict[str, Tensor]
SCHOOLED = ("ln.", "shared.", "top.")
"""The layers that schooling teaches, by the beginnings of their names. Those of the judge (`judging.`) began as a copy of `top.`"""


def carried(coder: State, before: State, after: State, share: float) -> State:
    """The coder's weights, those of schooled layers moved by `share` of what schooling changed. Raises KeyError where a state lacks a layer."""
    found = {}
    for name, weight in coder.items():
        source = f"top.{name.removeprefix('judging.')}" if name.startswith("judging.") else name
        found[name] = weight + share * (after[source] - before[source]) if source.startswith(SCHOOLED) else weight
    return found


def main() -> None:
    here = Path(__file__).parent / "build"
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("coder", type=Path)
    parser.add_argument("--before", type=Path, required=True, help="the encoder that the coder was trained from")
    parser.add_argument("--after", type=Path, required=True, help="the same after more schooling")
    parser.add_argument("--share", type=float, default=0.7)
    parser.add_argument("--out", type=Path, default=here / "carried.pt")
    a = parser.parse_args()
    torch.save(carried(torch.load(a.coder), torch.load(a.before), torch.load(a.after), a.share), a.out)
    print(f"{a.share} of what led from {a.before} to {a.after}, in {a.out}")


if __name__ == "__main__":
    main()
