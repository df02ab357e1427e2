"""A prediction: what a speaker expects, until when, and what the ledger holds of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["open", "came-about", "did-not", "unclear", "undecided"]
VERDICTS: dict[Verdict, str] = {
    "open": "its horizon has not passed, or is not known",
    "came-about": "the ledger holds that it happened within the horizon",
    "did-not": "the ledger holds that it did not happen",
    "unclear": "the ledger holds both",
    "undecided": "the horizon has passed, and the ledger holds nothing of it",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim that bears on a prediction: `holds` for what was expected to have happened, else against; `why` is the sentence that ties the two."""

    claim: str
    holds: bool
    why: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer made of a prediction, which goes before the rule."""

    verdict: Verdict
    reviewer: str
    reason: str


@dataclass(frozen=True, slots=True)
class Prediction:
    """`claim` is the predicting claim; `speaker` who predicts: id in the who's who or the name, null for the outlet itself.

    `said` and `horizon` are ISO days: the last possible day of publication, and the last day by which it should have come about; null where
    unknown. `negative` where the speaker expects that it will not happen («استبعد»). `rule` is the verdict by rule, `judged` a reviewer's.
    """

    claim: str
    speaker: str | None
    said: str | None
    horizon: str | None
    negative: bool
    rule: Verdict
    evidence: tuple[Evidence, ...]
    judged: Judgement | None

    @property
    def verdict(self) -> Verdict:
        return self.judged.verdict if self.judged else self.rule


@dataclass(frozen=True, slots=True)
class Record:
    """A speaker's predictions: how many, and how many of each verdict."""

    speaker: str
    predictions: tuple[str, ...]
    counts: tuple[tuple[Verdict, int], ...]
