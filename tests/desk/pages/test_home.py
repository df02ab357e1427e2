"""The front page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from khabar.cli import commands
from khabar.desk import source as sources
from khabar.desk.app import create_app
from khabar.desk.pages.home import view
from khabar.desk.settings import Settings
from khabar.desk.source import Lately, Source
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.reviews import Reviewer, judge
from khabar.ledger.writer import running
from tests.desk.look import page, text

NOTHING = Lately(None, None, current=False)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_is_sound_and_counts_what_there_is(client: TestClient, reader: Reader, language: str) -> None:
    shown = page(client, "/", language)
    held = [one for one in reader.articles() if one.article is not None]
    assert [text(one) for one in shown.xpath("//dl[@class='figures']//dd")[:2]] == [str(len(held)), str(reader.count(Query()))]


def test_the_newest_articles_stand_first(reader: Reader, source: Source) -> None:
    newest = view(reader, source.extent_lately(reader), NOTHING).newest
    assert [one.learned for one in newest] == sorted((one.learned for one in newest), reverse=True)
    assert newest[0].learned == max(one.learned for one in reader.articles())


def test_disputes_are_shown_once_they_are_worked_out(client: TestClient, source: Source, reader: Reader) -> None:
    source.catch_up(reader)
    lately = source.lately(reader)
    assert lately.disputed
    links = page(client, "/").xpath("//section[@aria-labelledby='disputed']//a/@href")
    assert links[0] == f"/occurrences/{lately.disputed[0].summary.id}"
    assert view(reader, source.extent_lately(reader), NOTHING).disputed is None


def test_it_searches(client: TestClient) -> None:
    form = page(client, "/").xpath("//form[@action='/claims']")[0]
    assert set(form.xpath(".//input/@name")) == {"text", "party", "happened"}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_empty_ledger_has_a_front_page(tmp_path: Path, language: str) -> None:
    assert CliRunner().invoke(commands, ["init", "--db", str(tmp_path / "khabar.db")]).exit_code == 0
    with TestClient(create_app(Settings(str(tmp_path / "khabar.db"))), base_url="http://127.0.0.1") as client:
        assert "khabar add" in text(page(client, "/", language))


def test_a_large_ledger_is_counted_after_the_page_and_the_page_says_so(ledger_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "CLAIMS", 10)
    app = create_app(Settings(str(shutil.copy(ledger_file, tmp_path / "own.db"))))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        claims = text(page(client, "/", "en").xpath("//dl[@class='figures']//dd")[1])
        source = app.state.source
        with running(source.engine, "test", "test") as writer:
            judge(writer, source.reader().claims(Query(), 1).claims[0].id, "reject", Reviewer("نور", "a test"), [], lambda _: None)
        shown = [page(client, "/", "en") for _ in range(2)]
    assert [text(one.xpath("//dl[@class='figures']//dd")[1]) for one in shown] == [claims, f"{int(claims.replace(',', '')) - 1:,}"]
    stale = [[note for note in one.xpath("//p[@class='note']") if "after this was worked out" in text(note)] for one in shown]
    assert [len(each) for each in stale] == [1, 0]
