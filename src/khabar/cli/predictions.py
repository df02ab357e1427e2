"""`khabar predictions`: what speakers predicted, until when, and what the ledger holds of it; and a speaker's record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from khabar.arabic.folding import fold
from khabar.cli.claims import asked, filters, name
from khabar.cli.ledger import database, instant
from khabar.cli.listing import Listing, form_option
from khabar.cli.occurrences import anything
from khabar.cli.plotted import day_of, day_option, plot_option, save
from khabar.corroboration.outcomes import outcomes
from khabar.corroboration.predictions import predictions as predicted
from khabar.corroboration.predictions import records
from khabar.corroboration.standing import Standing, standing
from khabar.knowledge import actors
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.words import sentence
from khabar.records.occurrence import Told
from khabar.records.prediction import VERDICTS, Evidence, Prediction, Record, Verdict

COLUMNS = (
    "claim", "article", "speaker", "speaker_id", "said", "horizon", "negative", "verdict", "rule", "reviewer", "because", "for", "against",
    "type", "actor", "recipient", "outlet", "quote",
)  # fmt: skip
SHOWN = (("claim", 0, False), ("speaker", 4, True), ("said", 3, False), ("horizon", 3, False), ("verdict", 3, False), ("sentence", 9, True))
RECORD_COLUMNS = ("speaker", "speaker_id", "predictions", *(verdict.replace("-", "_") for verdict in VERDICTS))
RECORD_SHOWN = (("speaker", 4, True), ("predictions", 2, False), *((verdict, 2, False) for verdict in VERDICTS))
_STATES: dict[str, tuple[Verdict, ...]] = {"open": ("open",), "due": ("undecided",), "settled": ("came-about", "did-not", "unclear")}


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
    rows = _answering(_foretold(held, found, day), found, query)
    speaker = name(found, rest["whose"]) if rest["whose"] else None
    if speaker is not None:
        rows = [one for one in rows if one.prediction.speaker is not None and fold(one.prediction.speaker) == fold(_faced(held, speaker))]
    if rest["state"]:
        rows = [one for one in rows if one.prediction.verdict in _STATES[rest["state"]]]
    if rest["plot"]:
        _plot(rows, day, speaker, rest["plot"])
    if speaker is not None or rest["records"]:
        _print([Kept(one, speaker_name(held.told[one.predictions[0]]) or "") for one in records(one.prediction for one in rows)], RECORDS, rest)
    else:
        _print(rows[::-1] if newest_first else rows, LISTING, rest)


@dataclass(frozen=True, slots=True)
class Foretold:
    """A prediction with its claim and the claims that bear on it."""

    prediction: Prediction
    held: Standing

    @property
    def told(self) -> Told:
        return self.held.told[self.prediction.claim]

    def sentence(self, claim: str) -> str:
        told = self.held.told[claim]
        return sentence(told.claim.quote.text, self.held.articles[told.article].media)


@dataclass(frozen=True, slots=True)
class Kept:
    """A speaker's record under the speaker's name."""

    record: Record
    name: str


def speaker_name(told: Told) -> str | None:
    """Who predicts, by the name in the who's who or as the page has it; None for the outlet itself and for unnamed speakers."""
    first = next(iter(told.claim.attribution), None)
    return None if first is None or first.kind in ("outlet", "anonymous") else first.name


def _faced(held: Standing, speaker: str) -> str:
    """The id or name under which a speaker stands once actors that reviewers merged are one."""
    face = held.rulings.faces.get(fold(speaker))
    return (face.id or face.name) if face else speaker


def _foretold(held: Standing, found: Reader, day: str) -> list[Foretold]:
    judged = outcomes(found.judgements(("outcome",)), held.told.values())
    return [Foretold(one, held) for one in predicted(held.told.values(), day, judged)]


def _answering(rows: list[Foretold], found: Reader, query: Query) -> list[Foretold]:
    if anything(query):
        return rows
    answers = {one.id for one in found.every(query)}
    return [one for one in rows if one.prediction.claim in answers]


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


def record(one: Foretold) -> dict[str, Any]:
    made, told = one.prediction, one.told
    known = actors.load().get(made.speaker) if made.speaker else None
    return {
        "kind": "prediction", "claim": made.claim, "article": told.article, "speaker": speaker_name(told), "speaker_id": known and known.id,
        "said": made.said, "horizon": made.horizon, "negative": made.negative, "verdict": made.verdict, "rule": made.rule,
        "judged": {"verdict": made.judged.verdict, "reviewer": made.judged.reviewer, "reason": made.judged.reason} if made.judged else None,
        "evidence": [_evidence(one, each) for each in made.evidence],
        "type": told.claim.event.type, "actor": [e.name for e in told.claim.actor], "recipient": [e.name for e in told.claim.recipient],
        "outlet": told.outlet, "quote": one.sentence(made.claim),
    }  # fmt: skip


def _evidence(one: Foretold, each: Evidence) -> dict[str, Any]:
    told = one.held.told[each.claim]
    published = told.published.start if told.published else None
    return {
        "claim": each.claim, "holds": each.holds, "why": each.why, "outlet": told.outlet, "published": published, "quote": one.sentence(each.claim)
    }  # fmt: skip


def _row(one: Foretold) -> tuple[object, ...]:
    made, fields = one.prediction, record(one)
    own = {
        "negative": "yes" if made.negative else "no",
        "reviewer": made.judged.reviewer if made.judged else None, "because": made.judged.reason if made.judged else None,
        "for": "; ".join(each.claim for each in made.evidence if each.holds),
        "against": "; ".join(each.claim for each in made.evidence if not each.holds),
        "actor": "; ".join(fields["actor"]), "recipient": "; ".join(fields["recipient"]),
    }  # fmt: skip
    return tuple((fields | own)[column] for column in COLUMNS)


def _cells(one: Foretold) -> tuple[str, ...]:
    """The sentence, and under it those that tell what came of it."""
    made = one.prediction
    lines = [one.sentence(made.claim), *(f"{'✓' if each.holds else '✗'} {each.claim} {one.sentence(each.claim)}" for each in made.evidence)]
    verdict = made.verdict + (f"\n({made.judged.reviewer})" if made.judged else "")
    return (made.claim, speaker_name(one.told) or "—", made.said or "undated", made.horizon or "not known", verdict, "\n".join(lines))


def _record_of(one: Kept) -> dict[str, Any]:
    known, counts = actors.load().get(one.record.speaker), dict(one.record.counts)
    numbers = {verdict.replace("-", "_"): counts.get(verdict, 0) for verdict in VERDICTS}
    told = {"kind": "record", "speaker": one.name, "speaker_id": known and known.id, "predictions": len(one.record.predictions)}
    return told | numbers | {"claims": list(one.record.predictions)}


def _record_row(one: Kept) -> tuple[object, ...]:
    return tuple(_record_of(one)[column] for column in RECORD_COLUMNS)


def _record_cells(one: Kept) -> tuple[str, ...]:
    counts = dict(one.record.counts)
    return (one.name, f"{len(one.record.predictions)}", *(f"{counts.get(verdict, 0)}" for verdict in VERDICTS))


LISTING = Listing(COLUMNS, SHOWN, record, _row, _cells)
RECORDS = Listing(RECORD_COLUMNS, RECORD_SHOWN, _record_of, _record_row, _record_cells)
