"""The pages of what only a ledger can say: occurrences, contradictions, actors, dyads, speakers, outlets, predictions, network, map."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from khabar.client import Ledger
from khabar.desk.addresses import address
from khabar.desk.charts import Charts
from khabar.desk.ground import ground
from khabar.desk.pages import dyads
from khabar.desk.source import Source
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from tests.desk.look import page

LISTS = [
    "/occurrences",
    "/occurrences?order=disputed",
    "/contradictions",
    "/actors",
    "/outlets",
    "/predictions",
    "/predictions?state=open",
    "/network",
    "/map",
]
CHARTS = ["/predictions", "/network?on=2031-01-01&days=36000", "/map"]


def whole(source: Source) -> Ledger:
    """The questions of the client, of all claims."""
    return ground(source, source.reader(), QueryParams()).client


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", LISTS)
def test_every_list_is_sound_and_small(client: TestClient, path: str, language: str) -> None:
    page(client, path, language)
    assert len(client.get(path).content) < (1_200_000 if path.startswith(("/pred", "/net", "/map")) else 150_000)


def test_every_link_between_these_pages_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    for path in LISTS:
        for at in page(client, path).xpath("//main//a/@href"):
            if re.match(r"/(occurrences|actors|dyads|speakers|outlets|contradictions)/", at):
                seen.add(at)
    assert len(seen) > 30
    for at in sorted(seen)[::3]:
        assert client.get(at).status_code == 200, at


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_occurrence_shows_all_its_claims_by_side_and_its_witnesses(client: TestClient, source: Source, reader: Reader, language: str) -> None:
    held = source.standing(reader)
    for one in sorted(held.occurrences, key=lambda each: -len(each.claims))[:5]:
        shown = page(client, f"/occurrences/{one.id}", language)
        claims = {at.removeprefix("/claims/") for at in shown.xpath("//*[contains(@class, 'said')]//blockquote/a/@href")}
        assert claims == set(one.claims)
        denied = {at.removeprefix("/claims/") for at in shown.xpath("//section[@aria-labelledby='denied']//blockquote/a/@href")}
        assert denied == {claim for claim in one.claims if held.told[claim].claim.status == "denied"}
        assert len(shown.xpath("//ul[@class='tree']/li")) == len(held.witnesses(one))


def test_an_occurrence_is_found_by_one_of_its_claims_and_an_unknown_one_is_said_so(client: TestClient, source: Source, reader: Reader) -> None:
    one = source.standing(reader).occurrences[0]
    assert client.get(f"/occurrences/{one.claims[0]}").status_code == 200
    page(client, "/occurrences/0000000000000000", status=404)


@pytest.mark.parametrize("path", CHARTS)
def test_every_chart_is_drawn_with_links_and_may_be_taken_along(client: TestClient, path: str) -> None:
    shown = page(client, path)
    assert shown.xpath("//figure//*[local-name()='svg']//*[local-name()='a']/@href")
    forms = {at.rpartition("form=")[2]: at for at in shown.xpath("//figure//figcaption/a/@href")}
    assert sorted(forms) == ["csv", "png", "svg"]
    for form, opening in (("svg", b"<svg"), ("png", b"\x89PNG"), ("csv", b"")):
        answer = client.get(forms[form])
        assert answer.status_code == 200
        assert answer.content.startswith(opening)
        assert answer.headers["content-disposition"].startswith("attachment")
    assert len(client.get(forms["csv"]).text.splitlines()) > 1


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_mark_of_a_relation_leads_to_its_row_and_each_row_to_its_claims(client: TestClient, source: Source, language: str) -> None:
    links = whole(source).network(on="2031-01-01", days=36_000)
    edge = max(links, key=lambda one: one.witnesses)
    shown = page(client, address("dyads", edge.first, edge.second), language)
    marks = {at.removeprefix("#") for at in shown.xpath("//figure//*[local-name()='a']/@href") if at.startswith("#")}
    rows = set(shown.xpath("//tbody/tr/@id"))
    assert marks == rows != set()
    assert all(row.xpath(".//a[starts-with(@href, '/claims/')]") for row in shown.xpath("//tbody/tr[@id]"))


def test_a_long_relation_comes_in_parts_and_its_marks_lead_to_them(
    client: TestClient, source: Source, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = lambda entity: entity.id or entity.name  # noqa: E731
    pairs = Counter(tuple(sorted((key(a), key(r)))) for one in reader.every(Query()) for a in one.claim.actor for r in one.claim.recipient)
    shown = {path: page(client, path).xpath("//tbody/tr/@id") for path in (address("dyads", *pair) for pair, _ in pairs.most_common(5))}
    path, rows = max(shown.items(), key=lambda one: len(one[1]))
    assert len(rows) > 1
    monkeypatch.setattr(dyads, "POINTS", 1)
    monkeypatch.setattr(source, "charts", Charts())
    parts = [page(client, f"{path}?part={at}") for at in range(1, len(rows) + 1)]
    assert [row for shown in parts for row in shown.xpath("//tbody/tr/@id")] == rows
    assert parts[0].xpath("//nav[@class='pager']/a[@rel='next']/@href") == [f"{path}?by=month&part=2"]
    marks = [at for at in parts[0].xpath("//figure//*[local-name()='a']/@href") if at.startswith(("#", "?"))]
    assert {f"?by=month&part={at}#{row}" if at > 1 else f"#{row}" for at, row in enumerate(rows, 1)} == set(marks)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_actor_is_shown_with_names_and_those_it_deals_with(client: TestClient, source: Source, language: str) -> None:
    one = next(each for each in whole(source).actors() if each.id)
    assert one.id is not None
    shown = page(client, address("actors", one.id), language)
    assert one.name in "".join(shown.xpath("//h1")[0].itertext())
    assert shown.xpath("//section[@aria-labelledby='names']//li")
    assert shown.xpath(f"//a[starts-with(@href, '/dyads/{one.id}/')]")


def test_a_name_leads_to_its_actor_and_an_unknown_one_to_the_nearest(client: TestClient, source: Source) -> None:
    one = next(each for each in whole(source).actors() if each.id)
    assert client.get("/actors", params={"name": one.name}, follow_redirects=False).headers["location"] == address("actors", str(one.id))
    assert page(client, address("actors", f"{one.name}ض"), status=404).xpath("//main//a/@href")


def test_a_speaker_and_an_outlet_are_shown_with_what_they_claimed(client: TestClient, source: Source) -> None:
    said = next(each for each in whole(source).actors() if each.speaker)
    assert page(client, address("speakers", said.id or said.name)).xpath("//ol[@class='claims']/li")
    outlet = next(iter(whole(source).outlets()))
    shown = page(client, address("outlets", outlet.name))
    assert len(shown.xpath("//ul[@class='articles']/li")) == min(outlet.articles, 50)
    page(client, "/outlets/nowhere", status=404)


@pytest.mark.parametrize("asked", ["?on=yesterday", "?days=0", "?status=true", "?at=x"])
def test_what_the_network_is_wrongly_asked_is_said_so(client: TestClient, asked: str) -> None:
    assert client.get(f"/network{asked}").status_code in (400, 422)


def test_the_table_of_the_map_has_every_place_and_its_precision(client: TestClient, source: Source) -> None:
    told = list(whole(source).places())
    assert {one.precision for one in told} >= {"town", "none"}
    assert all(one.lat is None for one in told if one.precision in ("country", "none"))
    assert len(page(client, "/map").xpath("//tbody/tr")) == min(len(told), 50)
