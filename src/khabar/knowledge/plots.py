"""The Arabic words of the plots: titles, captions, axes, and the names of statuses, quad classes and verdicts."""

from __future__ import annotations

from functools import cache

from khabar.knowledge.tables import rows


@cache
def words() -> dict[str, str]:
    """Key → words; «{name}» stands where a value goes."""
    return {row["key"]: row["arabic"] for row in rows("plots/words.tsv")}


def word(key: str, **values: object) -> str:
    """The words of a key with its values filled in. Raises KeyError for a key or value that is missing."""
    return words()[key].format(**values)
