"""The page of an article."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from khabar.desk.pages.article import view
from khabar.ledger.reader import Reader
from tests.desk.look import page


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_article_is_sound_and_small(client: TestClient, reader: Reader, language: str) -> None:
    for one in reader.articles():
        page(client, f"/articles/{one.id}", language)
        assert len(client.get(f"/articles/{one.id}").content) < 150_000


def test_every_claim_stands_once_beside_its_text(client: TestClient, reader: Reader) -> None:
    for one in reader.articles():
        shown = page(client, f"/articles/{one.id}")
        assert sorted(shown.xpath("//*[contains(@class, 'card')]/@id")) == sorted(f"c-{claim.id}" for claim in view(reader, one.id).claims)


def test_what_is_shown_of_a_page_is_all_of_its_text(reader: Reader) -> None:
    for one in reader.articles():
        reading = view(reader, one.id).reading
        assert reading is not None
        shown = "".join(run.text for block in reading.blocks for run in block.runs)
        assert one.article is not None
        assert all(sentence.strip() in shown for sentence in shown.splitlines())
        assert reading.furniture
