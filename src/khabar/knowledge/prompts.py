"""What a language model is told of the codebook."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def prompt() -> str:
    return files("khabar.knowledge").joinpath("data/llm/prompt.txt").read_text(encoding="utf-8").strip()


def version() -> str:
    """Eight hexadecimal digits: another prompt is another coder."""
    return hashlib.sha256(prompt().encode()).hexdigest()[:8]
