"""Which articles of the archive are about matter without events."""

from __future__ import annotations

import pytest

from bench.false_claims import Article, counts, seen, stems, topic_of


@pytest.mark.parametrize(
    ("category", "title", "topic"),
    [
        ("sport", "نتائج الجولة السابعة", "sport"),
        ("culture", "افتتاح المعرض", "culture"),
        ("localNews", "حالة الطقس ليوم الغد", "weather"),
        ("localNews", "حالة الطرق ليوم الغد", None),
        ("economy", "ارتفاع الأسعار في الأسواق", "prices"),
        ("economy", "ارتفاع الصادرات", None),
    ],
)
def test_a_topic_is_the_category_or_a_word_of_the_title(category: str, title: str, topic: str | None) -> None:
    assert topic_of(category, title, stems()) == topic


@pytest.mark.parametrize(("category", "counted"), [("economy", True), ("politic", False)])
def test_prices_count_on_pages_of_economy_alone(category: str, counted: bool) -> None:
    assert counts(Article("a", category, "", "", "", "prices", seen=False)) is counted


def test_about_half_is_seen_by_training() -> None:
    assert 400 < sum(seen(f"article-{n}") for n in range(1000)) < 600
