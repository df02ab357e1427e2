"""Linter of the who's who's tables: what no row can see of itself."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from khabar.arabic.folding import fold
from khabar.knowledge import actors_files as files
from khabar.knowledge.actors import WhosWho
from khabar.knowledge.actors_files import Row
from khabar.knowledge.actors_records import KIND_OF_TYPE

TYPES = frozenset({
    *KIND_OF_TYPE, "armed-group", "party", "intergovernmental-organisation", "coalition", "organisation", "ministry", "force", "company", "agency",
    "outlet", "monitor",
})  # fmt: skip
NAME_FACTS = frozenset({"name.official", "name.short", "name.alias", "name.hostile", "name.former", "name.capital"})
RELATION_FACTS = frozenset({"of.part-of", "of.leads", "of.holds-office-in", "of.allied-to", "of.split-from", "of.merged-into"})
ADJECTIVE_FACTS = frozenset({"adjective.m", "adjective.f", "adjective.mp", "adjective.fp"})
FACTS = NAME_FACTS | RELATION_FACTS | ADJECTIVE_FACTS | {"type", "country", "name.en", "domain", "sector"}
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+(-[a-z]+)*)?")
_DATE = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?")
_TABLES = (
    *files.FACT_FILES, "addresses", "agents", "ambiguous", "collisions", "deeds", "given_names", "heads", "native_countries", "offices",
    "place_nouns", "place_verbs", "scores", "spellings", "things",
)  # fmt: skip


def faults(whoswho: WhosWho) -> list[str]:
    """Every fault of every table, one sentence each."""
    rows = list(files.rows())
    return [
        *_letters(),
        *_order(),
        *schema_faults(rows),
        *reference_faults(rows, whoswho),
        *_officials(rows),
        *_repeats(rows),
        *collision_faults(rows),
        *_cues(rows),
    ]


def _letters() -> Iterator[str]:
    for name in _TABLES:
        for number, fields in files.table(name):
            line = "\t".join(fields)
            if unicodedata.normalize("NFC", line) != line:
                yield f"{name}.tsv:{number}: not NFC"
            if "\u0640" in line or any("\ufb50" <= c <= "\ufefc" for c in line):
                yield f"{name}.tsv:{number}: tatweel or presentation form"
            if any(field != field.strip() or "  " in field for field in fields):
                yield f"{name}.tsv:{number}: stray space"


def _order() -> Iterator[str]:
    for name in _TABLES:
        lines = [fields for _, fields in files.table(name)]
        if name != "spellings" and lines != sorted(lines):
            yield f"{name}.tsv: not sorted"
        if len({tuple(fields) for fields in lines}) != len(lines):
            yield f"{name}.tsv: the same row twice"


def schema_faults(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        if row.fact not in FACTS:
            yield f"{row.at}: unknown fact {row.fact}"
        if row.fact == "type" and row.value not in TYPES:
            yield f"{row.at}: unknown type {row.value}"
        if not _ID.fullmatch(row.id):
            yield f"{row.at}: {row.id} is no id"
        if not _DATE.fullmatch(row.start) or not _DATE.fullmatch(row.end) or (row.start and row.end and row.start[: len(row.end)] > row.end):
            yield f"{row.at}: no period: {row.start}..{row.end}"
        if not row.value or not row.source:
            yield f"{row.at}: value or source is missing"


def reference_faults(rows: list[Row], whoswho: WhosWho) -> Iterator[str]:
    for row in rows:
        if row.fact in RELATION_FACTS and whoswho.get(row.value) is None:
            yield f"{row.at}: {row.value} is not in the who's who"
    for name, ids in ((collision.name, collision.ids) for collision in files.collisions()):
        for actor in ids:
            if whoswho.get(actor) is None:
                yield f"collisions.tsv: {name}: {actor} is not in the who's who"


def _officials(rows: list[Row]) -> Iterator[str]:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: {"type": 0, "name.official": 0, "name.en": 0})
    for row in rows:
        counts[row.id][row.fact] = counts[row.id].get(row.fact, 0) + 1
    for actor, facts in counts.items():
        for fact in ("type", "name.official", "name.en"):
            if facts[fact] != 1:
                yield f"{actor}: {facts[fact]} facts {fact}, not one"


def _repeats(rows: list[Row]) -> Iterator[str]:
    seen: dict[tuple[str, str, str], str] = {}
    for row in rows:
        if row.fact in NAME_FACTS:
            same = (row.id, fold(row.value), row.start)
            if same in seen:
                yield f"{row.at}: {row.value} is {seen[same]} after folding"
            seen[same] = row.at


def collision_faults(rows: list[Row]) -> Iterator[str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.fact in NAME_FACTS:
            owners[fold(row.value)].add(row.id)
    settled = {fold(collision.name): set(collision.ids) for collision in files.collisions()}
    for name, ids in owners.items():
        if len(ids) > 1 and settled.get(name) != ids:
            yield f"«{name}» names {', '.join(sorted(ids))}, and collisions.tsv does not settle it"
    for name in settled:
        if len(owners[name]) < 2:
            yield f"collisions.tsv: «{name}» is not shared"


def _cues(rows: list[Row]) -> Iterator[str]:
    known = {fold(row.value) for row in rows if row.fact in NAME_FACTS | ADJECTIVE_FACTS}
    known |= {"ال" + fold(row.value) for row in rows if row.fact in ADJECTIVE_FACTS}
    cues = files.cues()
    priors = {cue.name for cue in cues if cue.side == "prior"}
    for cue in cues:
        if cue.side not in ("prior", "before", "after", "near"):
            yield f"ambiguous.tsv: unknown side {cue.side}"
        if cue.name not in priors:
            yield f"ambiguous.tsv: «{cue.name}» has no prior"
        if fold(cue.name) not in known:
            yield f"ambiguous.tsv: «{cue.name}» is no name of the who's who"
