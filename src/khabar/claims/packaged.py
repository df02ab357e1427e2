"""The files that ship with the coder: the model's graphs and card, and the tables that are fitted beside them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

WEIGHTS = files("khabar.claims").joinpath("weights")


def packaged(name: str) -> Traversable:
    """One of the files. Raises FileNotFoundError with the mend where the package lacks it."""
    path = WEIGHTS.joinpath(name)
    if not path.is_file():
        raise FileNotFoundError(f"khabar/claims/weights/{name} is missing; install the package from a release, or run `make train`")
    return path


def rows(name: str) -> Iterator[list[str]]:
    """The cells of a table's rows, without its heading."""
    yield from (line.split("\t") for line in packaged(name).read_text(encoding="utf-8").splitlines()[1:])
