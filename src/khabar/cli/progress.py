"""Progress on standard error: a live line with a rate on a terminal, one closing line elsewhere."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status


class Progress:
    """Counts with articles a second; `told` makes the line of them and of the seconds since the start."""

    def __init__(self, told: Callable[[Counter[str], float], str]) -> None:
        self._told = told
        self._console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
        self._status: Status | None = None
        self._counts: Counter[str] = Counter()
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._status = self._console.status("reading")
            self._status.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._status:
            self._status.stop()
        if kind is None:
            self._console.print(self._line())

    def say(self, message: str) -> None:
        self._console.print(message)

    def show(self, counts: Counter[str]) -> None:
        self._counts = counts
        if self._status:
            self._status.update(self._line())

    def _line(self) -> str:
        return self._told(self._counts, time.monotonic() - self._began)


def coded(counts: Counter[str], seconds: float) -> str:
    """The line of a run that prints what it codes."""
    done = counts["articles"] + counts["dropped"]
    refused = f", {counts['refused']} claims not taken" if counts["refused"] else ""
    return (
        f"khabar: {counts['articles']} articles, {counts['claims']} claims{refused}, {counts['dropped']} dropped, {counts['faults']} unreadable; "
        f"{done / max(seconds, 1e-9):.1f} articles a second"
    )
