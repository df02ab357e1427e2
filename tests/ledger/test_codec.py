"""Records as JSON and back: whole, and from rows that were written before a record got its newest field."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from khabar.ledger.codec import article_json, article_of, claim_json, claim_of
from khabar.records.number import Number
from khabar.records.spans import Quote
from tests.ledger.pages import article, port, town


@pytest.mark.parametrize("made", [town(), port()], ids=["town", "port"])
def test_records_come_back(made) -> None:  # type: ignore[no-untyped-def]
    of, claims = made
    assert [claim_of(claim_json(one)) for one in claims] == list(claims)
    assert article_of(article_json(article(of, "2016-05-01"))) == article(of, "2016-05-01")


def test_a_place_of_an_older_record_has_no_precision() -> None:
    fields = json.loads(claim_json(port()[1][0]))
    del fields["place"]["precision"]
    place = claim_of(json.dumps(fields)).place
    assert place is not None
    assert (place.name, place.precision) == ("صور", "none")


def test_numbers_come_back_and_an_older_record_has_none() -> None:
    one = town()[1][0]
    number = Number("wounded", 3, None, "at-least", "recipient", "event", Quote(0, 4, "اتهم"), Quote(0, 4, "اتهم"), None)
    counted = replace(one, numbers=(number,))
    assert claim_of(claim_json(counted)) == counted
    fields = json.loads(claim_json(counted))
    del fields["numbers"]
    assert claim_of(json.dumps(fields)) == one


def test_a_field_that_is_not_known_is_left_out() -> None:
    one = town()[1][0]
    assert claim_of(json.dumps({**json.loads(claim_json(one)), "colour": "red"})) == one


@pytest.mark.parametrize("field", ["id", "quote", "event", "actor", "status", "coder", "why"])
def test_a_record_without_a_field_is_no_claim(field: str) -> None:
    fields = json.loads(claim_json(town()[1][0]))
    del fields[field]
    with pytest.raises(KeyError):
        claim_of(json.dumps(fields))
