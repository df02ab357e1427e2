"""Linter of the tables of places: what no row can see of itself."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import get_args

from khabar.arabic.folding import fold
from khabar.knowledge import actors, places_files, tables
from khabar.knowledge.places_files import PLACE_FILES, WORD_FILES, Row
from khabar.records.claim import PlacePrecision

KINDS_OF_FILE = {
    "camps": ("camp",), "districts": ("district",), "provinces": ("province",), "quarters": ("quarter",), "regions": ("region", "water", "wide"),
    "sites": ("site",), "towns": ("town",),
}  # fmt: skip
ROLES = frozenset({
    "any", "around", "camp", "capital", "country", "direction", "district", "epithet", "home", "inside", "link", "named", "province", "quarter",
    "rural", "side", "site", "town",
})  # fmt: skip
_ID = re.compile(r"([a-z]+(?:-[a-z]+)*)\.[a-z0-9]+(?:-[a-z0-9]+)*")
_ISO = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
_DEGREES = re.compile(r"-?\d{1,3}\.\d\d")
_SEA = "sea"
"""Stands for the state in the ids of places that belong to none."""


def faults() -> list[str]:
    """Every fault of every table, one sentence each."""
    rows = list(places_files.rows())
    return [*_letters(), *_order(), *schema_faults(rows), *reference_faults(rows), *bound_faults(rows), *repeat_faults(rows), *_words(rows)]


def _letters() -> Iterator[str]:
    for name in (*PLACE_FILES, *WORD_FILES):
        for number, cells in enumerate(tables.rows(f"places/{name}.tsv"), 2):
            line = "\t".join(cells.values())
            if unicodedata.normalize("NFC", line) != line:
                yield f"places/{name}.tsv:{number}: not NFC"
            if "\u0640" in line or any("\ufb50" <= c <= "\ufefc" for c in line):
                yield f"places/{name}.tsv:{number}: tatweel or presentation form"
            if any(cell != cell.strip() or "  " in cell for cell in cells.values()):
                yield f"places/{name}.tsv:{number}: stray space"


def _order() -> Iterator[str]:
    for name in (*PLACE_FILES, *WORD_FILES):
        lines = [tuple(cells.values()) for cells in tables.rows(f"places/{name}.tsv")]
        if lines != sorted(lines):
            yield f"places/{name}.tsv: not sorted"
        if len(set(lines)) != len(lines):
            yield f"places/{name}.tsv: the same row twice"


def schema_faults(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        file = row.at.removeprefix("places/").partition(".")[0]
        if row.kind not in KINDS_OF_FILE[file]:
            yield f"{row.at}: kind {row.kind} does not belong here"
        if not _ID.fullmatch(row.id):
            yield f"{row.at}: {row.id} is no id"
        if row.iso and not _ISO.fullmatch(row.iso):
            yield f"{row.at}: {row.iso} is no code of ISO 3166-2"
        if row.geonames and not row.geonames.isdecimal():
            yield f"{row.at}: {row.geonames} is no GeoNames number"
        if not all(row.names) or not row.source:
            yield f"{row.at}: name or source is missing"
        if bool(row.lat) != bool(row.lon) or any(degrees and not _DEGREES.fullmatch(degrees) for degrees in (row.lat, row.lon)):
            yield f"{row.at}: coordinates are two numbers with two decimals, or none: {row.lat}, {row.lon}"


def reference_faults(rows: Sequence[Row]) -> Iterator[str]:
    country_of = {actor.id: actor.country for actor in actors.load() if actor.type == "state"}
    provinces = {row.id: row.country for row in rows if row.kind == "province"}
    for row in rows:
        state = row.id.partition(".")[0]
        if state != _SEA and (state not in country_of or country_of[state] != row.country):
            yield f"{row.at}: {row.id} begins with no state of {row.country}"
        if state == _SEA and row.country:
            yield f"{row.at}: {row.id} is at sea, and in {row.country}"
        if row.parent and provinces.get(row.parent) != row.country:
            yield f"{row.at}: {row.parent} is no province of {row.country}"


def bound_faults(rows: Sequence[Row]) -> Iterator[str]:
    """Rows whose coordinates lie outside the box of their country."""
    boxes = {cells["country"]: [float(cells[side]) for side in ("south", "north", "west", "east")] for cells in tables.rows("places/boxes.tsv")}
    for row in rows:
        if not row.lat or not row.lon or not row.country:
            continue
        if row.country not in boxes:
            yield f"{row.at}: boxes.tsv has no box of {row.country}"
            continue
        south, north, west, east = boxes[row.country]
        if not (south <= float(row.lat) <= north and west <= float(row.lon) <= east):
            yield f"{row.at}: {row.lat}, {row.lon} is outside {row.country}"


def repeat_faults(rows: Sequence[Row]) -> Iterator[str]:
    ids: dict[str, str] = {}
    held: dict[tuple[str, str, str, str], str] = {}
    numbers: dict[str, str] = {}
    for row in rows:
        if row.id in ids:
            yield f"{row.at}: {row.id} is in {ids[row.id]} too"
        ids[row.id] = row.at
        if row.geonames and row.kind != "province":
            if row.geonames in numbers:
                yield f"{row.at}: GeoNames {row.geonames} is {numbers[row.geonames]} too"
            numbers[row.geonames] = row.at
        if len({fold(name) for name in row.names}) != len(row.names):
            yield f"{row.at}: two names are one after folding"
        for name in row.names:
            key = (fold(name), row.kind, row.country, row.parent)
            if key in held:
                yield f"{row.at}: «{name}» is {held[key]} after folding"
            held[key] = row.at


def _words(rows: Sequence[Row]) -> Iterator[str]:
    kinds = places_files.precisions()
    for kind, precision in kinds.items():
        if precision not in get_args(PlacePrecision):
            yield f"places/kinds.tsv: {kind}: unknown precision {precision}"
    for kind in {row.kind for row in rows} - set(kinds):
        yield f"places/kinds.tsv: {kind} is missing"
    for name, column in (("words", "word"), ("commons", "name"), ("defaults", "name")):
        seen: dict[str, int] = defaultdict(int)
        for cells in tables.rows(f"places/{name}.tsv"):
            seen[fold(cells[column])] += 1
            if name == "commons" and cells["reach"] not in ("always", "text"):
                yield f"places/commons.tsv: {cells['name']}: unknown reach {cells['reach']}"
            if name == "words" and cells["role"] not in ROLES:
                yield f"places/words.tsv: {cells['word']}: unknown role {cells['role']}"
        yield from (f"places/{name}.tsv: «{word}» stands twice after folding" for word, times in seen.items() if times > 1)
