"""`khabar article`: one article of the ledger, with its claims."""

from __future__ import annotations

import difflib
import sys
from dataclasses import asdict

import click

from khabar.cli import stored
from khabar.cli.ledger import database, instant, reader
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.stored import StoredArticle
from khabar.records.jsonl import article_record, line


@click.command()
@click.argument("article")
@click.option("--format", "form", type=click.Choice(list(stored.FORMATS)), help="Default: a table on a terminal, JSON Lines when piped.")
@instant
@database
def article(article: str, form: str | None, as_of: str | None, db: str) -> None:
    """Print ARTICLE, an id from the column `article`, and its claims in the order of the page."""
    found = reader(db, as_of)
    one = found.article(article)
    if one is None:
        near = difflib.get_close_matches(article, (a.id for a in found.articles()), 1)
        click.echo(f"khabar: no article {article}" + (f"; did you mean {near[0]}?" if near else ""), err=True)
        sys.exit(1)
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    if form == "table":
        click.echo("\n".join(_told(one, found)))
    elif form == "jsonl":
        click.echo(line(record(one)))
    stored.FORMATS[form](found.every(Query(articles=(one.id,), order="learned", newest_first=False)))


def record(one: StoredArticle) -> dict[str, object]:
    """The article's record, as `khabar code` prints it, with what the ledger adds; of a dropped page its reason and detail."""
    own = {"id": one.id, "source": one.source, "coder": one.coder, "learned": one.learned, "claims": one.claims}
    if one.article is None:
        return {"kind": "dropped", **(asdict(one.dropped) if one.dropped else {}), "sha256": one.sha256, **own}
    return {**article_record(one.article), **own}


def _told(one: StoredArticle, found: Reader) -> list[str]:
    lines = [f"{one.article.title.text if one.article and one.article.title else one.capture}", f"{one.id} · {one.capture} · {one.source}"]
    if one.article is not None:
        day = one.article.published
        when = f"{day.start}…{day.end} ({day.basis})" if day else "undated"
        lines.append(
            f"{one.article.outlet or 'outlet unknown'} · {when}" + (f" · from {one.article.republished_from}" if one.article.republished_from else "")
        )
    else:
        lines.append(f"dropped, {one.dropped.reason}: {one.dropped.detail}" if one.dropped else "")
    lines.append(f"coded by {one.coder}, learned {one.learned}")
    for kind in ("date", "outlet", "origin"):
        lines += [
            f"{made.kind}: {made.body['value']} ({made.reviewer}, {made.recorded}: {made.reason})" for made in found.history(f"{kind}:{one.id}")
        ]
    return lines
