"""The score of a claim: its signs, what they add, and what is said of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest

from khabar.claims import confidence
from khabar.claims.reading import Draft, Party
from khabar.knowledge.confidence import weights
from khabar.records.claim import Entity
from khabar.records.spans import Quote

KNOWN, UNKNOWN = Entity("x", "س", "س", 0, 1), Entity(None, "ص", "ص", 5, 6)
PARTY = Party(Quote(0, 1, "س"), "س", "ORG", 0, 0.9)
DRAFT = Draft(
    0, Quote(2, 4, "قص"), "قص", "قص", "ASSAULT", None, "occurred",
    {"actor": (PARTY,), "recipient": (replace(PARTY, sentence=0),), "by": (), "time": (), "place": ()},
    None, 0.9, 0.9, 0.9, gate=1.0, chances={"actor": 0.8, "recipient": 0.8},
)  # fmt: skip

SIGNS: dict[str, tuple[Draft, tuple[Entity, ...], tuple[Entity, ...], Mapping[str, float]]] = {
    "both sides by the model": (DRAFT, (UNKNOWN,), (UNKNOWN,), {"actor_none": 0, "recipient_none": 0, "ruled": 0, "actor_known": 0, "actor_many": 0}),
    "no actor": (DRAFT, (), (UNKNOWN,), {"actor_none": 1, "actor": 0, "recipient_none": 0, "ruled": 0}),
    "a known actor": (DRAFT, (KNOWN,), (UNKNOWN,), {"actor_known": 1, "recipient_known": 0}),
    "one of two is unknown": (DRAFT, (KNOWN, UNKNOWN), (UNKNOWN,), {"actor_known": 0, "actor_many": 1, "recipient_many": 0}),
    "a side by the cue's frame": (replace(DRAFT, chances={"actor": 0.8, "recipient": 0.0}), (UNKNOWN,), (UNKNOWN,), {"ruled": 1, "recipient": 0}),
    "a side that no mention holds": (replace(DRAFT, chances={"recipient": 0.8}), (KNOWN,), (UNKNOWN,), {"ruled": 1}),
    "a recipient of another sentence": (
        replace(DRAFT, sides={**DRAFT.sides, "recipient": (replace(PARTY, sentence=1),)}),
        (UNKNOWN,), (UNKNOWN,), {"recipient_far": 1, "actor_far": 0},
    ),
    "all together": (DRAFT, (UNKNOWN,), (UNKNOWN,), {"whole": confidence.log_odds(0.9 * 0.9 * 0.8 * 0.8)}),
    "all of one side": (DRAFT, (UNKNOWN,), (), {"whole": confidence.log_odds(0.9 * 0.9 * 0.8)}),
    "a gate beyond its bounds": (replace(DRAFT, gate=40.0), (UNKNOWN,), (UNKNOWN,), {"gate": confidence.MOST_GATE}),
}  # fmt: skip


@pytest.mark.parametrize(("draft", "actor", "recipient", "expected"), SIGNS.values(), ids=SIGNS)
def test_signs(draft: Draft, actor: tuple[Entity, ...], recipient: tuple[Entity, ...], expected: Mapping[str, float]) -> None:
    found = confidence.signs(draft, actor, recipient)
    assert {name: found[name] for name in expected} == expected


def test_every_sign_has_a_weight() -> None:
    assert set(confidence.signs(DRAFT, (KNOWN,), (KNOWN,))) == {one.sign for one in weights()}


BETTER = {
    "a surer type": (replace(DRAFT, type_score=0.5), DRAFT),
    "a surer event": (replace(DRAFT, score=0.5), DRAFT),
    "a surer recipient": (replace(DRAFT, chances={"actor": 0.8, "recipient": 0.3}), DRAFT),
    "a sentence of that type": (replace(DRAFT, gate=-2.0), DRAFT),
    "a side of which the model is sure": (
        replace(DRAFT, chances={"actor": 0.8, "recipient": 0.0}),
        replace(DRAFT, chances={"actor": 0.8, "recipient": 0.95}),
    ),
}


@pytest.mark.parametrize(("worse", "better"), BETTER.values(), ids=BETTER)
def test_what_raises_the_score(worse: Draft, better: Draft) -> None:
    low, high = (confidence.score(confidence.signs(one, (KNOWN,), (KNOWN,))) for one in (worse, better))
    assert 0 < low < high < 1


def test_a_claim_with_both_sides_is_likelier_than_one_with_either() -> None:
    both, actor, recipient = (confidence.score(confidence.signs(DRAFT, a, r)) for a, r in (((KNOWN,), (KNOWN,)), ((KNOWN,), ()), ((), (KNOWN,))))
    assert both > max(actor, recipient)


def test_what_is_told_adds_up_to_the_score() -> None:
    signs = confidence.signs(DRAFT, (UNKNOWN,), (KNOWN,))
    told = confidence.told(signs)
    assert told.startswith(f"score: {confidence.score(signs):.2f} that sides and type are right; log-odds: ")
    added = [float(one) for one in re.findall(r" ([+-]\d+\.\d\d)(?:;|$)", told)]
    assert sum(added) == pytest.approx(confidence.log_odds(confidence.score(signs)), abs=0.06)
    assert [abs(one) for one in added] == sorted((abs(one) for one in added), reverse=True)
    assert "every actor is in the who's who" not in told
    assert "every recipient is in the who's who" in told
