"""How sure a name is, by the rule that found it: the least of the table's scores whose words stand in the rule."""

from __future__ import annotations

from functools import lru_cache

from khabar.knowledge import actors_files

_WHOLE = 0.98
"""Of a name that one actor alone has, and that means nothing else."""


@lru_cache(maxsize=4096)
def score(rule: str) -> float:
    """Between 0 and 1; a judgement written in `actors/scores.tsv`, to be compared, and no probability."""
    return min((value for phrase, value in _table() if phrase in rule), default=_WHOLE)


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, float], ...]:
    return actors_files.scores()
