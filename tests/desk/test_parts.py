"""Long articles by parts: nothing is lost, and no part is too long."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from khabar.arabic.markup import Clean, clean
from khabar.desk.app import create_app
from khabar.desk.pages.article import view
from khabar.desk.parts import CLAIMS, LETTERS, bounded, parts, slices
from khabar.desk.settings import Settings
from khabar.desk.source import Lately
from khabar.ledger.writer import running
from khabar.records.claim import Claim
from khabar.records.spans import Span
from tests.desk.look import page
from tests.ledger import pages as made

MANY = 5000


def whole(text: str) -> Clean:
    return clean(text, Span(0, len(text)), "text")


@pytest.mark.parametrize(
    ("text", "sentences", "sizes"),
    [
        pytest.param("", [], [0], id="nothing"),
        pytest.param("كلمة " * 10, [0], [50], id="short"),
        pytest.param("كلمتان " * 2000, [], [11_998, 2002], id="long-cut-between-words"),
        pytest.param("م" * (LETTERS + 1), [], [LETTERS, 1], id="one-endless-word"),
        pytest.param("كلمة " * 100, [5 * at for at in range(CLAIMS + 2)], [5 * CLAIMS, 500 - 5 * CLAIMS], id="many-claims-cut-before-a-sentence"),
        pytest.param("كلمة " * 100, [0] * (3 * CLAIMS), [500], id="many-claims-of-one-sentence"),
    ],
)
def test_a_paragraph_is_cut(text: str, sentences: list[int], sizes: list[int]) -> None:
    found = slices(whole(text), sentences)
    assert [len(one.text) for one in found] == sizes
    assert "".join(one.text for one in found) == text
    assert [at for one in found for at in one.offsets] == list(range(len(text)))


def test_folded_lines_are_bounded() -> None:
    assert bounded(("سطر",)) == (("سطر",), True)
    assert bounded(("سطر",) * LETTERS) == (("سطر",) * (LETTERS // 2 // 3), False)


@pytest.fixture(scope="module")
def crowded(ledger_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, str, dict[str, Claim]]]:
    """A desk on a ledger with one article of 5,000 claims, a sentence each."""
    path = shutil.copy(ledger_file, tmp_path_factory.mktemp("crowded") / "own.db")
    of = made.page("".join(f"اتهم مجلس البلدة شركة الماء بقطع الخدمة رقم{number:05}. " for number in range(MANY)), "crowded.txt")
    claims = [made.claim(of, f"رقم{number:05}", actor=made.party(of, "مجلس البلدة")) for number in range(MANY)]
    app = create_app(Settings(str(path)))
    with running(app.state.source.reader().engine, "test", "test") as writer:
        made.store(writer, of, *claims)
    app.state.source._rested = float("inf")  # 5,000 claims that are all alike take long to group into occurrences, which is not asked here
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client, app.state.source.reader().newest(1)[0].id, {one.id: one for one in claims}


def test_an_article_of_many_claims_is_read_by_parts_that_lose_none(crowded: tuple[TestClient, str, dict[str, Claim]]) -> None:
    client, article, claims = crowded
    told = view(client.app.state.source.reader(), article, Lately(None, None, current=False))  # type: ignore[attr-defined]
    assert told.reading is not None
    split = parts(told.reading.blocks)
    assert [one.id for part in split for block in part for one in block.claims] == list(claims)
    for at in (1, 2, len(split)):
        address = f"/articles/{article}?part={at}"
        assert len(client.get(address).content) < 150_000
        shown = page(client, address, "en")
        assert shown.xpath("//*[@class='card']/@id") == [f"c-{one.id}" for block in split[at - 1] for one in block.claims]
        assert bool(shown.xpath("//main//a[@rel='next']")) == (at < len(split))


def test_a_claim_leads_to_its_part(crowded: tuple[TestClient, str, dict[str, Claim]]) -> None:
    client, article, claims = crowded
    last = list(claims)[-1]
    shown = page(client, f"/claims/{last}", "en")
    assert len(client.get(f"/claims/{last}").content) < 150_000
    link = f"/articles/{article}?claim={last}"
    assert f"{link}#c-{last}" in shown.xpath("//figcaption//a/@href")
    assert page(client, link).xpath(f"//*[@id='c-{last}']")


def test_a_part_that_there_is_not_is_said_so(crowded: tuple[TestClient, str, dict[str, Claim]]) -> None:
    client, article, _ = crowded
    for part in (0, -1, 10**6):
        page(client, f"/articles/{article}?part={part}", "en", status=404)
    page(client, f"/articles/{article}?part=x", "en", status=422)
