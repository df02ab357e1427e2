"""How one kind of record is told to programs: the fields of its JSON line, and its cells in a table of stable columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Form(Generic[Item]):
    """`record` gives the fields of a JSON line; `row` the cells of `columns` (stable: new ones come at the end), of CSV and of a data frame."""

    columns: tuple[str, ...]
    record: Callable[[Item], Mapping[str, Any]]
    row: Callable[[Item], tuple[object, ...]]
