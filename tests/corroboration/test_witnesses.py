"""Witnesses: how many independent origins stand behind what is told, and when that cannot be known."""

from __future__ import annotations

import pytest
from telling import story

from khabar.corroboration.witnesses import original, tree, witnesses

DEED = "x ASSAULT islamic-state>syria.army o 03-01"


@pytest.mark.parametrize(
    ("lines", "least", "most"),
    [
        (f"a1 {DEED} <afp | [هاجم]\nb1 {DEED} <afp | [هاجم]\nc1 {DEED} <afp | [هاجم]", 1, 1),
        (f"a1 {DEED} <afp | [هاجم]\nb1 {DEED} <syrian-observatory-for-human-rights | [هاجم]", 2, 2),
        (f"a1 {DEED} <syrian-observatory-for-human-rights<afp | [هاجم]\nb1 {DEED} <syrian-observatory-for-human-rights | [هاجم]", 1, 1),
        (f"a1 {DEED} | [هاجم]\nb1 {DEED} | [هاجم]", 2, 2),
        (f"copy b a\na1 {DEED} | [هاجم]", 1, 1),
        (f"copy b a\na1 {DEED} <afp | [هاجم]\nc1 {DEED} | [هاجم]", 2, 2),
        (f"a1 {DEED} <?مصادر | [هاجم]", 1, 1),
        (f"a1 {DEED} <?مصادر | [هاجم]\nb1 {DEED} <?مصادر | [هاجم]", 1, 2),
        (f"a1 {DEED} <?مصادر<afp | [هاجم]\nb1 {DEED} <?مصدر_أمني<afp | [هاجم]", 1, 1),
        (f"a1 {DEED} <?مصادر | [هاجم]\nb1 {DEED} <afp | [هاجم]", 1, 2),
        (f"a1 {DEED} <?مصادر | [هاجم]\na2 {DEED} <?شهود | [هجوم]", 1, 1),
        (f"a1 {DEED} <haider-al-abadi | [هاجم]\nb1 {DEED} <iraq | [هاجم]", 1, 1),
        (f"a1 {DEED} <haider-al-abadi | [هاجم]\nb1 {DEED} <iraq.army | [هاجم]", 2, 2),
        (f"a1 {DEED} <~ناطق_باسم_الفصائل | [هاجم]\nb1 {DEED} <~ناطق_باسم_الفصائل | [هاجم]", 1, 1),
        (f"a1 {DEED} <!بيان | [هاجم]\nb1 {DEED} <!تسجيل | [هاجم]", 2, 2),
    ],
    ids=[
        "one agency in three papers",
        "an agency and an observatory",
        "an observatory through an agency and directly",
        "two papers on their own word",
        "a reprint",
        "a reprint and a paper",
        "one unnamed source",
        "unnamed sources of two papers",
        "unnamed sources of one agency",
        "an unnamed source and an agency",
        "two unnamed sources of one paper",
        "a prime minister and his state",
        "a prime minister and an army",
        "one spokesman in two papers",
        "two documents",
    ],
)
def test_independent_origins(lines: str, least: int, most: int) -> None:
    told = story(lines)
    found = witnesses(told.told.values(), told.copies)[0]
    assert (found.least, found.most, found.known) == (least, most, least == most)


def test_those_who_deny_are_counted_apart() -> None:
    told = story(f"a1 {DEED} <afp | [هاجم]\nb1 {DEED.replace(' o ', ' d ')} <syria.army | نفى [الهجوم]\nc1 {DEED.replace(' o ', ' m ')} <sana | [قد]")
    assert [(w.status, w.least) for w in witnesses(told.told.values(), told.copies)] == [("occurred", 1), ("denied", 1), ("possible", 1)]


def test_the_tree_shows_through_whom_an_origin_was_heard() -> None:
    told = story(f"copy b a\na1 {DEED} <?مصادر<afp | [هاجم]\nc1 {DEED} <?مصادر | [هاجم]")
    assert tree(witnesses(told.told.values(), told.copies)) == (
        "occurred: 1 to 2, unknown because of unnamed sources",
        "  مصادر (anonymous)",
        "    وكالة الصحافة الفرنسية ← المنبر [01.b, a copy of 01.a]",
        "    وكالة الصحافة الفرنسية ← الراية [01.a]",
        "  مصادر (anonymous)",
        "    صدى الشرق [01.c]",
    )


@pytest.mark.parametrize(
    ("article", "copies", "first"),
    [("a", {}, "a"), ("c", {"c": "b", "b": "a"}, "a"), ("a", {"a": "b", "b": "a"}, "b"), ("a", {"a": "a"}, "a")],
    ids=["no copy", "a copy of a copy", "a circle", "a copy of itself"],
)
def test_copies_are_followed_to_their_first(article: str, copies: dict[str, str], first: str) -> None:
    assert original(article, copies) == first


def test_no_claims_have_no_witnesses() -> None:
    assert witnesses([], {}) == ()
