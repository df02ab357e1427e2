"""Pages of articles and claims ask the ledger little, are made once for each state, and do without what a large ledger cannot give at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from fastapi import FastAPI
from sqlalchemy import event
from starlette.testclient import TestClient

from khabar.desk import source as sources
from khabar.desk.app import create_app
from khabar.desk.kept import Kept
from khabar.desk.settings import Settings
from khabar.ledger.query import Query
from khabar.ledger.reviews import Reviewer, judge
from khabar.ledger.stored import StoredClaim
from khabar.ledger.writer import running


@pytest.fixture
def own(ledger_file: Path, tmp_path: Path) -> FastAPI:
    return create_app(Settings(str(shutil.copy(ledger_file, tmp_path / "own.db"))))


@pytest.fixture
def browser(own: FastAPI) -> Iterator[TestClient]:
    with TestClient(own, base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.fixture
def large(own: FastAPI, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """A desk to which the ledger has too many claims."""
    monkeypatch.setattr(sources, "CLAIMS", 10)
    return own


def crowded(own: FastAPI) -> StoredClaim:
    """A claim of the article with the most claims."""
    reader = own.state.source.reader()
    found = [one for one in reader.articles() if one.article]
    most = max(found, key=lambda one: (one.claims, one.id))
    assert most.claims > 20, "an article with many claims, so that a statement for each would show"
    claim: StoredClaim = reader.of_article(most.id)[0]
    return claim


def statements(own: FastAPI, browser: TestClient, path: str) -> list[str]:
    """The statements of one page, the transaction's own left out."""
    asked: list[str] = []

    def heard(*arguments: object) -> None:
        asked.append(str(arguments[2]))

    event.listen(own.state.source.engine, "before_cursor_execute", heard)
    assert browser.get(path).status_code == 200
    event.remove(own.state.source.engine, "before_cursor_execute", heard)
    return [one for one in asked if not one.startswith("BEGIN")]


@pytest.mark.parametrize(
    ("kind", "first", "again"),
    [pytest.param("articles", 9, 2, id="an article of many claims"), pytest.param("claims", 9, 2, id="a claim")],
)
def test_a_page_asks_a_fixed_number_of_times(large: FastAPI, browser: TestClient, kind: str, first: int, again: int) -> None:
    one = crowded(large)
    path = f"/{kind}/{one.article if kind == 'articles' else one.id}"
    browser.get("/claims?limit=1")  # asks once whether the ledger is large
    assert 2 < len(statements(large, browser, path)) <= first
    assert len(statements(large, browser, path)) <= again


def test_a_kept_page_is_made_anew_once_a_claim_is_judged(own: FastAPI, large: FastAPI, browser: TestClient) -> None:
    one = crowded(own)
    paths = (f"/articles/{one.article}?lang=en", f"/claims/{one.id}?lang=en")
    before = [browser.get(path).text for path in paths]
    assert [browser.get(path).text for path in paths] == before
    with running(own.state.source.engine, "test", "test") as writer:
        judge(writer, one.id, "reject", Reviewer("نور", "a test of pages"), [], lambda _: None)
    article, claim = (browser.get(path).text for path in paths)
    assert f'id="c-{one.id}"' in before[0]
    assert f'id="c-{one.id}"' not in article
    assert "a test of pages" in claim


def test_a_kept_page_is_of_one_language_theme_and_address(large: FastAPI, browser: TestClient) -> None:
    path = f"/claims/{crowded(large).id}"
    shown = [browser.get(f"{path}?{query}").text for query in ("lang=ar", "lang=en", "theme=dark&lang=en")]
    assert len(set(shown)) == 3
    assert 'lang="ar" dir="rtl"' in shown[0].partition("<body>")[0]
    assert 'data-theme="dark"' in shown[2]
    assert browser.get(path, headers={"host": "localhost"}).text.count("http://localhost/claims/") > 0


def test_a_large_ledger_is_read_but_not_put_together(large: FastAPI, browser: TestClient) -> None:
    one = crowded(large)
    for path in ("/", f"/articles/{one.article}", f"/claims/{one.id}"):
        assert "khabar occurrences" in browser.get(f"{path}?lang=en").text
    for path in ("/occurrences", "/contradictions", "/outlets"):
        answer = browser.get(f"{path}?lang=en")
        assert (answer.status_code, "khabar occurrences" in answer.text) == (400, True), path
    assert large.state.source.lately(large.state.source.reader()).standing is None


def test_a_session_is_one_transaction_of_one_state(own: FastAPI) -> None:
    source = own.state.source
    with source.session() as reader:
        claims = len(reader.claims(Query(), 500).claims)
        with running(source.engine, "test", "test") as writer:
            judge(writer, reader.claims(Query(), 1).claims[0].id, "reject", Reviewer("نور", "a test"), [], lambda _: None)
        assert len(reader.claims(Query(), 500).claims) == claims
    assert len(reader.released.claims(Query(), 500).claims) == claims, "still of the state that it was pinned to"
    assert len(source.reader().claims(Query(), 500).claims) == claims - 1


def test_the_oldest_pages_go_first_and_the_bound_holds() -> None:
    kept = Kept(most=3_000)
    pages = {n: Random(n).randbytes(1_000) for n in range(1, 9)}  # noqa: S311 - bytes that do not compress
    for n, page in pages.items():
        kept.put(n, page)
        kept.get(1)
    assert kept.size <= 3_000
    assert kept.get(8) == pages[8]
    assert kept.get(1) == pages[1], "asked for again and again"
    assert kept.get(2) is None
