"""One module a page: a frozen view record, a pure function that builds it from the ledger, and a route that shows it.

Every module of this folder is a page: its `router` is taken into the desk, and its `SECTION`, if it has one, into the line of sections.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from fastapi import APIRouter

from khabar.desk.sections import Section


@cache
def modules() -> tuple[ModuleType, ...]:
    """All pages by name."""
    return tuple(import_module(f"{__name__}.{one.name}") for one in sorted(iter_modules(__path__), key=lambda one: one.name))


def routers() -> Iterator[APIRouter]:
    return (one.router for one in modules())


def sections() -> tuple[Section, ...]:
    """In the order in which they are shown."""
    return tuple(sorted(one.SECTION for one in modules() if hasattr(one, "SECTION")))
