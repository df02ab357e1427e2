"""`khabar predictions`: what speakers predicted, until when, and what the ledger holds of it; and a speaker's record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from khabar.cli.claims import asked, filters
from khabar.cli.ledger import database, instant
from khabar.cli.listing import Listing, form_option
from khabar.cli.plotted import day_option, plot_option, save
from khabar.client.ledger import day_of
from khabar.client.occurrences import answering
from khabar.client.predictions import COLUMNS, FORM, RECORD_COLUMNS, Foretold, Kept, by_speaker, foretold, in_state, kept, speaker_name
from khabar.client.predictions import RECORDS as RECORD_FORM
from khabar.corroboration.standing import standing
from khabar.ledger.naming import named
from khabar.records.prediction import VERDICTS

SHOWN = (("claim", 0, False), ("speaker", 4, True), ("said", 3, False), ("horizon", 3, False), ("verdict", 3, False), ("sentence", 9, True))
RECORD_SHOWN = (("speaker", 4, True), ("predictions", 2, False), *((verdict, 2, False) for verdict in VERDICTS))


@click.command()
@filters
@click.option("--open", "state", flag_value="open", help="Only those whose horizon lies ahead, or is not known.")
@click.option("--due", "state", flag_value="due", help="Only those whose horizon has passed without word of the outcome.")
@click.option("--settled", "state", flag_value="settled", help="Only those that came about, did not, or of which both are told.")
@click.option("--record", "whose", metavar="NAME", help="Instead, a speaker's record: how many predictions, and what came of them.")
@click.option("--records", is_flag=True, help="Instead, the records of all speakers.")
@click.option("--oldest-first", is_flag=True, help="Instead of the newest.")
@click.option("--limit", type=click.IntRange(1), help="So many rows.")
@click.option("--count", is_flag=True, help="Print only how many there are.")
@plot_option
@day_option
@form_option
@instant
@database
def predictions(**options: Any) -> None:
    """Print the predictions that answer all options, by the day on which they were said: speaker, day, horizon, and what came of them.

    A prediction is open until its horizon passes. Then the rule looks for claims that tell what became of it; a reviewer's word goes before
    the rule: khabar review outcome CLAIM came-about.
    """
    newest_first = not options.pop("oldest_first")
    found, query, rest = asked(options)
    found = found.pin()
    held = standing(found)
    day = day_of(rest["on"], found)
    rows = foretold(held, found, day, answering(found, query))
    speaker = named(found, rest["whose"]) if rest["whose"] else None
    if speaker is not None:
        rows = by_speaker(rows, held, speaker)
    if rest["state"]:
        rows = in_state(rows, rest["state"])
    if rest["plot"]:
        _plot(rows, day, speaker, rest["plot"])
    if speaker is not None or rest["records"]:
        _print(kept(rows, held), RECORDS, rest)
    else:
        _print(rows[::-1] if newest_first else rows, LISTING, rest)


def _print(rows: Sequence[Any], listing: Listing[Any], rest: dict[str, Any]) -> None:
    if rest["count"]:
        click.echo(len(rows))
    else:
        listing.write(rows[: rest["limit"]], rest["form"])


def _plot(rows: Sequence[Foretold], day: str, speaker: str | None, path: Path) -> None:
    from khabar.exports import prediction_chart as chart  # noqa: PLC0415 - only a plot needs it, and it is slow to load

    drawn = [
        chart.Foretold(one.prediction, speaker_name(one.told), one.sentence(one.prediction.claim), one.told.claim.event.cue.text) for one in rows
    ]
    title = drawn[0].speaker if speaker is not None and drawn else None
    save(chart.prediction_chart(drawn, day, title), path)


def _cells(one: Foretold) -> tuple[str, ...]:
    """The sentence, and under it those that tell what came of it."""
    made = one.prediction
    lines = [one.sentence(made.claim), *(f"{'✓' if each.holds else '✗'} {each.claim} {one.sentence(each.claim)}" for each in made.evidence)]
    verdict = made.verdict + (f"\n({made.judged.reviewer})" if made.judged else "")
    return (made.claim, speaker_name(one.told) or "—", made.said or "undated", made.horizon or "not known", verdict, "\n".join(lines))


def _record_cells(one: Kept) -> tuple[str, ...]:
    counts = dict(one.record.counts)
    return (one.name, f"{len(one.record.predictions)}", *(f"{counts.get(verdict, 0)}" for verdict in VERDICTS))


LISTING = Listing(COLUMNS, SHOWN, FORM.record, FORM.row, _cells)
RECORDS = Listing(RECORD_COLUMNS, RECORD_SHOWN, RECORD_FORM.record, RECORD_FORM.row, _record_cells)
