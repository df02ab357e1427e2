"""The words that govern a status: the tables are sound, and operators are read whole."""

from __future__ import annotations

import pytest

from khabar.knowledge import scopes


def test_the_tables_have_no_faults() -> None:
    assert scopes.check() == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("لم يوقع الوزير الاتفاق", [("لم", "not")]),
        ("ولم يوقع الوزير الاتفاق", [("ولم", "not")]),
        ("لأي سبب وقع الوزير الاتفاق", []),
        ("قد يوقع الوزير الاتفاق", [("قد", "may")]),
        ("قد وقع الوزير الاتفاق", []),
        ("لا يزال الوزير يفاوض", [("لا يزال", "still")]),
        ("لا يفاوض الوزير أحدا", [("لا", "not")]),
        ("لن نفاوض حتى لو حاصرونا", [("لن", "not"), ("حتى لو", "still")]),
        ("وقع الاتفاق بعدما وصل الوفد", []),
    ],
)
def test_operators(sentence: str, found: list[tuple[str, str]]) -> None:
    words = sentence.split()
    assert [(" ".join(words[o.start : o.end]), o.effect) for o in scopes.operators(words)] == found


def test_a_denial_denied_is_open_and_a_failure_denied_is_a_success() -> None:
    made = {pair: scopes.nested(pair) for pair in (("not", "deny"), ("not", "fail"), ("not", "plain"), ("may", "may"))}
    assert [m.status if m else None for m in made.values()] == ["possible", "occurred", "denied", None]
