"""Reads the tab-separated tables of `knowledge/data/`, each with a header line."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files


@contextmanager
def filling() -> Iterator[None]:
    """While large tables are read: all that is made stays, and the garbage collector would go through it again and again for a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def rows(path: str) -> Iterator[dict[str, str]]:
    """The rows of `knowledge/data/<path>`, as header → cell.

    Raises ValueError naming the file and line where a row has another number of cells than the header.
    """
    text = files("khabar.knowledge").joinpath("data", path).read_text(encoding="utf-8")
    lines = text.splitlines()
    header = lines[0].split("\t")
    for number, line in enumerate(lines[1:], 2):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise ValueError(f"knowledge/data/{path}:{number}: {len(cells)} cells, but the header has {len(header)}")
        yield dict(zip(header, cells, strict=True))
