"""On a ledger of too many claims, and with filters, a page rests on the newest claims that answer, and says so; else on all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from khabar.desk import source as sources
from khabar.desk.addresses import address
from khabar.desk.app import create_app
from khabar.desk.ground import Ground, ground
from khabar.desk.pages import sections
from khabar.desk.settings import Settings
from khabar.desk.source import Source
from khabar.ledger.query import Query
from tests.desk.look import page, text

PUT_TOGETHER = ("/occurrences", "/contradictions", "/actors", "/outlets", "/predictions", "/map", "/network")
NOTES = {"ar": ("في السجل أكثر من", "أحدث ما نُشر"), "en": ("The ledger holds more than", "were published last")}


@pytest.fixture
def large(ledger_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """A desk to which the ledger has too many claims, of which it takes twenty."""
    monkeypatch.setattr(sources, "EXCERPT", 20)
    made = create_app(Settings(str(shutil.copy(ledger_file, tmp_path / "own.db"))))
    made.state.source._large = True  # this desk's alone: to the one that all tests share the ledger stays small
    return made


@pytest.fixture
def browser(large: FastAPI) -> Iterator[TestClient]:
    with TestClient(large, base_url="http://127.0.0.1") as opened:
        yield opened


def on(source: Source, asked: str = "", own: Query | None = None) -> Ground:
    return ground(source, source.reader(), QueryParams(asked), own)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_whoever_follows_the_sections_of_a_large_ledger_gets_a_page(browser: TestClient, language: str) -> None:
    assert set(PUT_TOGETHER) - {"/contradictions"} < {one.path for one in sections()}
    for path in (*(one.path for one in sections()), "/contradictions"):
        shown = page(browser, path, language)
        notes = [note in text(shown) for note in NOTES[language]]
        assert notes == [path in PUT_TOGETHER] * 2, path
        assert bool(shown.xpath("//form//input[@name='published']")) == (path in {*PUT_TOGETHER, "/claims"} - {"/network"}), path
        assert not (path in PUT_TOGETHER and shown.xpath("//footer//a[starts-with(@href, '/api/')]")), "the API has no such answer"


def test_a_large_ledger_is_still_not_put_together_as_a_whole(browser: TestClient) -> None:
    answer = browser.get("/api/occurrences")
    assert (answer.status_code, "more than the" in answer.text) == (409, True)


def test_an_excerpt_has_the_newest_claims_that_answer(large: FastAPI) -> None:
    source = large.state.source
    for asked, query in (("", Query(order="published")), ("type=ASSAULT", Query(types=("ASSAULT",), order="published"))):
        found = on(source, asked)
        newest = source.reader().claims(query, 20)
        assert set(found.standing.told) == {one.id for one in newest.claims}
        assert found.excerpt is not None
        assert (found.excerpt.claims, found.excerpt.more) == (len(found.standing.told), newest.next is not None)
        assert found.asked(state="open") == "&".join(filter(None, ("state=open", asked)))
    assert on(source).mark != on(source, "type=ASSAULT").mark
    assert on(source).standing is on(source).standing, "it is kept while the ledger stands still"


def test_what_a_page_is_about_chooses_before_its_reader_does(large: FastAPI) -> None:
    source = large.state.source
    outlet = next(one.outlet for one in source.reader().every(Query()) if one.outlet)
    found = on(source, "outlet=nobody&type=ASSAULT", Query(outlets=(outlet,)))
    assert found.excerpt is not None
    assert "outlet" not in found.excerpt.offered
    assert found.standing.told
    assert {(one.outlet, one.claim.event.type) for one in found.standing.told.values()} == {(outlet, "ASSAULT")}


def test_a_name_that_nobody_has_is_said_so_and_nothing_answers(browser: TestClient, large: FastAPI) -> None:
    assert not on(large.state.source, "party=zzzz").standing.told
    assert "zzzz" in text(page(browser, "/map?party=zzzz").xpath("//p[@class='note'][2]")[0])
    assert browser.get("/map?published=yesterday").status_code == 400


def test_a_small_ledger_is_put_together_as_a_whole_unless_filters_choose(client: TestClient, source: Source) -> None:
    whole = on(source)
    assert (whole.standing is source.standing(source.reader()), whole.excerpt) == (True, None)
    some = on(source, "type=ASSAULT")
    assert some.excerpt is not None
    assert {one.claim.event.type for one in some.standing.told.values()} == {"ASSAULT"}
    notes = [note in text(page(client, "/map?type=ASSAULT", "en")) for note in (*NOTES["en"], "all claims that belong here")]
    assert notes == [False, False, True]


def test_pages_of_somebody_rest_on_their_own_claims(browser: TestClient, large: FastAPI, client: TestClient, source: Source) -> None:
    """As many as there are: then they say the same as the pages of a small ledger."""
    whole = on(source).client
    few = next(one for one in whole.actors() if 0 < one.actor + one.recipient <= 20)
    said = next(one for one in whole.actors() if 0 < one.speaker <= 20)
    outlet = next(one for one in whole.outlets() if 0 < one.claims <= 20)
    paths = [address("actors", few.id or few.name), address("speakers", said.id or said.name), address("outlets", outlet.name)]
    for path in paths:
        tables = [[text(row) for row in page(each, path, "en").xpath("//table//tr")] for each in (client, browser)]
        assert tables[0] == tables[1] != [], path
    edge = next(iter(whole.network(on="2031-01-01", days=36_000)))
    assert page(browser, address("dyads", edge.first, edge.second)).xpath("//tbody/tr")


def test_happenings_of_an_excerpt_lead_to_one_with_the_claims_around(browser: TestClient) -> None:
    links = page(browser, "/occurrences").xpath("//ol[@class='claims']//a[@class='headline']/@href")
    assert links
    for at in links[:3]:
        shown = page(browser, at)
        claim = at.rpartition("/")[2]
        assert shown.xpath(f"//section[@aria-labelledby='sides']//blockquote/a[@href='/claims/{claim}']")
    page(browser, "/occurrences/0000000000000000", status=404)


def test_tabs_and_parts_keep_the_filters(browser: TestClient) -> None:
    for path, own in (("/predictions", "state=open"), ("/occurrences", "order=disputed"), ("/contradictions", "kind=denial")):
        tabs = page(browser, f"{path}?type=ASSAULT").xpath("//ul[@class='tabs']//a/@href")
        assert f"{path}?{own}&type=ASSAULT" in tabs
        assert all(at.endswith("type=ASSAULT") for at in tabs)
