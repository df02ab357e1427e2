"""Runs pages through the pipeline on one or more processes, in the order in which they were read, without holding them all."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator

from khabar import pipeline
from khabar.pipeline import Coded
from khabar.records.capture import Capture, Dropped, Fault

Outcome = Coded | Dropped | Fault
_AHEAD = 16
"""Pages a process may have waiting: what bounds the memory of a long run."""


def _code(page: Capture | Fault) -> Outcome:
    return page if isinstance(page, Fault) else pipeline.code(page)


def outcomes(pages: Iterator[Capture | Fault], jobs: int) -> Iterator[Outcome]:
    """One outcome a page, in order."""
    if jobs == 1:
        yield from map(_code, pages)
        return
    room = threading.Semaphore(jobs * _AHEAD)

    def admitted() -> Iterator[Capture | Fault]:
        for page in pages:
            room.acquire()
            yield page

    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        for outcome in pool.imap(_code, admitted(), chunksize=4):
            room.release()
            yield outcome
