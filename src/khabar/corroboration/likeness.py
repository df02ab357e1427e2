"""How much two claims speak of one happening: a table of small features, each with the sentence that explains it, and their calibrated sum.

Weights are `knowledge/data/occurrences/weights.tsv`, fitted by `python -m training.occurrences` on the open half of the gold stories.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from khabar.arabic.clitics import peelings
from khabar.arabic.folding import fold
from khabar.arabic.words import words
from khabar.corroboration import days as calendar
from khabar.corroboration import sides
from khabar.corroboration.days import Days
from khabar.knowledge import occurrences as knowledge
from khabar.knowledge import tolls
from khabar.records.number import Number, greatest
from khabar.records.occurrence import Feature, Likeness, Told

_STEM = 4
_FAR = 10
_SLACK = 1e-9
"""For the rounding of sums in another order."""
_WIDE = ("country", "province", "none")
_COMPARED = ("killed", "wounded", "captured", "freed")
CROSSED = "with the sides the other way round"


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A claim made ready to be compared; each is equal to itself only."""

    id: str
    told: Told
    type: str
    mode: str | None
    status: str
    actor: tuple[sides.Party, ...]
    recipient: tuple[sides.Party, ...]
    days: Days | None
    published: tuple[int, int] | None
    place: str | None
    country: str | None
    stems: frozenset[str]
    acts: frozenset[str]
    """Of the cue."""
    sentence_acts: frozenset[str]
    another: bool
    speaker: str | None
    tolls: tuple[Number, ...]
    """The greatest of each family, of this happening."""


def view(told: Told, apart: sides.Apart = sides.NOBODY) -> View:
    """`apart`: actors that reviewers have split."""
    claim = told.claim
    day = told.published.start if told.published else None
    folded = [fold(claim.quote.text[w.start : w.end]) for w in words(claim.quote.text)]
    return View(
        id=claim.id,
        told=told,
        type=claim.event.type,
        mode=claim.event.mode,
        status=claim.status,
        actor=sides.parties(claim.actor, day, apart),
        recipient=sides.parties(claim.recipient, day, apart),
        days=calendar.days_of(told),
        published=calendar.published(told),
        place=(claim.place.id or fold(claim.place.name)) if claim.place else None,
        country=claim.place.country if claim.place else None,
        stems=frozenset(stem for word in folded if len(stem := _stem(word)) > 2 and not stem.isdecimal()),
        acts=_acts(fold(claim.event.cue.text[w.start : w.end]) for w in words(claim.event.cue.text)),
        sentence_acts=_acts(folded),
        another=any(knowledge.tells_of_another(word) for word in folded),
        speaker=_speaker(told),
        tolls=_tolls(claim.numbers),
    )


def _tolls(numbers: Sequence[Number]) -> tuple[Number, ...]:
    """The greatest number of each family that is compared."""
    found = (greatest(numbers, [kind for kind, of in tolls.kinds().items() if of.family == name]) for name in _COMPARED) if numbers else ()
    return tuple(number for number in found if number)


def family(number: Number) -> str:
    """Kinds that two papers may tell of the same people: who is arrested in one may be abducted in the other."""
    return tolls.kinds()[number.kind].family


def _acts(folded: Iterable[str]) -> frozenset[str]:
    return frozenset(act for word in folded for act in knowledge.acts(word))


def _speaker(told: Told) -> str | None:
    first = next(iter(told.claim.attribution), None)
    return None if first is None or first.kind in ("outlet", "anonymous") else first.id or fold(first.name)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """A folded word without proclitics and article, cut to its first letters: «والتفجيرات» and «تفجير» share one."""
    shortest = min((stem for _, stem in peelings(word) if len(stem) > 2), key=len, default=word)
    return shortest.removeprefix("ال")[:_STEM]


def same_type(a: View, b: View) -> Feature:
    value = knowledge.kin(a.type, b.type)
    return Feature("same_type", value, f"{a.type} and {b.type} are {'the same type' if value == 1 else f'kin by {value:g}'}")


def mode_clash(a: View, b: View) -> Feature:
    clash = a.type == b.type and a.mode is not None and b.mode is not None and a.mode != b.mode
    return Feature("mode_clash", float(clash), f"the modes are {a.mode} and {b.mode}")


def same_act(a: View, b: View) -> Feature:
    shared = a.acts & b.acts
    return Feature("same_act", float(bool(shared)), f"both tell of the act {'، '.join(sorted(shared))}" if shared else "no act is named by both")


def act_clash(a: View, b: View) -> Feature:
    clash = bool(a.acts and b.acts and not a.acts & b.acts)
    return Feature("act_clash", float(clash), f"the acts are {', '.join(sorted(a.acts)) or 'unnamed'} and {', '.join(sorted(b.acts)) or 'unnamed'}")


@lru_cache(maxsize=16)  # several features of one pair ask
def aligned(a: View, b: View) -> tuple[float | None, float | None, str]:
    """Likeness of actors and of recipients (0 to 1, None where unknown), in the better order of the sides for types that both sides may do."""
    straight = sides.alike(a.actor, b.actor), sides.alike(a.recipient, b.recipient)
    if a.type in knowledge.REPEATABLE and b.type in knowledge.REPEATABLE:
        crossed = sides.alike(a.actor, b.recipient), sides.alike(a.recipient, b.actor)
        if sum(v or 0.0 for v in crossed) > sum(v or 0.0 for v in straight):
            return (*crossed, CROSSED)
    return (*straight, "side by side")


def _names(parties: tuple[sides.Party, ...]) -> str:
    return "، ".join(p.name for p in parties) or "nobody"


def same_sides(a: View, b: View) -> Feature:
    actor, recipient, order = aligned(a, b)
    value = ((actor or 0.0) + (recipient or 0.0)) / 2
    return Feature("same_sides", value, f"{_dyad(a)} and {_dyad(b)} are alike by {value:.2f}, {order}")


def _dyad(a: View) -> str:
    return f"{_names(a.actor)} / {_names(a.recipient)}"


def side_clash(a: View, b: View) -> Feature:
    actor, recipient, _ = aligned(a, b)
    clashes = [name for name, value in (("actors", actor), ("recipients", recipient)) if value == 0.0]
    why = f"the {' and the '.join(clashes)} are known and not the same" if clashes else "no side rules the other out"
    return Feature("side_clash", len(clashes) / 2, why)


def sides_crossed(a: View, b: View) -> Feature:
    """An attack and the answer to it have the same sides, the other way round; so has one fight told from both."""
    crossed = aligned(a, b)[2] == CROSSED
    return Feature("sides_crossed", float(crossed), "the sides are the other way round" if crossed else "the sides stand side by side")


def speech_clash(a: View, b: View) -> Feature:
    """Where the act is itself speech, who speaks against whom is the happening: two condemnations of one attack are two."""
    speech = a.type in knowledge.SPEECH and b.type in knowledge.SPEECH
    clash = speech and 0.0 in aligned(a, b)[:2]
    return Feature(
        "speech_clash", float(clash), "an act of speech has another speaker or another target" if clash else "no act of speech is told apart"
    )


def side_unknown(a: View, b: View) -> Feature:
    actor, recipient, _ = aligned(a, b)
    unknown = [name for name, value in (("actors", actor), ("recipients", recipient)) if value is None]
    return Feature("side_unknown", len(unknown) / 2, f"nothing can be said of the {' and the '.join(unknown)}" if unknown else "both sides are known")


def same_days(a: View, b: View) -> Feature:
    if not (a.days and b.days and a.days.said and b.days.said) or a.days.gap(b.days):
        return Feature("same_days", 0.0, "no days are named by both")
    value = 1 / (1 + math.log(max(a.days.length, b.days.length)))
    return Feature("same_days", value, f"both name days that meet, the longer stretch has {max(a.days.length, b.days.length)}")


def days_apart(a: View, b: View) -> Feature:
    """One day is already much between days that are named; the tenth adds little."""
    gap = a.days.gap(b.days) if a.days and b.days and a.days.said and b.days.said else 0
    value = min(1.0, (1 + math.log1p(gap) / math.log1p(_FAR)) / 2) if gap else 0.0
    return Feature("days_apart", value, f"{gap} days lie between the days that they name" if gap else "no days lie between them")


def days_unsaid(a: View, b: View) -> Feature:
    unsaid = not (a.days and b.days and a.days.said and b.days.said)
    return Feature("days_unsaid", float(unsaid), "not both name a day" if unsaid else "both name a day")


def off_the_news(a: View, b: View) -> Feature:
    """Where a day is not named, the article's day stands in for it."""
    if a.days is None or b.days is None or (a.days.said and b.days.said):
        return Feature("off_the_news", 0.0, "articles' days are not needed or not known")
    gap = a.days.gap(b.days)
    value = min(1.0, math.log1p(gap) / math.log1p(_FAR))
    return Feature(
        "off_the_news", value, f"by the articles' days the events are {gap} days apart" if gap else "by the articles' days the events can meet"
    )


def same_place(a: View, b: View) -> Feature:
    same = a.place is not None and a.place == b.place
    return Feature("same_place", float(same), f"both are in {_place(a)}" if same else "no place is named by both")


def place_clash(a: View, b: View) -> Feature:
    """Two towns of one country clash less than two countries; a country or province, hardly, with a town that may lie in it."""
    if a.place is None or b.place is None or a.place == b.place:
        return Feature("place_clash", 0.0, "no place rules the other out")
    wide = any(one.told.claim.place is not None and one.told.claim.place.precision in _WIDE for one in (a, b))
    same = a.country is not None and a.country == b.country
    value = (0.2 if wide else 0.7) if same else 1.0 if a.country and b.country else 0.7
    return Feature("place_clash", value, f"one is in {_place(a)}, the other in {_place(b)}{', which may hold it' if same and wide else ''}")


def _place(a: View) -> str:
    return a.told.claim.place.name if a.told.claim.place else "an unnamed place"


def shared_tolls(a: View, b: View) -> list[tuple[Number, Number]]:
    return [(x, y) for x in a.tolls for y in b.tolls if family(x) == family(y)]


def same_toll(a: View, b: View) -> Feature:
    same = [x for x, y in shared_tolls(a, b) if x.meets(y) and x.low == y.low and x.low > 0]
    value = 1.0 if any(x.low > 2 for x in same) else 0.5 if same else 0.0
    return Feature("same_toll", value, f"both say {same[0].low} {same[0].kind}" if same else "no toll is said by both")


def toll_clash(a: View, b: View) -> Feature:
    ratios = [abs(math.log((x.low + 1) / (y.low + 1))) for x, y in shared_tolls(a, b) if not x.meets(y)]
    value = min(1.0, max(ratios, default=0.0) / 2)
    return Feature("toll_clash", value, "the tolls do not meet" if ratios else "no toll rules the other out")


def wording(a: View, b: View) -> Feature:
    shared, least = len(a.stems & b.stems), min(len(a.stems), len(b.stems))
    value = shared / least if least else 0.0
    return Feature("wording", value, f"{shared} of {least} stems are shared")


def another_round(a: View, b: View) -> Feature:
    differs = a.another != b.another
    return Feature(
        "another_round", float(differs), "one says that the like happened before" if differs else "neither or both say that the like happened before"
    )


def same_forecaster(a: View, b: View) -> Feature:
    same = a.status == b.status == "predicted" and a.speaker is not None and a.speaker == b.speaker
    return Feature("same_forecaster", float(same), "one speaker predicts both" if same else "not one speaker's predictions")


def same_article(a: View, b: View) -> Feature:
    same = a.told.article == b.told.article
    return Feature("same_article", float(same), "both stand in one article" if same else "they stand in two articles")


FEATURES: tuple[Callable[[View, View], Feature], ...] = (
    same_type, mode_clash, same_act, act_clash, same_sides, side_clash, sides_crossed, speech_clash, side_unknown,
    same_days, days_apart, days_unsaid, off_the_news, same_place, place_clash, same_toll, toll_clash,
    wording, another_round, same_forecaster, same_article,
)  # fmt: skip


def likeness(a: View, b: View) -> Likeness:
    """The table of features and the probability of one happening; the order of the two does not matter."""
    first, second = sorted((a, b), key=lambda v: v.id)
    features = tuple(feature(first, second) for feature in FEATURES)
    weights = knowledge.weights()
    odds = weights["base"] + sum(weights[f.name] * f.value for f in features)
    return Likeness(first.id, second.id, features, _probability(odds))


def reached(a: View, b: View, least: float) -> float:
    """The score of `likeness`, or 0 where it is under `least`; stops as soon as no feature that is left can lift it so far.

    The bound is exact, since every feature is between 0 and 1.
    """
    first, second = (a, b) if a.id < b.id else (b, a)
    weights, wanted = knowledge.weights(), math.log(least / (1 - least)) - _SLACK
    found: dict[str, float] = {}
    odds = weights["base"]
    for feature, rest in _bounds():
        found[feature.__name__] = feature(first, second).value
        odds += weights[feature.__name__] * found[feature.__name__]
        if odds + rest < wanted:
            return 0.0
    score = _probability(weights["base"] + sum(weights[one.__name__] * found[one.__name__] for one in FEATURES))
    return score if score >= least else 0.0


@cache
def _bounds() -> tuple[tuple[Callable[[View, View], Feature], float], ...]:
    """The features, those that speak against first, and by how much at most all that follow can lift the odds."""
    weights = knowledge.weights()
    ordered = sorted(FEATURES, key=lambda one: (one in _DEAR, weights[one.__name__]))
    lifts = [max(0.0, weights[one.__name__]) for one in ordered]
    return tuple((one, sum(lifts[at + 1 :])) for at, one in enumerate(ordered))


_DEAR = (same_sides, side_clash, sides_crossed, speech_clash, side_unknown, wording)


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
