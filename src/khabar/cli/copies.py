"""`khabar copies`: which articles share passages, where they stand, and whose words they were first."""

from __future__ import annotations

import click

from khabar.cli.ledger import database, instant, reader
from khabar.cli.listing import Listing, form_option
from khabar.client.copies import COLUMNS, FORM, Pair, offsets, pairs
from khabar.client.names import missing

SHOWN = (
    ("first", 0, False), ("second", 0, False), ("relation", 2, False), ("source", 0, False), ("because", 4, False), ("passages", 4, False),
    ("words", 1, False),
)  # fmt: skip


@click.command()
@click.argument("article", required=False)
@form_option
@instant
@database
def copies(article: str | None, form: str | None, as_of: str | None, db: str) -> None:
    """Print the pairs of articles that share passages, of ARTICLE alone or of all: how they stand, where the passages are, whose they were first.

    A copy or a rewrite is folded into its source wherever witnesses are counted; of an excerpt only the sentences in its passages.
    """
    found = reader(db, as_of).pin()
    if article is not None and found.article(article) is None:
        raise missing("article", article, (one.id for one in found.articles()))
    LISTING.write(pairs(found, article), form)


def _cells(one: Pair) -> tuple[str, ...]:
    reuse, words = one.reuse, sum(p.words for p in one.reuse.passages)
    return (
        reuse.first, reuse.second, reuse.relation, one.source or "—", f"{reuse.direction.basis}: {reuse.direction.reason}",
        "\n".join(map(offsets, reuse.passages)), f"{words}",
    )  # fmt: skip


LISTING = Listing(COLUMNS, SHOWN, FORM.record, FORM.row, _cells)
