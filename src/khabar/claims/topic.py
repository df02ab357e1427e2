"""What an article is about, as evidence beside each event: sport, shows, weather and prices borrow the words of war and diplomacy.

«هزم», «هجوم», «قمة» and «إيقاف» are everyday words of a sports page. The bar that an event must reach rises with how much the article and the
sentence look like such matter, by a linear model over their words (`weights/topic.npy`, made by `training/topic.py`), and falls with how dense
the article is with events: a page about affairs tells of one in nearly every sentence. A riot among the fans, told in the words of riots, so
passes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np

from khabar.arabic.words import words
from khabar.claims.packaged import packaged
from khabar.claims.reading import Draft
from khabar.claims.skim import Skim

SENTENCE = 0.5
"""Weight of the draft's own sentence beside the whole article."""
DENSITY = 2.0
"""Weight of the events that the article tells in `STRETCH` words, beyond one."""
STRETCH = 25
SHORT = 140.0
"""Over the number of words, taken off the topic: few words say little of what a text is about."""
START = -4.0
"""The topic, as a logit, up to which an event that is as likely as not stands."""
STEEPNESS = 2.0
"""By how much the logit of an event must rise with the topic's."""


def on_topic(drafts: Sequence[Draft], sentences: Sequence[str]) -> list[Draft]:
    """The drafts that stand in an article of these sentences; the others are what its topic makes of its words."""
    if not drafts:
        return []
    cut = [[text[w.start : w.end] for w in words(text)] for text in sentences]
    whole = [word for sentence in cut for word in sentence]
    dense = sum(d.score * d.type_score for d in drafts) * STRETCH / max(STRETCH, len(whole))
    article = load().score(whole) - DENSITY * (dense - 1) - SHORT / max(1, len(whole))
    own = {number: load().score(cut[number]) for number in {d.sentence for d in drafts}}
    return [d for d in drafts if likely(d.score * d.type_score, article + SENTENCE * own[d.sentence])]


def likely(score: float, topic: float) -> bool:
    """Whether an event of probability `score` is one, where the topic (a logit, higher the farther from affairs) speaks against it."""
    chance = min(max(score, 1e-3), 1 - 1e-3)
    return math.log(chance / (1 - chance)) >= STEEPNESS * (topic - START)


@cache
def load() -> Skim:
    """The packaged weights, once a process. Raises FileNotFoundError where the package lacks them."""
    with packaged("topic.npy").open("rb") as file:
        return Skim(np.load(file))
