"""Gold pages, coded once a process with the packaged model."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from khabar import pipeline
from khabar.pipeline import Coded
from khabar.records.capture import Fault


@cache
def coded(captures: Path) -> tuple[Coded, ...]:
    """The pages of a folder, those dropped and those unreadable left out."""
    outcomes = (None if isinstance(page, Fault) else pipeline.code(page) for page in pipeline.read([str(captures)]))
    return tuple(one for one in outcomes if isinstance(one, Coded))
