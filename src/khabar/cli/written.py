"""Files that a user names to be written: what keeps one from being written is one line with the mend."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from khabar.records.capture import Fault

_MEND = "name a file in a folder that exists, has room and can be written"


@contextmanager
def writes(path: Path) -> Iterator[None]:
    """Where writing the file fails, the command ends with exit code 1."""
    try:
        yield
    except OSError as error:
        click.echo(f"khabar: {Fault(str(path), '', f'cannot be written ({error.strerror or error})', _MEND)}", err=True)
        sys.exit(1)
