"""The countries that a filter takes are those that the tables name."""

from __future__ import annotations

import pytest

from khabar.arabic.folding import fold
from khabar.knowledge import actors, countries


def test_codes_are_of_three_letters_and_hold_those_of_the_whos_who() -> None:
    assert {code for code in countries.codes() if len(code) != 3 or not code.isupper()} == set()
    assert {actor.country for actor in actors.load() if actor.country} - set(countries.codes()) == set()


@pytest.mark.parametrize(("name", "code"), [("Syria", "SYR"), ("sy", "SYR"), ("سوريا", "SYR"), ("الأردن", "JOR"), ("شام", None)])
def test_names_in_a_codes_place(name: str, code: str | None) -> None:
    assert countries.names().get(fold(name)) == code
