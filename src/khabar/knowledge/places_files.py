"""Reads the tables of `knowledge/data/places/`: our own rows of places, the words that stand beside names, and the names that are common words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from khabar.arabic.folding import fold
from khabar.knowledge import tables
from khabar.records.claim import PlacePrecision

PLACE_FILES = ("camps", "districts", "provinces", "quarters", "regions", "sites", "towns")
WORD_FILES = ("boxes", "commons", "defaults", "kinds", "words")


@dataclass(frozen=True, slots=True)
class Row:
    """One place of ours. `at` is its file and line, for the linter; cells are as they stand, empty where nothing is known."""

    at: str
    id: str
    names: tuple[str, ...]
    kind: str
    country: str
    iso: str
    parent: str
    geonames: str
    """GeoNames number: of the place itself, or of a province's seat."""
    lat: str
    lon: str
    source: str


@cache
def rows() -> tuple[Row, ...]:
    """Every place of ours, in file order. Raises ValueError at a row with another number of cells than the header."""
    return tuple(_rows())


def _rows() -> Iterator[Row]:
    for file in PLACE_FILES:
        for number, cells in enumerate(tables.rows(f"places/{file}.tsv"), 2):
            identity, names, *rest = cells.values()
            yield Row(f"places/{file}.tsv:{number}", identity, tuple(names.split("|")), *rest)


@cache
def precisions() -> Mapping[str, PlacePrecision]:
    """Kind of place → what its pin means."""
    return {cells["kind"]: cast("PlacePrecision", cells["precision"]) for cells in tables.rows("places/kinds.tsv")}


@cache
def weights() -> Mapping[str, float]:
    """Kind of place → what it weighs beside a town, whose weight is the logarithm (base 10) of its population, one more in the states of our rows."""
    return {cells["kind"]: float(cells["weight"]) for cells in tables.rows("places/kinds.tsv")}


@cache
def roles() -> Mapping[str, str]:
    """Folded word without the article → its role beside a name: town, province, rural, around, direction, link, epithet, …"""
    return {fold(cells["word"]): cells["role"] for cells in tables.rows("places/words.tsv")}


@cache
def commons() -> Mapping[str, str]:
    """Folded names that are common words → their reach: `always` names a place only beside a noun of places, `text` not in running text."""
    return {fold(cells["name"]): cells["reach"] for cells in tables.rows("places/commons.tsv")}


@cache
def defaults() -> Mapping[str, str]:
    """Folded name → id of the place that is meant when nothing decides."""
    return {fold(cells["name"]): cells["id"] for cells in tables.rows("places/defaults.tsv")}
