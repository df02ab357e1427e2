"""`khabar explain`: why a claim was coded so."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Sequence

import click

from khabar import pipeline
from khabar.cli.ledger import database, reader
from khabar.desk.reasons import told
from khabar.desk.words import LANGUAGES, Language
from khabar.ledger.words import sentence
from khabar.pipeline import Coded
from khabar.records.capture import Fault


@click.command()
@click.argument("claim")
@click.argument("paths", nargs=-1)
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of the reasons.")
@database
def explain(claim: str, paths: tuple[str, ...], language: Language, db: str) -> None:
    """Print why CLAIM was coded so. PATHS are the pages that it was coded from; without them it is looked up in the ledger."""
    if not paths:
        _from_ledger(claim, language, db)
        return
    seen: list[str] = []
    stdin = sys.stdin.buffer if "-" in paths else None
    for page in pipeline.read(paths, stdin):
        coded = page if isinstance(page, Fault) else pipeline.code(page)
        if isinstance(coded, Fault):
            click.echo(f"khabar: {coded}", err=True)
        elif isinstance(coded, Coded):
            for one in coded.claims:
                if one.id == claim:
                    click.echo(one.quote.text)
                    _print(one.why, language)
                    return
                seen.append(one.id)
    near = difflib.get_close_matches(claim, seen, 1)
    click.echo(f"khabar: no claim {claim} in these pages" + (f"; did you mean {near[0]}?" if near else ""), err=True)
    sys.exit(1)


def _from_ledger(claim: str, language: Language, db: str) -> None:
    stored = reader(db).claim(claim)
    if stored is None:
        click.echo(f"khabar: no claim {claim} in the ledger; give the pages that it was coded from, or take the id from `khabar claims`", err=True)
        sys.exit(1)
    click.echo(sentence(stored.claim.quote.text, stored.media))
    judged = stored.judgement
    outcome = (f"judgement: {judged.kind} by {judged.reviewer}, {judged.recorded}: {judged.reason}",) if judged else ()
    _print((*stored.claim.why, *outcome), language)


def _print(reasons: Sequence[str], language: Language) -> None:
    click.echo("\n".join(told(reason, language) for reason in reasons))
