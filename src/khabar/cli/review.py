"""`khabar review`: judgements on claims, pairs of actors and pairs of claims; at the terminal or from a script."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast, get_args

import click
from rich.console import Console

from khabar.cli import stored
from khabar.cli.claims import asked, filters
from khabar.cli.ledger import database, instant, reviewer
from khabar.cli.storing import run_of
from khabar.cli.written import writes
from khabar.client import judgements
from khabar.ledger import training
from khabar.ledger.corrections import FIELDS
from khabar.ledger.engine import reading
from khabar.ledger.naming import Unknown, meant, resolve
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.reviews import Reviewer, judge, relate, settle, unattached
from khabar.ledger.stored import ClaimVerdict, Judgement, PairVerdict, StoredClaim
from khabar.ledger.writer import Writer

_CLAIM: tuple[str, ...] = get_args(ClaimVerdict)
_PAIR: tuple[str, ...] = get_args(PairVerdict)
_EXPORTS = {"export": (training.items, "sentences"), "export_pairs": (training.pairs, "pairs")}
_KEYS = {"a": "accept", "r": "reject", "c": "correct"}


@click.command()
@click.argument("words", nargs=-1)
@click.option("--field", "fields", multiple=True, metavar="FIELD=VALUE", help=f"With correct: {', '.join(FIELDS)}.")
@click.option("--because", default="", help="The reason, which is kept.")
@reviewer
@click.option("--unattached", "lost", is_flag=True, help="List judgements whose claims no current coding holds.")
@click.option("--export", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write reviewed sentences as training items.")
@click.option(
    "--export-pairs", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write judged pairs of claims as training items."
)
@filters
@instant
@database
def review(words: tuple[str, ...], fields: tuple[str, ...], because: str, by: str, lost: bool, **options: object) -> None:
    """Judge claims. Judgements are kept with who, when and why; a later one supersedes, and nothing is lost.

    WORDS are CLAIM accept, CLAIM reject or CLAIM correct; merge ACTOR ACTOR or split ACTOR ACTOR; same CLAIM CLAIM or different CLAIM CLAIM,
    for claims of one occurrence or of two; outcome CLAIM with open, came-about, did-not, unclear, undecided or by-rule, for what came of a
    prediction; or CLAIM alone, for what was said of it. Without WORDS the claims that nobody has judged, chosen by
    the options of `khabar claims`, are asked for one after the other.
    """
    files = {name: cast(Path | None, options.pop(name)) for name in _EXPORTS}
    found, query, _ = asked(options)
    if lost:
        _list(found)
    elif any(files.values()):
        for name, path in files.items():
            if path is not None:
                _export(path, *_EXPORTS[name], found)
    elif words:
        _said(words, fields, because, by, found, str(found.engine.url.render_as_string(hide_password=False)))
    else:
        _interview(found, query, by)


def _said(words: Sequence[str], fields: Sequence[str], because: str, by: str, found: Reader, db: str) -> None:
    if len(words) == 1:
        _history(found, words[0])
        return
    if words[0] in _PAIR and len(words) == 3:
        unheard = _unheard(found, words[1:]) if words[0] in ("merge", "split") else []
        with run_of(db) as writer:
            made = relate(writer, cast(PairVerdict, words[0]), words[1], words[2], Reviewer(by, because))
        for line in unheard:
            click.echo(line, err=True)
    elif words[0] == "outcome" and len(words) == 3:
        with run_of(db) as writer:
            made = settle(writer, words[1], words[2], Reviewer(by, because))
    elif len(words) == 2 and words[1] in _CLAIM:
        with run_of(db) as writer:
            made = judge(writer, words[0], cast(ClaimVerdict, words[1]), Reviewer(by, because), fields, resolve)
    else:
        raise click.UsageError(f"{' '.join(words)!r} is no judgement; see khabar review --help")
    click.echo(_told(made), err=True)


def _unheard(found: Reader, names: Sequence[str]) -> list[str]:
    """What is told of names that nobody has yet: one may be of pages to come, and may be a slip."""
    unknown = [known for known in (meant(found, one) for one in names) if isinstance(known, Unknown)]
    near = [f"; did you mean {one.near}?" if one.near else "" for one in unknown]
    return [f"khabar: nobody in the ledger or the who's who is called {one.written} yet{told}" for one, told in zip(unknown, near, strict=True)]


def _told(made: Judgement) -> str:
    return f"khabar: judgement {made.id}: {made.kind} by {made.reviewer}, {made.recorded}"


def _line(made: Judgement) -> str:
    return json.dumps(judgements.record(made), ensure_ascii=False)


def _history(found: Reader, claim: str) -> None:
    made = judgements.of_claim(found, claim)
    for one in made:
        click.echo(_line(one))
    if not made:
        click.echo(f"khabar: nothing was said of {claim}", err=True)
        sys.exit(1)


def _list(found: Reader) -> None:
    with reading(found.engine) as connection:
        for one in unattached(connection):
            click.echo(_line(one))


def _export(path: Path, items: Callable[[Reader], Iterator[dict[str, object] | training.Left]], what: str, found: Reader) -> None:
    counts: Counter[str] = Counter()
    with writes(path), path.open("w", encoding="utf-8") as file:
        for one in items(found):
            if isinstance(one, training.Left):
                counts["left out"] += 1
                click.echo(f"khabar: article {one.article}: left out, {one.reason}: {one.quote}", err=True)
            else:
                counts["items"] += 1
                file.write(json.dumps(one, ensure_ascii=False) + "\n")
    click.echo(f"khabar: {counts['items']} items written to {path}, {counts['left out']} {what} left out", err=True)


def _interview(found: Reader, query: Query, by: str) -> None:
    """Claim after claim, until the reviewer stops."""
    console = Console(highlight=False, markup=False, emoji=False)
    with run_of(str(found.engine.url.render_as_string(hide_password=False))) as writer:
        for one in found.every(query):
            if one.judgement is None:
                console.print(stored.table([one]))
                if not _ask(writer, one, by):
                    return


def _ask(writer: Writer, one: StoredClaim, by: str) -> bool:
    """One claim's judgement; False to stop."""
    key = click.prompt("a accept, r reject, c correct, s skip, q quit", type=click.Choice([*_KEYS, "s", "q"]), show_choices=False)
    if key in _KEYS:
        fields = click.prompt(f"fields, as status=denied, parted by | ({', '.join(FIELDS)})").split("|") if key == "c" else []
        because = click.prompt("because")
        made = judge(writer, one.id, cast(ClaimVerdict, _KEYS[key]), Reviewer(by, because), [field.strip() for field in fields], resolve)
        click.echo(_told(made), err=True)
    return bool(key != "q")
