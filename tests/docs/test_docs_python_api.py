"""The pages on Python and the API name all that there is, and their examples run."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from fastapi import FastAPI
from starlette.testclient import TestClient
from test_docs import ROOT, blocks, rows, section

from khabar import pipeline
from khabar.cli import commands
from khabar.client import Answer, Ledger
from khabar.client.asking import Filters
from khabar.desk.api.bounds import BODY
from khabar.desk.api.models.coding import LONGEST
from khabar.desk.app import create_app
from khabar.desk.settings import Outcome, Settings
from khabar.records.article import Supplied
from khabar.records.capture import Capture, Dropped

PYTHON = (ROOT / "docs/python.md").read_text(encoding="utf-8")
API = (ROOT / "docs/api.md").read_text(encoding="utf-8")
_REQUEST = re.compile(r"^```http ?(\d*)\n(\w+) (.*?)\n(?:\n(.*?)\n)?```$", re.MULTILINE | re.DOTALL)


def coded(page: Capture, supplied: Supplied | None) -> Outcome:
    found = pipeline.code(page, supplied)
    return found if isinstance(found, Dropped) else (found.article, found.claims)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples of the examples in a ledger."""
    path = tmp_path_factory.mktemp("examples") / "khabar.db"
    pages = [str(ROOT / "samples" / name) for name in ("01-truce.html", "08-offer.txt", "11-truce-denied.txt", "wire.jsonl")]
    for words in (["init"], ["add", *pages]):
        assert CliRunner().invoke(commands, [*words, "--db", str(path)]).exit_code == 0
    return path


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Iterator[TestClient]:
    app: FastAPI = create_app(Settings(str(shutil.copy(filled, tmp_path / "khabar.db")), code=coded))
    with TestClient(app, base_url="http://127.0.0.1") as opened:
        yield opened


def test_the_examples_in_python_run(filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(filled.parent)
    seen: dict[str, Any] = {}
    for page, text in blocks("python"):
        if page == "python.md":
            exec(compile(text, "docs/python.md", "exec"), seen)  # noqa: S102 - examples of our own
    assert len(seen["frame"])
    assert "لواء الضفتين" in capsys.readouterr().out
    assert seen["coding"].article.title.text == "نقابة الصيادين تعلن الإضراب"
    seen["ledger"].close()


def test_every_question_of_the_client_is_documented() -> None:
    documented = {cells[0].strip("`") for cells in rows(section(PYTHON, "Questions"))}
    assert documented == {name for name in vars(Ledger) if not name.startswith("_") and callable(getattr(Ledger, name))}


def test_every_form_of_an_answer_is_documented() -> None:
    documented = set(re.findall(r"`\.(\w+)\(\)`", section(PYTHON, "Answers")))
    assert documented == {name for name, value in vars(Answer).items() if not name.startswith("_") and callable(value)}


def test_every_filter_is_documented() -> None:
    assert set(Filters.__annotations__) <= set(re.findall(r"`(\w+)`", section(PYTHON, "Questions")))


def test_every_address_is_documented(desk: TestClient) -> None:
    told = desk.get("/api/openapi.json").json()
    there = {f"{method.upper()} /api{path}" for path, methods in told["paths"].items() for method in methods}
    assert {cells[0].strip("`") for cells in rows(section(API, "Addresses"))} == there


def test_every_status_of_a_problem_is_documented(desk: TestClient) -> None:
    told = desk.get("/api/openapi.json").json()
    there = {status for methods in told["paths"].values() for one in methods.values() for status in one["responses"] if status >= "400"}
    assert {cells[0] for cells in rows(section(API, "Errors"))} == there | {"405"}


def test_bounds_are_documented() -> None:
    assert f"{BODY:,} bytes" in API
    assert f"{LONGEST:,} characters" in API


def test_the_shape_of_a_page_is_as_documented(desk: TestClient) -> None:
    example = json.loads(next(text for page, text in blocks("json") if page == "api.md"))
    assert desk.get("/api/claims").json().keys() == example.keys()


@pytest.mark.parametrize(
    ("status", "method", "path", "body"), [pytest.param(*found, id=f"{found[1]} {found[2][:40]}") for found in _REQUEST.findall(API)]
)
def test_the_requests_of_the_page_are_answered_as_it_says(desk: TestClient, status: str, method: str, path: str, body: str) -> None:
    first, other = (one["id"] for one in desk.get("/api/claims?limit=2").json()["items"])
    prediction = desk.get("/api/predictions?limit=1").json()["items"][0]["claim"]
    for name, value in (("{claim}", first), ("{other}", other), ("{prediction}", prediction)):
        body = body.replace(name, value)
    asked = desk.request(method, quote(path, safe="/?&=:+"), content=body or None, headers={"Content-Type": "application/json"} if body else {})
    assert asked.status_code == int(status or 200), asked.text


def test_the_requests_of_the_page_are_found() -> None:
    assert len(_REQUEST.findall(API)) == API.count("```http") >= 10
