"""Words that open a condition («إذا», «شريطة», «ما لم») and words that end its clause («سوف», «بحسب»): `data/markers/conditions.tsv`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from khabar.arabic.clitics import CONJUNCTIONS
from khabar.arabic.folding import fold
from khabar.knowledge.tables import rows

ROLES = ("opens", "ends")


@cache
def _roles() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for row in rows("markers/conditions.tsv"):
        first, *rest = fold(row["words"]).split()
        found[first] = (*found.get(first, ()), (tuple(rest), row["role"]))
    return found


def role(words: Sequence[str], at: int) -> str | None:
    """What `words[at]`, with the words after it, is to a condition, a conjunction before it or not; one of `ROLES`, or nothing.

    >>> role(["وإذا"], 0), role(["ما", "لم"], 0), role(["ما"], 0), role(["إن"], 0)
    ('opens', 'opens', None, 'opens')
    """
    word = fold(words[at])
    for stem in (word, word[1:]) if word.startswith(CONJUNCTIONS) else (word,):
        for rest, name in _roles().get(stem, ()):
            if tuple(fold(w) for w in words[at + 1 : at + 1 + len(rest)]) == rest:
                return name
    return None


def check() -> Iterator[str]:
    """Faults of the table, one sentence each."""
    table = [(fold(row["words"]), row["role"]) for row in rows("markers/conditions.tsv")]
    yield from (f"markers/conditions.tsv: {word}: role {name}" for word, name in table if name not in ROLES)
    words = [word for word, _ in table]
    if words != sorted(set(words)):
        yield "markers/conditions.tsv: not sorted after folding, or a word stands twice"
