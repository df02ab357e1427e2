"""Runs pages through the pipeline on one or more processes, in the order in which they were read, without holding them all."""

from __future__ import annotations

import functools
import multiprocessing
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

from khabar import pipeline
from khabar.claims.coder import ClaimCoder
from khabar.pipeline import Coded
from khabar.records.capture import Capture, Dropped, Fault

Outcome = Coded | Dropped | Fault
Item = TypeVar("Item")
Made = TypeVar("Made")
_AHEAD = 16
"""Pages a process may have waiting: what bounds the memory of a long run."""


def _code(coder: ClaimCoder, page: Capture | Fault) -> tuple[str, Outcome]:
    return (page.source, page) if isinstance(page, Fault) else (page.where, pipeline.code_by(coder, page))


def outcomes(pages: Iterator[Capture | Fault], jobs: int, coder: ClaimCoder) -> Iterator[tuple[str, Outcome]]:
    """Where each page stands, as messages name it, and what came of it, in order."""
    return mapped(functools.partial(_code, coder), pages, jobs)


def mapped(work: Callable[[Item], Made], items: Iterator[Item], jobs: int) -> Iterator[Made]:
    """`work` done on each item, in order, by so many processes; it must be a function of a module."""
    if jobs == 1:
        yield from map(work, items)
        return
    room = threading.Semaphore(jobs * _AHEAD)

    def admitted() -> Iterator[Item]:
        for item in items:
            room.acquire()
            yield item

    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        for made in pool.imap(work, admitted(), chunksize=4):
            room.release()
            yield made
