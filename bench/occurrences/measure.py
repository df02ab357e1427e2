"""What corroboration makes of the gold stories: groups, contradictions, witnesses, predictions; for the open and the held half apart."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bench.gold import fingerprint
from bench.occurrences import gold, scores
from bench.occurrences.gold import Story
from bench.occurrences.scores import Three
from khabar.corroboration import blocks
from khabar.corroboration.contradictions import contradictions
from khabar.corroboration.likeness import likeness, view
from khabar.corroboration.occurrences import comparable, group
from khabar.corroboration.predictions import predictions
from khabar.corroboration.witnesses import witnesses
from khabar.records.occurrence import Told

KINDS = ("denial", "status", "number", "actor", "time")
LOST = 0.3
"""Share of fields that are taken away to see how much hangs on a clean coding."""
_SEEDS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Half:
    """One half: claims by id, their gold occurrence, and copies; the groups that were found."""

    stories: Sequence[Story]
    told: Mapping[str, Told]
    truth: Mapping[str, str]
    copies: Mapping[str, str]
    found: Mapping[str, str]


def half(stories: Sequence[Story]) -> Half:
    told = {one.claim.id: one for story in stories for one in story.told.values()}
    truth = {story.told[key].claim.id: story.occurrence[key] for story in stories for key in story.told}
    copies = {copy: of for story in stories for copy, of in story.copies.items()}
    return Half(stories, told, truth, copies, grouped(list(told.values())))


def grouped(told: Sequence[Told]) -> dict[str, str]:
    """Claim → occurrence, by ids."""
    return {claim: one.id for one in group(told) for claim in one.claims}


def figures() -> tuple[dict[str, float], str]:
    """All figures by name, and the fingerprint of the stories."""
    found: dict[str, float] = {}
    for name, stories in gold.halves().items():
        found |= {f"{name} {key}": round(value, 4) for key, value in of_half(half(stories)).items()}
    return found, fingerprint(list(gold.STORIES.glob("*.txt")))


def of_half(h: Half) -> dict[str, float]:
    pairs, cubed = scores.pairwise(h.found, h.truth), scores.b_cubed(h.found, h.truth)
    right, total = witnesses_right(h, h.truth)
    through, _ = witnesses_right(h, h.found)
    foretold, horizons, outcomes = predictions_right(h)
    return {
        "pairwise_f1": pairs[2],
        "b3_precision": cubed[0],
        "b3_recall": cubed[1],
        "b3_f1": cubed[2],
        "calibration_error": calibration(h),
        "b3_f1_crowded": scores.b_cubed(half(gold.crowded(list(h.stories))).found, h.truth)[2],
        "b3_f1_lossy": lossy(h),
        "contradictions_f1": conflicts(h, h.truth)["all"][2],
        "contradictions_f1_found": conflicts(h, h.found)["all"][2],
        **{f"{kind}_f1": conflicts(h, h.truth)[kind][2] for kind in KINDS},
        "witnesses": right / total,
        "witnesses_found": through / total,
        "predictions": foretold / outcomes,
        "horizons": horizons / outcomes,
    }


def calibration(h: Half) -> float:
    """Expected calibration error of likeness over the pairs that share a block (Naeini et al. 2015, ten bins of equal width)."""
    views = [view(one) for one in h.told.values()]
    keys = [blocks.keys(one) for one in views]
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for at, first in enumerate(views):
        for to in range(at + 1, len(views)):
            if comparable(first, views[to]) and blocks.meet(keys[at], keys[to]):
                score = likeness(first, views[to]).score
                bins[min(9, int(score * 10))].append((score, h.truth[first.id] == h.truth[views[to].id]))
    total = sum(map(len, bins))
    return sum(abs(sum(score for score, _ in one) - sum(right for _, right in one)) for one in bins) / total


def conflicts(h: Half, groups: Mapping[str, str]) -> dict[str, Three]:
    """Kind, or `all` → precision, recall and F1 of contradictions, within gold groups or found ones."""
    key = {one.claim.id: name for story in h.stories for name, one in story.told.items()}
    wanted = {conflict for story in h.stories for conflict in story.conflicts}
    members: dict[str, list[Told]] = {}
    for claim, one in groups.items():
        members.setdefault(one, []).append(h.told[claim])
    found = {(c.kind, frozenset((key[c.first], key[c.second]))) for told in members.values() for c in contradictions(told, h.copies)}
    of_kind = {kind: scores.of_sets({f for f in found if f[0] == kind}, {w for w in wanted if w[0] == kind}) for kind in KINDS}
    return {"all": scores.of_sets(found, wanted), **of_kind}


def witnesses_right(h: Half, groups: Mapping[str, str]) -> tuple[int, int]:
    """How many gold occurrences have their number of witnesses, of how many: of the group that holds most of the occurrence's claims."""
    right = total = 0
    for story in h.stories:
        for occurrence, wanted in story.witnesses.items():
            claims = [story.told[key].claim.id for key, of in story.occurrence.items() if of == occurrence]
            held = Counter(groups[claim] for claim in claims)
            best = min(held, key=lambda one: (-held[one], one))
            counted = witnesses((h.told[c] for c, one in groups.items() if one == best), h.copies)[0]
            right += (counted.least, counted.most) == wanted
            total += 1
    return right, total


def predictions_right(h: Half) -> tuple[int, int, int]:
    """Verdicts right, horizons right, and the number of predictions that the gold judges. The ledger holds the whole half."""
    verdicts = horizons = total = 0
    for story in h.stories:
        if story.asof is None:
            continue
        found = {one.claim: one for one in predictions(h.told.values(), story.asof)}
        for key, outcome in story.outcomes.items():
            one = found[story.told[key].claim.id]
            verdicts += one.verdict == outcome.verdict
            horizons += one.horizon == outcome.horizon
            total += 1
    return verdicts, horizons, total


def lossy(h: Half) -> float:
    """B³ F1 when a share of times, places, recipients, and ids is missing, as in a machine's coding: the mean over a few seeds."""
    reached = []
    for seed in _SEEDS:
        dice = random.Random(seed)
        reached.append(scores.b_cubed(grouped([_poorer(one, dice) for one in h.told.values()]), h.truth)[2])
    return sum(reached) / len(reached)


def _poorer(one: Told, dice: random.Random) -> Told:
    lost = [dice.random() < LOST for _ in range(4)]
    claim = one.claim
    actor = tuple(replace(e, id=None, of=()) for e in claim.actor) if lost[3] else claim.actor
    poorer = replace(
        claim,
        time=None if lost[0] else claim.time,
        place=None if lost[1] else claim.place,
        recipient=() if lost[2] and actor else claim.recipient,
        actor=actor,
    )
    return replace(one, claim=poorer)
