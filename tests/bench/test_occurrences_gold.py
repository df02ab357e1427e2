"""The gold stories hold what they promise, and the scores are those of their definitions."""

from __future__ import annotations

import pytest

from bench.occurrences import gold, growth, scores

STORIES = gold.load()


def test_there_are_enough_claims_and_occurrences() -> None:
    assert gold.written(STORIES) >= 420
    assert len({of for story in STORIES for of in story.occurrence.values()}) >= 125


def test_halves_share_no_story_and_leave_none_out() -> None:
    halves = gold.halves()
    numbers = {name: {story.number for story in stories} for name, stories in halves.items()}
    assert numbers["open"] | numbers["held"] == {story.number for story in STORIES}
    assert not numbers["open"] & numbers["held"]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_stories_hang_together(story: gold.Story) -> None:
    assert set(story.witnesses) <= set(story.occurrence.values())
    assert all(len({story.occurrence[key] for key in pair}) == 1 for _, pair in story.conflicts)
    assert all(story.told[key].claim.status == "predicted" for key in story.outcomes)
    assert story.asof or not story.outcomes
    for told in story.told.values():
        quote, cue = told.claim.quote, told.claim.event.cue
        assert quote.text[cue.start : cue.end] == cue.text


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("a1 x ASSAULT turkey>ypg q - | [قصف]", "neither a claim"),
        ("conflict time b9 b9", "no claim b9"),
        ("a1 x ASSAULT nobody>ypg o - | [قصف]", "no actor nobody"),
    ],
)
def test_a_line_that_does_not_read_is_named(line: str, fault: str) -> None:
    with pytest.raises(ValueError, match=rf"test:3: .*{fault}"):
        gold.parse(f"story 1 test\narticle a الراية 2015-03-02\n{line}", "test")


def test_b_cubed_is_the_published_example() -> None:
    """Amigó et al. 2009, in small: four of one kind and one of another in a group of five, one left over."""
    truth = {"a": "x", "b": "x", "c": "x", "d": "x", "e": "y", "f": "x"}
    found = {"a": "1", "b": "1", "c": "1", "d": "1", "e": "1", "f": "2"}
    precision, recall, _ = scores.b_cubed(found, truth)
    assert precision == pytest.approx((4 * 4 / 5 + 1 / 5 + 1) / 6)
    assert recall == pytest.approx((4 * 4 / 5 + 1 + 1 / 5) / 6)


def test_pairwise_counts_pairs() -> None:
    truth = {"a": "x", "b": "x", "c": "y"}
    assert scores.pairwise({"a": "1", "b": "1", "c": "1"}, truth) == pytest.approx((1 / 3, 1, 0.5))
    assert scores.pairwise(truth, truth) == (1, 1, 1)


def test_synthetic_claims_are_told_three_times() -> None:
    told = list(growth.claims(30))
    assert len(told) == 30
    told_of = [(one.claim.actor, one.claim.recipient, one.claim.event.type, one.claim.quote.text) for one in told]
    assert all(told_of[at] == told_of[at + 1] == told_of[at + 2] for at in range(0, 30, 3))
    assert len(set(told_of)) == 10


@pytest.mark.parametrize(("points", "slope"), [([(10, 1.0), (100, 10.0)], 1), ([(10, 1.0), (100, 100.0)], 2)])
def test_the_exponent_is_the_slope(points: list[tuple[int, float]], slope: float) -> None:
    assert growth.exponent(points) == pytest.approx(slope)
