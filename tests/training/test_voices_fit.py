"""The fit of the table of speakers, against what is known of its answers."""

from __future__ import annotations

import pytest

from training.voices import Choice, fitted, further, nearest, read, share_right, weighed

ITEM = {
    "id": "x-1",
    "text": "وقال الناطق باسم الجيش سالم الراوي لوكالة الموج إن المسلحين قصفوا قرية السدرة صباح الأحد، وقتلوا ثلاثة من سكانها.",
    "events": [
        {"cue": "قصفوا", "type": "ASSAULT", "actor": ["المسلحين"], "by": ["الناطق باسم الجيش سالم الراوي", "وكالة الموج"]},
        {"cue": "قتلوا", "type": "ASSAULT", "actor": ["المسلحين"], "by": ["الناطق باسم الجيش سالم الراوي", "وكالة الموج"]},
    ],
}


def drawn(right: int, weight: float = 1.0) -> Choice:
    return Choice("x-1", (["nobody"], ["verb", "near"], ["near"]), tuple(n == right for n in range(3)), weight)


def test_what_is_right_more_often_weighs_more() -> None:
    found = fitted([drawn(1)] * 30 + [drawn(0)] * 10, ridge=0.1)
    assert found["verb"] > 0 > found["near"]


def test_a_heavier_choice_counts_more() -> None:
    even, heavy = [fitted([drawn(1)] * 10 + [drawn(0, weight)] * 10, ridge=0.1) for weight in (1.0, 3.0)]
    assert heavy["nobody"] > even["nobody"]


def test_a_choice_without_its_speaker_is_never_right() -> None:
    weights = {"nobody": 1.0, "verb": 2.0}
    assert share_right([drawn(1), drawn(0), drawn(1, 0.5), drawn(1)], weights) == 0.5


def test_rare_signs_are_left_out() -> None:
    assert "rare" not in fitted([Choice("x-1", (["nobody"], ["rare"]), (True, False))] + [drawn(1)] * 9, ridge=0.1)


def test_a_seen_file_counts_half_without_the_model() -> None:
    one = Choice("x-1", (["nobody"], ["chance near 9", "verb"]), (False, True))
    assert list(weighed([one], ["x"])) == [one]
    with_model, without = weighed([one], [])
    assert with_model.weight + without.weight == one.weight
    assert (with_model.signs[1], without.signs[1]) == (["chance near 9", "verb"], ["verb"])


def test_the_coding_says_who_is_right() -> None:
    told = list(read(ITEM))
    assert told
    for one in told:
        right = [c.party.words for c, good in zip(one.candidates, nearest(one).right, strict=True) if good and c.party]
        assert any("سالم الراوي" in words for words in right)
        assert not nearest(one).right[0]
        first, *rest = further(one)
        assert not first.right[0]
        assert all(last.right[0] for last in rest)


@pytest.mark.parametrize(("by", "nobody"), [([], True), (["المسلحين"], False)])
def test_nobody_is_right_where_the_coding_names_nobody(by: list[str], nobody: bool) -> None:
    item = ITEM | {"events": [{"cue": "قصفوا", "type": "ASSAULT", "actor": ["المسلحين"], "by": by}]}
    assert [nearest(one).right[0] for one in read(item)] == [nobody]
