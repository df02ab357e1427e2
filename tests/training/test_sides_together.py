"""Mentions see one another before a cue gives them roles, and the sides of an event are learnt as a choice among them and nobody."""

from __future__ import annotations

import math
from types import SimpleNamespace

import pytest

pytest.importorskip("torch", reason="training needs torch, which is no part of the package")

import torch

from khabar.claims.features import COLUMNS
from khabar.claims.labels import KINDS
from khabar.records.spans import Span
from training.batch import docket
from training.data import GoldEvent
from training.loss import missed
from training.model import Together, marks_of
from training.strays import Stray

ROLES = 5


@pytest.fixture
def together() -> Together:
    torch.manual_seed(3)
    made = Together(hidden=12, width=8, heads=2).eval()
    torch.nn.init.normal_(made.gain.weight)
    return made


def test_untaught_it_adds_nothing() -> None:
    assert not Together(hidden=12, width=8, heads=2).eval()(torch.randn(2, 3, 12), torch.rand(2, 3, ROLES), None).any()


def test_padding_is_not_seen(together: Together) -> None:
    states, alone = torch.randn(1, 3, 12), torch.rand(1, 3, ROLES)
    real = torch.tensor([[True, True, True, False, False]])
    padded = together(torch.cat([states, torch.randn(1, 2, 12)], 1), torch.cat([alone, torch.rand(1, 2, ROLES)], 1), real)
    assert torch.allclose(padded[:, :3], together(states, alone, None), atol=1e-6)


def test_a_window_without_mentions_does_not_break(together: Together) -> None:
    found = together(torch.randn(1, 2, 12), torch.rand(1, 2, ROLES), torch.zeros(1, 2, dtype=torch.bool))
    assert torch.isfinite(found).all()


def test_what_a_mention_gains_depends_on_the_others_but_not_on_their_order(together: Together) -> None:
    states, alone = torch.randn(1, 3, 12), torch.rand(1, 3, ROLES)
    found, turned = together(states, alone, None), together(states.flip(1), alone.flip(1), None)
    assert torch.allclose(found, turned.flip(1), atol=1e-6)
    other = together(torch.cat([states[:, :2], torch.randn(1, 1, 12)], 1), alone, None)
    assert not torch.allclose(found[:, :2], other[:, :2], atol=1e-3)


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        pytest.param([1, 0, 0], math.log(3), id="one of two, or nobody"),
        pytest.param([0, 0, 0], math.log(3), id="nobody"),
        pytest.param([1, 1, 0], math.log(3 / 2), id="either will do"),
    ],
)
def test_a_side_is_chosen_among_mentions_and_nobody(right: list[int], expected: float) -> None:
    scores, real = torch.zeros(1, 3, 1), torch.tensor([[True, True, False]])
    labels = torch.tensor(right, dtype=torch.float32)[None, :, None]
    assert missed(scores, labels, real, torch.ones(1)).item() == pytest.approx(expected, abs=1e-5)


def test_only_events_have_sides() -> None:
    scores, real = torch.zeros(2, 3, 1), torch.ones(2, 3, dtype=torch.bool)
    labels = torch.zeros(2, 3, 1)
    labels[0, 0] = 1
    assert missed(scores, labels, real, torch.tensor([1.0, 0.0])).item() == pytest.approx(math.log(4))
    assert missed(scores, labels, real, torch.zeros(2)).item() == 0


def test_the_judge_is_shown_where_mentions_begin_and_what_they_go_over() -> None:
    mentions = torch.tensor([[[0.0, 1, 1, 0], [0, 0, 1, 0], [0, 0, 0, 0]]])
    marks = marks_of(mentions, torch.tensor([[KINDS.index("ORG"), KINDS.index("GPE"), 0]]))[0]
    begin, over = marks[:, : len(KINDS)], marks[:, len(KINDS) :]
    assert begin.nonzero().tolist() == [[1, KINDS.index("ORG")], [2, KINDS.index("GPE")]]
    assert sorted(over.nonzero().tolist()) == sorted([[1, KINDS.index("ORG")], [2, KINDS.index("ORG")], [2, KINDS.index("GPE")]])


def test_of_a_cue_that_is_none_mentions_are_shown_too_but_no_roles_taught() -> None:
    """Else the marks would give away which cues are events."""
    actor = Span(0, 2)
    event = GoldEvent(cue=Span(2, 3), type=0, mode=0, status=0, roles={actor: frozenset({0})}, condition=None)
    window = SimpleNamespace(count=6, example=SimpleNamespace(mentions={actor: "ORG"}))
    batch = SimpleNamespace(items=[window], hints=torch.zeros(1, 6, len(COLUMNS)))
    found = docket(batch, [(0, event.cue, event), (0, Span(4, 5), None)], [[Stray(Span(3, 4), "PER", None)]])  # type: ignore[arg-type]
    assert torch.equal(found.shown[0], found.shown[1])
    assert torch.equal(found.mentions[0], found.mentions[1])
    assert found.taught.any(1).tolist() == [True, False]
    assert found.roles.nonzero().tolist() == [[0, 0, 0]]
    assert 0 < found.shown[0, 1] < found.shown[0, 0]
