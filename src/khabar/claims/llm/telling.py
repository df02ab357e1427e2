"""What a server or a model wrote, made fit for a line on a terminal."""

from __future__ import annotations

LONG, SHORT = 200, 60


def shown(text: str, most: int = LONG) -> str:
    """One line of printable characters, of at most so many."""
    one = " ".join("".join(letter if letter.isprintable() else " " for letter in text[: most * 4]).split())
    return one if len(one) <= most else one[: most - 1] + "…"
