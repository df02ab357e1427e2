"""The front page."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from khabar.desk.pages.home import view
from khabar.desk.source import Source
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from tests.desk.look import page, text


@pytest.mark.parametrize("language", ["ar", "en"])
def test_it_is_sound_and_counts_what_there_is(client: TestClient, reader: Reader, language: str) -> None:
    shown = page(client, "/", language)
    held = [one for one in reader.articles() if one.article is not None]
    assert [text(one) for one in shown.xpath("//dl[@class='figures']//dd")[:2]] == [str(len(held)), str(reader.count(Query()))]


def test_the_newest_articles_stand_first(source: Source, reader: Reader) -> None:
    newest = view(source, reader).newest
    assert [one.learned for one in newest] == sorted((one.learned for one in newest), reverse=True)
    assert newest[0].learned == max(one.learned for one in reader.articles())
