"""An answer: records of one kind, to be gone through, or as dictionaries, JSON Lines or a data frame."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from khabar.client.form import Form
from khabar.records.jsonl import line

Item = TypeVar("Item")


@dataclass(frozen=True)
class Answer(Generic[Item]):
    """Frozen records, read anew each time that they are gone through, of the ledger as it stood when it was asked."""

    form: Form[Item]
    items: Callable[[], Iterable[Item]]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items())

    def count(self) -> int:
        return sum(1 for _ in self)

    def first(self) -> Item | None:
        """The first record; None for an empty answer."""
        return next(iter(self), None)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The fields that the commands print as JSON Lines."""
        return [dict(self.form.record(one)) for one in self]

    def jsonl(self) -> str:
        """One line of JSON a record, as the commands print them."""
        return "".join(line(dict(self.form.record(one))) + "\n" for one in self)

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame` with the columns that the commands print as CSV. Raises ImportError where pandas is not installed."""
        frame = _pandas().DataFrame
        return frame([self.form.row(one) for one in self], columns=list(self.form.columns))


def _pandas() -> Any:
    try:
        return importlib.import_module("pandas")
    except ModuleNotFoundError as error:
        raise ImportError("a data frame needs pandas, which is not installed: pip install pandas; to_dicts() and jsonl() do without") from error
