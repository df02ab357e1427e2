"""What the API says of itself is so: schemathesis makes right and wrong requests from its description, and checks each answer against it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copy
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from starlette.testclient import TestClient

from khabar.desk.api.app import create_api
from khabar.desk.api.models import claims, corroborated, judged
from khabar.desk.api.models.base import Shape
from khabar.desk.settings import Settings
from khabar.desk.source import Source
from tests.desk.api.conftest import coded

EXAMPLES = 3
"""Requests of each kind and address."""


API = create_api(Settings("", code=coded, version="test"), cast(Any, None))
"""On a ledger that stands only when the tests run."""
SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", API)


@pytest.fixture(scope="module", autouse=True)
def held(ledger_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The samples, to which judgements are written."""
    API.state.held = Source(str(copy(ledger_file, tmp_path_factory.mktemp("described") / "khabar.db")))
    yield
    API.state.held.close()


@SCHEMA.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case: schemathesis.Case) -> None:
    case.call_and_validate()


def test_it_is_described_by_openapi_3_1(ask: TestClient) -> None:
    told = ask.get("/openapi.json").json()
    assert told["openapi"].startswith("3.1.")
    assert len({one["operationId"] for methods in told["paths"].values() for one in methods.values()}) == sum(map(len, told["paths"].values()))


def test_every_shape_that_is_named_is_described(ask: TestClient) -> None:
    told = ask.get("/openapi.json")
    named = {part.split('"')[0] for part in told.text.split("#/components/schemas/")[1:]}
    assert named == set(told.json()["components"]["schemas"])


SHAPES = [one for module in (claims, corroborated, judged) for one in vars(module).values() if isinstance(one, type) and issubclass(one, Shape)]
SHOWN = [(each, one) for each in dict.fromkeys(SHAPES) for one in cast(Any, each.model_config.get("json_schema_extra", {})).get("examples", ())]


@pytest.mark.parametrize(("shape", "shown"), [pytest.param(*one, id=one[0].__name__) for one in sorted(SHOWN, key=lambda one: one[0].__name__)])
def test_examples_are_what_they_show(shape: type[Shape], shown: dict[str, Any]) -> None:
    assert shape.model_validate(shown).model_dump(mode="json") == shown
    if "quote" in shown:
        text, cue = shown["quote"]["text"], shown["event"]["cue"]
        assert text[cue["start"] : cue["end"]] == cue["text"]


def test_the_shapes_that_are_asked_for_most_have_examples() -> None:
    assert {each.__name__ for each, _ in SHOWN} == {"CodedClaim", "Claim", "Occurrence", "Judgement", "Run"}


def test_every_question_takes_as_of(ask: TestClient) -> None:
    told = ask.get("/openapi.json").json()
    assert [
        path for path, methods in told["paths"].items()
        if "get" in methods and "as_of" not in {one["name"] for one in methods["get"]["parameters"]}
    ] == []  # fmt: skip


def test_every_text_that_is_taken_is_bounded(ask: TestClient) -> None:
    told = ask.get("/openapi.json").json()
    asked = [(path, one["name"], each) for path, methods in told["paths"].items() for of in methods.values() for one in of.get("parameters", ())
             for each in _plain(one["schema"])]  # fmt: skip
    assert len(asked) > 100
    assert [(path, name) for path, name, each in asked if each.get("type") == "string" and not {"maxLength", "enum", "const"} & each.keys()] == []
    assert [(path, name) for path, name, each in asked if each.get("type") == "integer" and "maximum" not in each] == []


def _plain(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema of a value, of its alternatives and of its items."""
    yield schema
    for each in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from _plain(each)
