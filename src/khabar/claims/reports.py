"""Which drafts of violence and protest report such an event, and which only speak of it: fears, laws, anniversaries, causes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from khabar.claims.reading import Draft

HEADLINE = 20
"""Words of a headline, at most."""
_CLOSING = ".…!؟?؛،,:"
_QUOTES = " \n\"»”’')"


def reported(drafts: Sequence[Draft], least: Mapping[str, Sequence[float]]) -> list[Draft]:
    """The drafts of a sentence that stands alone, without those that only speak of such an event.

    `least` holds for a type the logit that a report must reach, and the weight of the event's own score in it.
    Inside an article all stand: there the codebook codes also what is told as background (rulings 5 and 11).
    """
    return [d for d in drafts if d.type not in least or is_report(d.report, d.score * d.type_score, least[d.type])]


def is_report(report: float, score: float, least: Sequence[float]) -> bool:
    """Whether a sentence's report of a type, and its surest event, reach `least`, as for `reported`."""
    bar, weight = least
    return sure(report, score, weight) >= bar


def is_headline(text: str) -> bool:
    """Whether a text that stands alone is a headline, which no mark closes. What a headline tells is the news, and no background.

    >>> is_headline("الطيران يقصف مواقع الثوار في الجبل"), is_headline("وكان الطيران قد قصف مواقع الثوار في الجبل.")
    (True, False)
    """
    return len(text.split()) <= HEADLINE and not text.rstrip(_QUOTES).endswith(tuple(_CLOSING))


def sure(report: float, score: float, weight: float) -> float:
    """The logit of a report, and by `weight` that of the probability `score` that the coder gives to the event and its type."""
    chance = min(max(score, 1e-3), 1 - 1e-3)
    return report + weight * math.log(chance / (1 - chance))
