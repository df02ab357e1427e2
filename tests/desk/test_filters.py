"""Filters in an address are those of `khabar claims`."""

from __future__ import annotations

import pytest
from starlette.datastructures import QueryParams

from khabar.cli import commands
from khabar.client import asking
from khabar.desk.filters import NAMES, Strange, Unread, asked
from khabar.ledger.engine import LedgerError
from khabar.ledger.periods import Period
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.values import NoneSuchError


@pytest.mark.parametrize(
    ("written", "query"),
    [
        pytest.param("", Query(), id="nothing"),
        pytest.param("text=&party=&type=&happened= ", Query(), id="an-empty-form"),
        pytest.param("type=ASSAULT&type=COERCE&mode=COERCE/seize", Query(types=("ASSAULT", "COERCE"), modes=("COERCE/seize",)), id="several"),
        pytest.param("party=لواء الضفتين", Query(parties=("لواء الضفتين",)), id="a-name-of-the-ledger"),
        pytest.param("actor=الأمم المتحدة", Query(actors=("united-nations",)), id="a-name-of-the-whos-who"),
        pytest.param("between=لواء الضفتين&between=united-nations", Query(dyad=("لواء الضفتين", "united-nations")), id="two"),
        pytest.param(
            "happened=2018-02&published=2017..", Query(happened=Period("2018-02-01", "2018-02-28"), published=Period("2017-01-01", None)), id="days"
        ),
        pytest.param("exact=1&line=1&all=1&oldest_first=1", Query(exact=True, line=True, rejected=True, newest_first=False), id="flags"),
        pytest.param("min_confidence=0.5&order=event", Query(min_confidence=0.5, order="event"), id="score-and-order"),
        pytest.param("text=الهدنة&nothing=x", Query(text="الهدنة"), id="a-filter-that-there-is-not"),
    ],
)
def test_an_address_is_a_query(written: str, query: Query, reader: Reader) -> None:
    assert asked(QueryParams(written), reader).query == query


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("min_confidence=2", "is no score"),
        ("min_confidence=nan", "is no score"),
        ("min_confidence=much", "is no score"),
        ("order=random", "there is no order"),
        ("happened=yesterday", "is no day"),
        ("between=الأمم المتحدة", "needs two names"),
        ("limit=0", "is no number of claims"),
        ("limit=201", "is no number of claims"),
        ("limit=٣", "is no number of claims"),
        ("limit=" + "9" * 5000, "is no number of claims"),
    ],
    ids=lambda value: value[:20],
)
def test_what_makes_no_sense_is_refused(written: str, told: str, reader: Reader) -> None:
    with pytest.raises(LedgerError, match=told):
        asked(QueryParams(written), reader)


def test_a_name_that_nobody_has_is_answered_with_the_nearest(reader: Reader) -> None:
    assert asked(QueryParams("party=لواء الضفتيين"), reader).strange == (Strange("party", "لواء الضفتيين", ("لواء الضفتين",)),)
    assert asked(QueryParams("speaker=zzzz"), reader).strange == (Strange("speaker", "zzzz", ()),)


@pytest.mark.parametrize(
    ("name", "written", "near"),
    [
        pytest.param("type", "ASAULT", ("ASSAULT",), id="a-type"),
        pytest.param("type", "FIGHT", (), id="a-type-like-none"),
        pytest.param("mode", "ASSAULT/arial", ("ASSAULT/aerial",), id="a-mode"),
        pytest.param("mode", "arrest", ("THREATEN/arrest", "COERCE/arrest"), id="a-mode-of-two-types"),
        pytest.param("status", "occured", ("occurred",), id="a-status"),
        pytest.param("country", "Syria", ("SYR",), id="a-country-by-name"),
        pytest.param("outlet", "صحيفة البيدار", ("صحيفة البيدر",), id="an-outlet"),
        pytest.param("outlet", "zzzz", (), id="an-outlet-like-none"),
    ],
)
def test_a_value_that_there_is_not_is_told_as_the_client_refuses_it(name: str, written: str, near: tuple[str, ...], reader: Reader) -> None:
    found = asked(QueryParams({name: written}), reader)
    assert found.strange == (Strange(name, written, near),)
    with pytest.raises(NoneSuchError) as refused:
        asking.query(reader, {name: written})  # type: ignore[misc]
    assert refused.value.offers == near


def test_values_of_a_list_are_read_in_any_case_and_the_form_finds_them(reader: Reader) -> None:
    found = asked(QueryParams("type=assault&mode=assault/AERIAL&country=syr"), reader)
    assert found.query == Query(types=("ASSAULT",), modes=("ASSAULT/aerial",), countries=("SYR",))
    assert [found.first(name) for name in ("type", "mode", "country")] == ["ASSAULT", "ASSAULT/aerial", "SYR"]


def test_what_was_meant_stands_in_the_address_in_the_values_place(reader: Reader) -> None:
    found = asked(QueryParams("type=ASAULT&type=AID&text=a"), reader)
    assert found.instead("/claims", {"limit": "5"}, found.strange[0], "ASSAULT") == "/claims?type=ASSAULT&type=AID&text=a&limit=5"


def test_a_name_that_is_no_filter_is_told_and_passed_over(reader: Reader) -> None:
    found = asked(QueryParams("context=military&outlets=x&lang=ar&limit=5&keys=off"), reader, ("keys",))
    assert found.unread == (Unread("context", ("military",), None), Unread("outlets", ("x",), "outlet"))
    assert found.renamed("/claims", {}, found.unread[1]) == "/claims?outlet=x"
    assert found.anything


def test_they_are_the_options_of_the_command() -> None:
    options = [{name.removeprefix("--").replace("-", "_") for name in one.opts} for one in commands.commands["claims"].params]
    others = {"limit", "cursor", "count", "format", "as_of", "db"}
    assert {name for names in options for name in names & set(NAMES)} == set(NAMES)
    assert all(names & {*NAMES, *others} for names in options)


def test_an_address_gives_itself_back(reader: Reader) -> None:
    found = asked(QueryParams("type=ASSAULT&type=COERCE&text=a %26 b"), reader)
    assert found.address("/claims", {}) == "/claims?type=ASSAULT&type=COERCE&text=a+%26+b"
    assert found.address("/claims", {"limit": "5"}, ("type", "COERCE")) == "/claims?type=ASSAULT&text=a+%26+b&limit=5"
