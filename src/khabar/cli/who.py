"""`khabar who`: what the who's who knows of a name."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

import click
from rapidfuzz import process

from khabar.arabic.folding import fold
from khabar.cli.when import Day
from khabar.client.actors import meant, record
from khabar.knowledge import actors
from khabar.knowledge.actors import Actor, Name, Relation

_NEAR = 80
"""Likeness, of 100, above which another name is offered."""


@click.command()
@click.argument("name")
@click.option("--on", type=Day(), help="The day on which the name was used, as 2015-06-02.")
@click.option("--id", "by_id", is_flag=True, help="NAME is an id of the who's who.")
def who(name: str, on: str | None, by_id: bool) -> None:
    """Print whom NAME names: names through time, descent, posts, and the rule that found them.

    A table for reading on a terminal, JSON Lines when piped, one line an actor. Exit code 1 if nobody is known by that name.
    """
    found = meant(name, on, by_id=by_id)
    if not found:
        near = _nearest(name, by_id=by_id)
        click.echo(f"khabar: nobody is known as {name}" + (f"; did you mean {near}?" if near else ""), err=True)
        sys.exit(1)
    for one in found:
        told = _lines(one.actor, f"{one.rule} ({one.score:.2f})", on)
        click.echo("\n".join(told) if sys.stdout.isatty() else json.dumps(record(one), ensure_ascii=False))


def _nearest(name: str, *, by_id: bool) -> str | None:
    known = [actor.id for actor in actors.load()] if by_id else [n.text for actor in actors.load() for n in actor.names]
    best = process.extractOne(name, known, processor=None if by_id else fold, score_cutoff=_NEAR)
    return best[0] if best else None


def _told(item: Name | Relation) -> str:
    return f" ({item.start or '…'} to {item.end or '…'})" if item.start or item.end else ""


def _lines(actor: Actor, rule: str, on: str | None) -> Iterator[str]:
    yield f"{actor.canonical} ({actor.english or actor.id}), {actor.type}" + (f", {actor.country}" if actor.country else "") + f": {actor.id}"
    yield f"  {rule}"
    for name in actor.names:
        yield f"  {name.fact}: {name.text}{_told(name)}"
    for relation in actor.relations:
        yield f"  {relation.fact}: {_named(relation.target)}{_told(relation)}"
    acts = [owner.canonical for owner in actors.load().of_at(actor.id, on) if owner.id != actor.id]
    if acts:
        yield f"  acts for: {'، '.join(acts)}"


def _named(target: str) -> str:
    found = actors.load().get(target)
    return f"{found.canonical} [{target}]" if found else target
