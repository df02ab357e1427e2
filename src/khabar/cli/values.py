"""Options whose values are checked before anything is done: what is refused is told with the option's name, and is misuse (exit code 2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import click

from khabar.knowledge import plover
from khabar.ledger import values
from khabar.ledger.engine import LedgerError
from khabar.ledger.periods import as_of, period


class Checked(click.ParamType[str]):
    """Text that a function takes, which raises LedgerError for any other. The command is given the text as it was written."""

    def __init__(self, name: str, check: Callable[[str], object]) -> None:
        self.name = name
        self._check = check

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            self._check(value)
        except LedgerError as error:
            self.fail(str(error), param, ctx)
        return str(value)


class Listed(click.Choice[str]):
    """One of a few words, which a function takes that raises LedgerError for any other, and tells what may have been meant."""

    def __init__(self, words: Sequence[str], meant: Callable[[str], str]) -> None:
        super().__init__(words)
        self._meant = meant

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return self._meant(str(value))
        except LedgerError as error:
            self.fail(str(error), param, ctx)


DAYS = Checked("days", period)
INSTANT = Checked("day or instant", as_of)
TYPE = Listed(plover.types(), values.kind)
STATUS = Listed(plover.STATUSES, values.status)
MODE = Checked("mode", values.mode)
COUNTRY = Checked("code", values.country)
WORDS = Checked("words", values.text)
