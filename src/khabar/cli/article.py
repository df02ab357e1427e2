"""`khabar article`: one article of the ledger, with its claims."""

from __future__ import annotations

import sys

import click

from khabar.cli import stored
from khabar.cli.ledger import database, instant, reader
from khabar.client.articles import Held
from khabar.client.copies import Pair
from khabar.client.names import missing
from khabar.corroboration.reprints import Reprints, reprints
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.stored import StoredArticle
from khabar.records.jsonl import line


@click.command()
@click.argument("article")
@click.option("--format", "form", type=click.Choice(list(stored.FORMATS)), help="Default: a table on a terminal, JSON Lines when piped.")
@instant
@database
def article(article: str, form: str | None, as_of: str | None, db: str) -> None:
    """Print ARTICLE, an id from the column `article`, and its claims in the order of the page."""
    found = reader(db, as_of).pin()
    one = found.article(article)
    if one is None:
        raise missing("article", article, (a.id for a in found.articles()))
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    if form == "table":
        click.echo("\n".join([*_told(one, found), *_reused(one, reprints(found), found)]))
    elif form == "jsonl":
        click.echo(line(Held(one, found).to_dict()))
    stored.FORMATS[form](found.every(Query(articles=(one.id,), order="learned", newest_first=False)))


def _reused(one: StoredArticle, held: Reprints, found: Reader) -> list[str]:
    told = {"copy": "copy", "excerpt": "shares a passage", "rewrite": "rewritten"}
    lines = [f"a copy of {held.copies[one.id]}"] if one.id in held.copies else []
    for each in held.reuses:
        if one.id in (each.first, each.second):
            other, origin = each.second if each.first == one.id else each.first, Pair(each, found).source
            first = "it was first" if origin == one.id else f"{other} was first" if origin else "who was first is not known"
            lines.append(f"{told[each.relation]}: {other}; {first}, {each.direction.reason}")
    return lines


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
