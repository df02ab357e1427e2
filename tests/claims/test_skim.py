"""The first look at a sentence: hashed parts of words, and a linear score of them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from khabar.claims import skim
from khabar.claims.skim import BUCKETS, Skim, buckets, parts


def test_parts_are_the_word_and_its_runs_of_letters() -> None:
    assert list(parts("قصفوا")) == ["<قصفوا>", "<قصف", "قصفو", "صفوا", "فوا>"]
    assert list(parts("في")) == ["<في>", "<في>"]
    assert list(parts("أهليّة")) == list(parts("اهليه"))


def test_each_part_counts_once_and_digits_are_alike() -> None:
    assert buckets(["قصف", "قصف"]).tolist() == buckets(["قصف"]).tolist()
    assert buckets(["17"]).tolist() == buckets(["2048"]).tolist()
    assert all(0 <= b < BUCKETS for b in buckets(["قصف", "الجيش", "٣"]))


def test_the_score_is_the_bias_and_the_weighed_sum() -> None:
    weights = np.zeros(BUCKETS + 1, np.float16)
    weights[-1] = -1
    weights[buckets(["قصف"])] = 0.5
    count = len(buckets(["قصف"]))
    assert Skim(weights).score(["قصف"]) == pytest.approx(-1 + 0.5 * count / math.sqrt(count), abs=1e-3)
    assert Skim(weights).score([]) == -1


@pytest.mark.parametrize(
    ("event", "none"),
    [
        ("قصفت طائرات الجيش مواقع المسلحين شرق المدينة وقتلت ستة منهم", "تتميز الوصفة بطعم الليمون ويقدم الطبق ساخنا مع السلطة"),
        ("دعا وزير الخارجية الأطراف إلى وقف إطلاق النار", "بلغت درجة الحرارة أربعين مئوية والسماء صافية"),
    ],
)
def test_the_packaged_look_tells_events_from_everyday_matter(event: str, none: str) -> None:
    look = skim.load()
    assert look.score(event.split()) > 2 + look.score(none.split())
