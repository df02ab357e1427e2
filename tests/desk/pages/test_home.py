"""The front page."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from khabar.cli import commands
from khabar.desk.app import create_app
from khabar.desk.pages.home import view
from khabar.desk.settings import Settings
from khabar.desk.source import Lately, Source
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from tests.desk.look import page, text

NOTHING = Lately(None, None, current=False)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_is_sound_and_counts_what_there_is(client: TestClient, reader: Reader, language: str) -> None:
    shown = page(client, "/", language)
    held = [one for one in reader.articles() if one.article is not None]
    assert [text(one) for one in shown.xpath("//dl[@class='figures']//dd")[:2]] == [str(len(held)), str(reader.count(Query()))]


def test_the_newest_articles_stand_first(reader: Reader, source: Source) -> None:
    newest = view(reader, source.extent(reader), NOTHING).newest
    assert [one.learned for one in newest] == sorted((one.learned for one in newest), reverse=True)
    assert newest[0].learned == max(one.learned for one in reader.articles())


def test_disputes_are_shown_once_they_are_worked_out(client: TestClient, source: Source, reader: Reader) -> None:
    source.catch_up(reader)
    lately = source.lately(reader)
    assert lately.disputed
    links = page(client, "/").xpath("//section[@aria-labelledby='disputed']//a/@href")
    assert links[0] == f"/occurrences/{lately.disputed[0].summary.id}"
    assert view(reader, source.extent(reader), NOTHING).disputed is None


def test_it_searches(client: TestClient) -> None:
    form = page(client, "/").xpath("//form[@action='/claims']")[0]
    assert set(form.xpath(".//input/@name")) == {"text", "party", "happened"}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_empty_ledger_has_a_front_page(tmp_path: Path, language: str) -> None:
    assert CliRunner().invoke(commands, ["init", "--db", str(tmp_path / "khabar.db")]).exit_code == 0
    with TestClient(create_app(Settings(str(tmp_path / "khabar.db"))), base_url="http://127.0.0.1") as client:
        assert "khabar add" in text(page(client, "/", language))
