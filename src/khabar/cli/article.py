"""`khabar article`: one article of the ledger, with its claims."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from khabar.cli import stored
from khabar.cli.copies import source
from khabar.cli.ledger import database, instant, missing, reader
from khabar.corroboration.reprints import Reprints, reprints
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
    found = reader(db, as_of).pin()
    one = found.article(article)
    if one is None:
        missing("article", article, (a.id for a in found.articles()))
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    if form == "table":
        click.echo("\n".join([*_told(one, found), *_reused(one, reprints(found))]))
    elif form == "jsonl":
        click.echo(line({**record(one), **reused(one, reprints(found))}))
    stored.FORMATS[form](found.every(Query(articles=(one.id,), order="learned", newest_first=False)))


def record(one: StoredArticle) -> dict[str, object]:
    """The article's record, as `khabar code` prints it, with what the ledger adds; of a dropped page its reason and detail."""
    own = {"id": one.id, "source": one.source, "coder": one.coder, "learned": one.learned, "claims": one.claims}
    if one.article is None:
        return {"kind": "dropped", **(asdict(one.dropped) if one.dropped else {}), "sha256": one.sha256, **own}
    return {**article_record(one.article), **own}


def reused(one: StoredArticle, held: Reprints) -> dict[str, object]:
    """Of which article it is a copy, and with which it shares passages."""
    pairs = [(each, each.second if each.first == one.id else each.first) for each in held.reuses if one.id in (each.first, each.second)]
    return {
        "copy_of": held.copies.get(one.id),
        "reuses": [{"article": other, "relation": each.relation, "source": source(each), "because": each.direction.reason} for each, other in pairs],
    }


def _reused(one: StoredArticle, held: Reprints) -> list[str]:
    told = {"copy": "copy", "excerpt": "shares a passage", "rewrite": "rewritten"}
    lines = [f"a copy of {held.copies[one.id]}"] if one.id in held.copies else []
    for each in held.reuses:
        if one.id in (each.first, each.second):
            other, origin = each.second if each.first == one.id else each.first, source(each)
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
