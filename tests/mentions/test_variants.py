"""Foreign names in another spelling, and words that only look like one."""

from __future__ import annotations

import pytest

from khabar.mentions import find
from khabar.records.spans import Span


def _actors(text: str) -> list[str | None]:
    return [mention.actor for mention in find(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        pytest.param("زار دونالد رمسفلد القاعدة الجوية", ["donald-rumsfeld"], id="a-vowel-left-out"),
        pytest.param("قالت كاترين أشتون إنها متفائلة", ["catherine-ashton"], id="two-letters-for-one-sound"),
        pytest.param("وصلت هيلاري كلنتون مساء", ["hillary-clinton"], id="vowel-between-consonants"),
        pytest.param("قال جوتيريش إن الوضع صعب", ["antonio-guterres"], id="egyptian-jim"),
        pytest.param("وناتانياهو لا يرد", ["benjamin-netanyahu"], id="surname-alone-with-a-clitic"),
        pytest.param("تحدث إيمانويل ماكرون ثم غادر مكرون", ["emmanuel-macron", "emmanuel-macron"], id="surname-after-the-full-name"),
        pytest.param("طبخت الأم مكرون بالجبن", [], id="no-full-name-before"),
        pytest.param("صدر القرار بذلك", [], id="like-a-short-surname"),
        pytest.param("تحدث سالم البيض", [], id="arabic-names-are-spelled-one-way"),
    ],
)
def test_other_spellings(text: str, actors: list[str]) -> None:
    assert _actors(text) == actors


def test_the_rule_says_that_the_spelling_is_another() -> None:
    text = "زار دونالد رمسفلد القاعدة الجوية"
    mention = find(text, [Span(0, len(text))])[0]
    assert "by its consonants" in mention.rule
    assert mention.score < find("دونالد رامسفيلد", [Span(0, 15)])[0].score
