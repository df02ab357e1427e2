"""Pages of articles and claims ask the ledger little, are made once for each state, and do without what a large ledger cannot give at once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from fastapi import FastAPI
from sqlalchemy import event, select
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from khabar.desk import source as sources
from khabar.desk.app import create_app
from khabar.desk.choices import Choices
from khabar.desk.frame import Frame
from khabar.desk.kept import Kept, State
from khabar.desk.making import wanted
from khabar.desk.settings import Settings
from khabar.desk.source import Source
from khabar.ledger import tables
from khabar.ledger.engine import next_id, writing
from khabar.ledger.query import Horizon, Query
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
    [pytest.param("articles", 10, 2, id="an article of many claims"), pytest.param("claims", 10, 2, id="a claim")],
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
    kept, state = Kept(most=3_000), State("a", 1, None)
    pages = {n: Random(n).randbytes(1_000) for n in range(1, 9)}  # noqa: S311 - bytes that do not compress
    for n, page in pages.items():
        kept.put(n, page, "", state, None)
        kept.find(1)
    assert kept.size <= 3_000
    held = {n: found.page for n in pages if (found := kept.find(n)) is not None}
    assert held[8] == pages[8]
    assert held[1] == pages[1], "asked for again and again"
    assert 2 not in held


def test_a_page_of_another_state_is_not_given() -> None:
    kept, seen = Kept(), Horizon(5, 0)
    kept.put("a", b"page", "", State("a", 1, "x"), Horizon(4, 0))
    assert [kept.get("a", State("a", *rest), seen) for rest in ((2, "x"), (1, "y"))] == [None, None]
    found = kept.get("a", State("a", 1, "x"), seen)
    assert found is not None
    assert (found.page, found.seen) == (b"page", seen)


def recalled(own: FastAPI, one: StoredClaim, made: Horizon) -> dict[str, bool]:
    """By kind, whether a page of it that was made when the ledger went so far would be given without asking the ledger."""
    source = own.state.source
    then = replace(source.reader(), pinned=made)
    aside = source.lately(then).state(then)
    return {kind: source.unchanged(State(uid, made.coding, aside), made) for kind, uid in (("article", one.article), ("claim", one.id))}


def test_what_others_write_is_seen_at_once(own: FastAPI, large: FastAPI, browser: TestClient) -> None:
    """Another program codes a page anew: its article and its claims are made anew, those of other pages are not."""
    one, source = crowded(own), own.state.source
    other = next(each for each in source.reader().articles() if each.article and each.id != one.article)
    browser.get(f"/claims/{one.id}")
    made = source.reader().pinned
    assert recalled(own, one, made) == {"article": True, "claim": True}
    again(source, one.article)
    assert recalled(own, one, made) == {"article": False, "claim": False}
    aside = source.lately(source.reader()).state(source.reader())
    assert source.unchanged(State(other.id, made.coding, aside), made)
    assert recalled(own, one, source.reader().pinned) == {"article": True, "claim": True}


def again(source: Source, uid: str) -> None:
    """The coding of an article once more, as a newer coder would write it."""
    coding, article = tables.coding, tables.article
    with writing(source.engine) as connection:
        row = connection.execute(select(coding).join(article).where(article.c.uid == uid).order_by(coding.c.id.desc()).limit(1)).mappings().one()
        connection.execute(coding.insert(), [{**row, "id": next_id(connection, coding)}])


def test_a_judgement_is_seen_on_the_next_load_of_a_page_given_without_asking(own: FastAPI, large: FastAPI, browser: TestClient) -> None:
    one = crowded(own)
    for _ in range(2):
        browser.get(f"/claims/{one.id}")
    made = own.state.source.reader().pinned
    assert recalled(own, one, made)["claim"]
    with running(own.state.source.engine, "test", "test") as writer:
        judge(writer, one.id, "accept", Reviewer("نور", "read and held"), [], lambda _: None)
    assert not recalled(own, one, made)["claim"]
    assert "read and held" in browser.get(f"/claims/{one.id}").text


def test_a_page_as_of_a_day_is_never_taken_for_the_ledger_as_it_stands(own: FastAPI, large: FastAPI, browser: TestClient) -> None:
    one = crowded(own)
    answers = [browser.get(f"/claims/{one.id}?as_of=2999-01-01") for _ in range(2)]
    assert [each.status_code for each in answers] == [200, 200]
    assert {made.seen for made in own.state.source.pages._held.values()} == {None}


@pytest.mark.parametrize("path", ["/", "/claims", "/articles/{article}", "/claims/{claim}", "/api/claims/{claim}"])
def test_who_has_a_page_is_told_so_and_who_wants_its_head_gets_no_body(own: FastAPI, browser: TestClient, path: str) -> None:
    one = crowded(own)
    at = path.format(article=one.article, claim=one.id)
    whole = [browser.get(at) for _ in range(2)][1]
    held = browser.get(at, headers={"If-None-Match": f'"other", W/{whole.headers["etag"]}'})
    assert (held.status_code, held.content, held.headers["etag"]) == (304, b"", whole.headers["etag"])
    assert browser.get(at, headers={"If-None-Match": '"other"'}).status_code == 200
    head = browser.head(at)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert browser.head("/claims/0000000000000000").status_code == 404


def test_a_process_of_its_own_makes_the_pages_of_a_large_ledger(ledger_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes as the desk itself makes, errors too; what it made is kept by the desk."""
    app = create_app(Settings(str(ledger_file), makers=1))
    one = crowded(app)
    paths = [f"/articles/{one.article}", f"/claims/{one.id}?lang=en", "/claims/0000000000000000", f"/articles/{one.article}?part=none"]
    monkeypatch.setattr(app.state.source, "_large", True)  # the desk's: to the process that makes pages, the ledger is small
    monkeypatch.setattr(app.state.source, "unchanged", lambda *_: False)
    monkeypatch.setattr(Source, "catch_up", lambda *_: None)
    with TestClient(create_app(Settings(str(ledger_file))), base_url="http://127.0.0.1") as plain:
        plainly = [plain.get(path).text for path in paths]
    with TestClient(app, base_url="http://127.0.0.1") as served:
        served.get(paths[0])
        assert app.state.makers.wait(120)
        app.state.source.pages = Kept()
        found = [served.get(path) for path in paths]
        assert [each.status_code for each in found] == [200, 200, 404, 422]
        assert [each.text for each in found] == plainly
        assert len(app.state.source.pages._held) == 2
        (maker,) = app.state.makers._all
        maker.process.kill()
        assert served.get(f"{paths[0]}?lang=en").status_code == 200, "the desk makes it by itself"
        assert not app.state.makers.wait(0)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("/articles/a", ("articles", "a"), id="an article"),
        pytest.param("/articles/a?part=2&claim=b", ("articles", "a"), id="a part"),
        pytest.param("/articles/a?part=+2", None, id="no number of a part"),
        pytest.param("/articles/a?part=%D9%A2", None, id="another digit"),
        pytest.param("/claims/a?as_of=2026-01-01", ("claims", "a"), id="a claim"),
        pytest.param("/articles/a/capture", None, id="a capture"),
        pytest.param("/articles/", None, id="nothing"),
        pytest.param("/actors/a", None, id="another page"),
    ],
)
def test_only_articles_and_claims_are_made_elsewhere(address: str, expected: tuple[str, str] | None) -> None:
    path, _, query = address.partition("?")
    items = tuple(QueryParams(query).multi_items())
    assert wanted(Frame(f"http://127.0.0.1{address}", path, query, items, Choices(), "")) == expected
