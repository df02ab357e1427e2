"""PLOVER's types and modes: the codebook's table, in the order that the model's outputs follow."""

from __future__ import annotations

import pytest

from khabar.knowledge import plover

MODES = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack", "aerial", "drone",
        "heavy-weapons", "crowd-control", "unconventional",
    ),
}  # fmt: skip


def test_there_are_sixteen_types() -> None:
    assert len(plover.types()) == 16
    assert set(plover.types()) == set(MODES)


@pytest.mark.parametrize("name", MODES)
def test_a_type_has_the_modes_of_the_codebook(name: str) -> None:
    assert sorted(plover.modes()[name]) == sorted(MODES[name])


def test_the_statuses_are_six() -> None:
    assert plover.STATUSES == ("occurred", "denied", "proposed", "predicted", "possible", "conditional")
