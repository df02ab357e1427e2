"""Verdicts on claims: which claim they are of, how they are counted, and what is said of a row that does not read."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bench.false_claims import Article, unread
from bench.false_claims_read import COLUMNS, READ, VERDICTS, Known, Tally, add, load, row, rows, tally
from khabar.records.claim import Claim, Coder, Entity, Event
from khabar.records.spans import Quote, Span

TEXT = "فوز ثمين\n\nرشق أنصار الوادي الشرطة بالحجارة.\n"
HEADER = "\t".join(COLUMNS)
GOOD = "a-1\t10\t13\tPROTEST\toccurred\t14:26\t27:33\tright"


def party(start: int, end: int) -> Entity:
    return Entity(None, TEXT[start:end], TEXT[start:end], start, end)


CLAIM = Claim(
    id="1",
    capture="a-1",
    quote=Quote.of(TEXT, 10, 44),
    event=Event("PROTEST", "riot", (), Quote.of(TEXT, 10, 13)),
    actor=(party(14, 26),),
    recipient=(party(27, 33),),
    status="occurred",
    attribution=(),
    time=None,
    place=None,
    condition=None,
    coder=Coder("test", "1", 0.9),
    why=(),
)
ARTICLE = Article("a-1", "sport", "فوز ثمين", TEXT, "", "sport", seen=False)
KNOWN = Known.of("a-1", CLAIM)


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "read.tsv"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_row_tells_where_a_claim_stands() -> None:
    assert row(KNOWN, "right") == GOOD


def test_rows_read_as_they_were_written(tmp_path: Path) -> None:
    readings = {
        KNOWN: "right",
        Known("a-0", Span(3, 5), "AID", "denied", (), (Span(9, 12), Span(15, 20))): "no event",
        Known("a-0", Span(1, 2), "AID", "denied", (Span(3, 4),), ()): "side",
    }
    path = written(tmp_path, *rows(readings).splitlines())
    assert load(path) == readings
    assert [line.split("\t")[:2] for line in rows(readings).splitlines()[1:]] == [["a-0", "1"], ["a-0", "3"], ["a-1", "10"]]


@pytest.mark.parametrize(
    ("changed", "same"),
    [
        pytest.param(CLAIM, True, id="the-claim-itself"),
        pytest.param(replace(CLAIM, coder=Coder("test", "2", 0.4)), True, id="another-score"),
        pytest.param(replace(CLAIM, status="denied"), False, id="another-status"),
        pytest.param(replace(CLAIM, actor=()), False, id="a-side-less"),
        pytest.param(replace(CLAIM, actor=(*CLAIM.actor, party(0, 3))), False, id="a-side-more"),
        pytest.param(replace(CLAIM, actor=CLAIM.recipient, recipient=CLAIM.actor), False, id="sides-swapped"),
        pytest.param(replace(CLAIM, event=replace(CLAIM.event, type="ASSAULT")), False, id="another-type"),
        pytest.param(replace(CLAIM, event=replace(CLAIM.event, cue=Quote.of(TEXT, 34, 43))), False, id="another-cue"),
    ],
)
def test_a_changed_claim_is_not_taken_for_the_one_that_was_read(changed: Claim, same: bool) -> None:
    assert (Known.of("a-1", changed) in {KNOWN: "right"}) is same


def test_the_order_of_two_on_one_side_changes_nothing() -> None:
    both = (party(14, 26), party(0, 3))
    assert Known.of("a-1", replace(CLAIM, actor=both)) == Known.of("a-1", replace(CLAIM, actor=both[::-1]))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        pytest.param(GOOD.replace("right", "wright"), "3: «wright» is no verdict; write one of right, no event", id="verdict"),
        pytest.param(GOOD.removesuffix("right"), "3: «» is no verdict; write one of", id="no-verdict"),
        pytest.param(GOOD.removesuffix("\tright"), "3: 7 cells where there should be 8; write article, start", id="too-short"),
        pytest.param(GOOD + "\tرشق", "3: 9 cells", id="words-behind"),
        pytest.param(GOOD.replace("14:26", "14-26"), "3: «14-26» is no place in a text; write the numbers", id="side"),
        pytest.param(GOOD.replace("\t10\t", "\tten\t"), "3: «ten:13» is no place", id="cue"),
        pytest.param(GOOD.replace("27:33", "33:27"), "3: «33:27» is no place", id="end-before-start"),
        pytest.param(GOOD.replace("right", "side").replace("a-1", "a-0"), "3: this claim was found right further up; keep one", id="twice"),
        pytest.param("", "3: 1 cells", id="empty"),
    ],
)
def test_a_row_that_does_not_read_is_named_with_its_mend(tmp_path: Path, line: str, fault: str) -> None:
    path = written(tmp_path, HEADER, GOOD.replace("a-1", "a-0"), line)
    with pytest.raises(ValueError, match=r"read\.tsv:") as raised:
        load(path)
    assert str(raised.value).startswith(f"{path}:{fault}")


@pytest.mark.parametrize("lines", [[], [GOOD]], ids=["nothing", "no-header"])
def test_a_header_that_is_not_there_is_asked_for(tmp_path: Path, lines: list[str]) -> None:
    with pytest.raises(ValueError, match=r"read\.tsv:1: .* is not the header; write article"):
        load(written(tmp_path, *lines))


def test_without_a_file_nothing_is_read(tmp_path: Path) -> None:
    assert load(tmp_path / "none.tsv") == {}


@pytest.mark.parametrize(
    ("verdicts", "claims", "estimate"),
    [
        pytest.param({"right": 3, "side": 1, "no event": 1}, 5, 20.0, id="all-read"),
        pytest.param({"right": 3, "side": 1}, 8, 20.0, id="half-read"),
        pytest.param({"right": 2}, 4, 0.0, id="none-false"),
        pytest.param({}, 4, None, id="none-read"),
        pytest.param({}, 0, 0.0, id="no-claim"),
    ],
)
def test_the_estimate_takes_unread_claims_to_be_false_as_often(verdicts: dict[str, int], claims: int, estimate: float | None) -> None:
    assert Tally(10, claims, Counter(verdicts)).estimate == estimate


def test_only_claims_that_are_made_are_counted() -> None:
    other = replace(KNOWN, article="a-2")
    counted = tally(1, [KNOWN, other], {KNOWN: "side", replace(KNOWN, article="a-3"): "right"})
    assert (counted.read, counted.false, counted.unread, counted.share) == (1, 1, 1, 1.0)


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        pytest.param(
            Tally(10, 8, Counter({"right": 3, "side": 1})),
            ["4 of 8 claims: 3 right, 1 false (0 no event, 0 type, 1 side,", "20.0 a hundred articles", "by estimate 1.0 of the 4 unread", "25%"],
            id="estimated",
        ),
        pytest.param(Tally(10, 4, Counter({"right": 3, "side": 1})), ["10.0 a hundred articles: 1 claims", "none is unread"], id="all-read"),
        pytest.param(Tally(10, 8, Counter()), ["0 of 8 claims", "no estimate, since none of the claims is read"], id="none-read"),
        pytest.param(Tally(10, 0, Counter()), ["0 of 0 claims", "none, since no claim is made"], id="no-claim"),
    ],
)
def test_it_says_what_is_counted_and_what_is_estimated(counted: Tally, told: list[str]) -> None:
    assert [words for words in told if words not in str(counted)] == []


def test_unread_claims_come_as_rows_to_be_filled_in(tmp_path: Path) -> None:
    readings = written(tmp_path, HEADER, GOOD.replace("a-1", "a-0").replace("right", "side"))
    draft = tmp_path / "draft.tsv"
    draft.write_text(unread([(ARTICLE, CLAIM)], load(readings)), encoding="utf-8")
    assert "رشق أنصار الوادي" in draft.read_text(encoding="utf-8")
    assert add(draft, readings) == 0, "a row without a verdict is no reading yet"
    draft.write_text(draft.read_text(encoding="utf-8").removesuffix("\n") + "right\n", encoding="utf-8")
    assert add(draft, readings) == 1
    assert readings.read_text(encoding="utf-8").splitlines() == [HEADER, GOOD.replace("a-1", "a-0").replace("right", "side"), GOOD]
    assert unread([(ARTICLE, CLAIM)], load(readings)) == ""


def test_a_later_verdict_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    readings, draft = written(tmp_path, HEADER, GOOD), tmp_path / "draft.tsv"
    draft.write_text(f"\n{GOOD.replace('right', 'repeat')}\n", encoding="utf-8")
    assert add(draft, readings) == 1
    assert load(readings) == {KNOWN: "repeat"}


def test_the_stored_readings_are_in_order_and_hold_no_words() -> None:
    stored = READ.read_text(encoding="utf-8")
    assert stored == rows(load())
    assert stored.isascii()
    assert set(load().values()) <= set(VERDICTS)
