"""`khabar export`: claims of the ledger in the forms of other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import click

from khabar.cli.claims import asked, between, filters
from khabar.cli.ledger import database, instant
from khabar.exports import annotation, plover
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.records.capture import Capture
from khabar.records.jsonl import line


@click.command()
@filters
@between
@click.option("--format", "form", required=True, type=click.Choice(["plover", "web-annotation"]), help="Which form.")
@instant
@database
def export(**options: Any) -> None:
    """Write the claims that answer all options to standard output, in the order in which the ledger learned them.

    plover: tab-separated, POLECAT's columns and ours after them. web-annotation: JSON Lines of W3C Web Annotations.
    """
    found, query, rest = asked(options | {"oldest_first": True})
    for one in FORMATS[rest["form"]](found.pin(), query):
        sys.stdout.write(one + "\n")
    sys.stdout.flush()


def _plover(found: Reader, query: Query) -> Iterator[str]:
    yield plover.header()
    yield from map(plover.row, found.every(query))


def _annotations(found: Reader, query: Query) -> Iterator[str]:
    """Claims of one page mostly come one after the other, so only the last page is held."""
    held: tuple[str, Capture] | None = None
    for one in found.every(query):
        if held is None or held[0] != one.article:
            page = found.capture(one.article)
            assert page is not None
            held = (one.article, page)
        yield line(annotation.annotation(one, held[1]))


FORMATS: dict[str, Callable[[Reader, Query], Iterator[str]]] = {"plover": _plover, "web-annotation": _annotations}
