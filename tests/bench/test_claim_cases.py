"""The cases of status and attribution: what counts as right, and that the tables are as they say."""

from __future__ import annotations

from typing import Any

import pytest

from bench.claims import cases
from bench.claims.cases import Answer, Case, Wanted
from khabar.records.spans import Span

TEXT = "نقلت وكالة المد عن الوزير أن الجيش قصف القرية."


def link(name: str, kind: str) -> dict[str, Any]:
    start = TEXT.find(name)
    return {"name": name, "kind": kind, "start": start if start >= 0 else None, "end": start + len(name) if start >= 0 else None}


def answer(links: list[dict[str, Any]] | None, chain: tuple[tuple[str, tuple[str, ...]], ...], status: str = "occurred") -> Answer:
    wanted = Wanted("قصف", Span(TEXT.index("قصف"), TEXT.index("قصف") + 3), ("occurred", "possible"), chain)
    return Answer(Case("c", TEXT, (wanted,)), wanted, None if links is None else {"status": status, "attribution": links})


MINISTER, AGENCY = ("الوزير", ("person", "anonymous")), ("المد", ("agency",))


@pytest.mark.parametrize(
    ("links", "chain", "right"),
    [
        pytest.param([link("الوزير", "person"), link("وكالة المد", "agency")], (MINISTER, AGENCY), (True, True, True), id="all right"),
        pytest.param([link("الوزير", "person"), link("وكالة المد", "organisation")], (MINISTER, AGENCY), (True, True, False), id="a kind is wrong"),
        pytest.param([link("الوزير", "person")], (MINISTER, AGENCY), (True, False, False), id="a link is missing"),
        pytest.param([link("وكالة المد", "agency"), link("الوزير", "person")], (MINISTER, AGENCY), (False, False, False), id="the order is wrong"),
        pytest.param([link("جريدة الموج", "outlet")], (), (True, True, True), id="the outlet is no speaker"),
        pytest.param([link("الوزير", "person")], (), (False, False, False), id="a speaker too many"),
        pytest.param([], (MINISTER,), (False, False, False), id="nobody is heard"),
        pytest.param(None, (), (False, False, False), id="nothing is coded"),
    ],
)
def test_chains(links: list[dict[str, Any]] | None, chain: tuple[tuple[str, tuple[str, ...]], ...], right: tuple[bool, bool, bool]) -> None:
    found = answer(links, chain)
    assert (found.nearest, found.chain, found.kinds) == right


@pytest.mark.parametrize(("status", "right"), [("occurred", True), ("possible", True), ("denied", False)])
def test_any_of_the_statuses_is_right(status: str, right: bool) -> None:
    assert answer([], (), status).status is right
    assert not answer(None, (), status).status


@pytest.mark.parametrize("kind", ["status", "attribution"])
def test_the_tables_are_halved_and_share_no_text(kind: str) -> None:
    halves = {half: cases.read(kind, half) for half in cases.HALVES}
    assert all(len(table) >= 100 for table in halves.values())
    texts = [case.text for table in halves.values() for case in table]
    assert len(texts) == len(set(texts))


def test_a_cue_that_is_not_in_its_text_is_named() -> None:
    with pytest.raises(ValueError, match="«هاجم» is not in the text"):
        cases._case("status", "c", {"text": TEXT, "claims": {"هاجم": ["occurred"]}})
