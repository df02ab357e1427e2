"""What all pages share: headers, choices, static files, and errors in plain words."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from khabar.desk.app import create_app
from khabar.desk.security import HEADERS
from khabar.desk.settings import Settings
from tests.desk.look import page, text


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/desk.css", "/static/nowhere", "/static/../app.py", "/articles/%00"])
def test_every_answer_carries_the_headers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_an_error_of_the_program_is_told_without_its_words(ledger_file: Path) -> None:
    app = create_app(Settings(str(ledger_file)))

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("a secret of the program")

    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        answer = client.get("/broken")
        page(client, "/broken", "en", status=500)
    assert "secret" not in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_a_database_that_fails_is_no_fault_of_the_reader(ledger_file: Path, tmp_path: Path) -> None:
    own = shutil.copy(ledger_file, tmp_path / "own.db")
    app = create_app(Settings(str(own)))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        with sqlite3.connect(own) as spoilt:
            spoilt.execute("DROP TABLE claim_party")
            spoilt.execute("DROP TABLE claim_record")
        assert "run `khabar check`" in text(page(client, "/claims", "en", status=503))


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert "default-src 'none'" in HEADERS["Content-Security-Policy"]
    assert not any(word in HEADERS["Content-Security-Policy"] for word in ("unsafe", "http:", "https:", "data:", "*"))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", ["/nowhere", "/articles/0000000000000000", "/static/../../settings.py"])
def test_what_is_not_there_is_said_so(client: TestClient, path: str, language: str) -> None:
    assert page(client, path, language, status=404).xpath("//main//a/@href") == ["/"]


@pytest.mark.parametrize("asked", ["?as_of=yesterday", "?as_of='; DROP TABLE claim; --"])
def test_what_cannot_be_understood_is_said_so(client: TestClient, asked: str) -> None:
    assert "is no day and no instant" in text(page(client, f"/{asked}", "en", status=400))


@pytest.mark.parametrize(("host", "status"), [("127.0.0.1:8000", 200), ("localhost", 200), ("[::1]:8000", 200), ("evil.example", 421), ("", 421)])
def test_it_answers_only_to_names_of_this_machine(client: TestClient, host: str, status: int) -> None:
    assert client.get("/", headers={"host": host}).status_code == status


def test_a_choice_is_kept_in_a_cookie_that_scripts_do_not_see(client: TestClient) -> None:
    client.cookies.clear()
    answer = client.get("/?lang=en&theme=dark")
    assert all("HttpOnly" in one and "SameSite=lax" in one for one in answer.headers.get_list("set-cookie"))
    assert '<html lang="en" dir="ltr" data-theme="dark">' in client.get("/").text
    client.cookies.clear()


def test_a_choice_that_there_is_not_changes_nothing(client: TestClient) -> None:
    client.cookies.clear()
    answer = client.get('/?lang="><script>&theme=red')
    assert answer.headers.get_list("set-cookie") == []
    assert '<html lang="ar" dir="rtl" data-theme="auto">' in answer.text
    assert "<script>" not in answer.text


def test_a_switch_keeps_what_was_asked(client: TestClient) -> None:
    links = page(client, "/?as_of=2999-01-01", "en").xpath("//header//a[@hreflang='ar']/@href")
    assert links == ["?as_of=2999-01-01&lang=ar"]


@pytest.mark.parametrize(
    ("path", "media"),
    [("/static/desk.css", "text/css; charset=utf-8"), ("/static/khabar.svg", "image/svg+xml"), ("/static/noto-sans-arabic.ttf", "font/ttf")],
    ids=["style", "icon", "typeface"],
)
def test_static_files_are_kept_for_ever(client: TestClient, path: str, media: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, media)
    assert "immutable" in answer.headers["cache-control"]
