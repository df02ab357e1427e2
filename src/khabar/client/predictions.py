"""Predictions with what came of them, and speakers' records."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from khabar.arabic.folding import fold
from khabar.client.form import Form
from khabar.corroboration.outcomes import outcomes
from khabar.corroboration.predictions import predictions as predicted
from khabar.corroboration.predictions import records
from khabar.corroboration.standing import Standing
from khabar.knowledge import actors
from khabar.ledger.reader import Reader
from khabar.ledger.words import sentence
from khabar.records.occurrence import Told
from khabar.records.prediction import VERDICTS, Evidence, Prediction, Record, Verdict

COLUMNS = (
    "claim", "article", "speaker", "speaker_id", "said", "horizon", "negative", "verdict", "rule", "reviewer", "because", "for", "against",
    "type", "actor", "recipient", "outlet", "quote",
)  # fmt: skip
RECORD_COLUMNS = ("speaker", "speaker_id", "predictions", *(verdict.replace("-", "_") for verdict in VERDICTS))
State = Literal["open", "due", "settled"]
"""Whose horizon lies ahead or is not known; has passed without word; of which the outcome is told."""
_STATES: dict[State, tuple[Verdict, ...]] = {"open": ("open",), "due": ("undecided",), "settled": ("came-about", "did-not", "unclear")}


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


def foretold(held: Standing, found: Reader, day: str, answers: Collection[str] | None = None) -> list[Foretold]:
    """The predictions among some claims (None: all), judged by what was published up to an ISO day, the oldest first."""
    judged = outcomes(found.judgements(("outcome",)), held.told.values())
    return [Foretold(one, held) for one in predicted(held.told.values(), day, judged) if answers is None or one.claim in answers]


def by_speaker(rows: Sequence[Foretold], held: Standing, speaker: str) -> list[Foretold]:
    """Those of one speaker, an id or a name; actors that reviewers merged are one."""
    face = held.rulings.faces.get(fold(speaker))
    key = fold((face.id or face.name) if face else speaker)
    return [one for one in rows if one.prediction.speaker is not None and fold(one.prediction.speaker) == key]


def in_state(rows: Sequence[Foretold], state: State) -> list[Foretold]:
    return [one for one in rows if one.prediction.verdict in _STATES[state]]


def kept(rows: Sequence[Foretold], held: Standing) -> list[Kept]:
    """The records of the speakers of some predictions."""
    return [Kept(one, speaker_name(held.told[one.predictions[0]]) or "") for one in records(one.prediction for one in rows)]


def speaker_name(told: Told) -> str | None:
    """Who predicts, by the name in the who's who or as the page has it; None for the outlet itself and for unnamed speakers."""
    first = next(iter(told.claim.attribution), None)
    return None if first is None or first.kind in ("outlet", "anonymous") else first.name


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


def kept_record(one: Kept) -> dict[str, Any]:
    known, counts = actors.load().get(one.record.speaker), dict(one.record.counts)
    numbers = {verdict.replace("-", "_"): counts.get(verdict, 0) for verdict in VERDICTS}
    told = {"kind": "record", "speaker": one.name, "speaker_id": known and known.id, "predictions": len(one.record.predictions)}
    return told | numbers | {"claims": list(one.record.predictions)}


def _kept_row(one: Kept) -> tuple[object, ...]:
    return tuple(kept_record(one)[column] for column in RECORD_COLUMNS)


FORM: Form[Foretold] = Form(COLUMNS, record, _row)
RECORDS: Form[Kept] = Form(RECORD_COLUMNS, kept_record, _kept_row)
