"""`khabar explain`: why a claim was coded so."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from khabar import pipeline
from khabar.arabic.likeness import nearest
from khabar.cli.ledger import database, reader
from khabar.client.names import UnknownError, id_form
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
    for page in pipeline.read(paths, stdin, distinct=False):
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
    raise UnknownError(f"no claim {claim} in these pages", (nearest(claim, seen),), id_form("claim", "`khabar code --format csv`"))


def _from_ledger(claim: str, language: Language, db: str) -> None:
    found = reader(db)
    stored = found.claim(claim)
    if stored is None:
        mend = f"give the pages that it was coded from, or another id: {id_form('claim', '`khabar claims --format csv`')}"
        raise UnknownError(f"no claim {claim} in the ledger", (nearest(claim, found.claim_ids()),), mend)
    click.echo(sentence(stored.claim.quote.text, stored.media))
    judged = stored.judgement
    outcome = (f"judgement: {judged.kind} by {judged.reviewer}, {judged.recorded}: {judged.reason}",) if judged else ()
    _print((*stored.claim.why, *outcome), language)


def _print(reasons: Sequence[str], language: Language) -> None:
    click.echo("\n".join(told(reason, language) for reason in reasons))
