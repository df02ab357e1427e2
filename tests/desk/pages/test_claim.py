"""The page of a claim."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml.html import HtmlElement
from starlette.testclient import TestClient

from khabar.desk.app import create_app
from khabar.desk.fragments import reason
from khabar.desk.pages.claim import view
from khabar.desk.reasons import told
from khabar.desk.settings import Settings
from khabar.desk.source import Lately, Source
from khabar.desk.words import LANGUAGES, Language, words
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.reviews import Reviewer, judge
from khabar.ledger.stored import StoredClaim
from khabar.ledger.words import sentence
from khabar.ledger.writer import running
from tests.desk.look import page, text

NOTHING = Lately(None, None, current=False)


def first(reader: Reader, query: Query) -> StoredClaim:
    return reader.claims(query, 1).claims[0]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(statuses=("denied",)),
        Query(statuses=("conditional",)),
        Query(happened=None, countries=("SYR",)),
        Query(types=("ASSAULT",), order="event"),
    ],
    ids=["newest", "denied", "conditional", "placed", "dated"],
)
def test_it_is_sound_and_small(client: TestClient, reader: Reader, query: Query, language: str) -> None:
    one = first(reader, query)
    shown = page(client, f"/claims/{one.id}", language)
    assert sentence(one.claim.event.cue.text, one.media) in text(shown.xpath("//h1")[0])
    assert len(client.get(f"/claims/{one.id}").content) < 150_000


def test_every_claim_has_a_page_with_its_cue_marked_in_its_sentence(reader: Reader) -> None:
    for one in reader.every(Query()):
        place = view(reader, one.id, NOTHING, "").place
        assert place is not None, one.id
        cue = "".join(run.text for run in place.runs if "cue" in run.roles)
        assert cue == sentence(one.claim.event.cue.text, one.media), one.id


def test_the_chain_runs_from_the_nearest_speaker_to_the_reader(client: TestClient, reader: Reader) -> None:
    one = next(each for each in reader.every(Query()) if len(each.claim.attribution) > 2)
    people = [text(at) for at in page(client, f"/claims/{one.id}", "en").xpath("//ol[@class='chain']/li/a")]
    assert people == [link.name for link in one.claim.attribution]


def reasons(client: TestClient, claim: str, language: str) -> HtmlElement:
    found: HtmlElement = page(client, f"/claims/{claim}", language).xpath("//section[@aria-labelledby='why']/ul")[0]
    return found


def test_the_reasons_are_told_in_the_readers_language(client: TestClient, reader: Reader) -> None:
    one = first(reader, Query(happened=None, types=("ASSAULT",)))
    english, arabic = reasons(client, one.id, "en"), reasons(client, one.id, "ar")
    assert (english.get("lang"), english.get("dir")) == ("en", "ltr")
    assert [text(at) for at in english] == [" ".join(line.split()) for line in one.claim.why]
    assert [text(at) for at in arabic] == [" ".join(told(line, "ar").split()) for line in one.claim.why]
    assert (arabic.get("lang"), arabic.get("dir")) == (None, None)
    score = f"{one.claim.coder.score:.2f}"
    assert {(at.get("dir"), at.get("lang")) for at in arabic.xpath(f".//bdi[.='{score}']")} == {("ltr", "en")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_is_shown_as_text(language: Language) -> None:
    shown = str(reason(words(language), "cue: «<script>alert(1)</script>», score 0.99; lexicon: none"))
    assert "<script" not in shown
    assert "&lt;" in shown


def test_the_occurrence_is_told_once_it_is_worked_out(client: TestClient, source: Source, reader: Reader) -> None:
    source.catch_up(reader)
    lately = source.lately(reader)
    assert lately.standing is not None
    found = next(one for one in lately.standing.occurrences if len(one.claims) > 2)
    told = view(reader, found.claims[1], lately, "")
    assert told.occurrence is not None
    assert (told.occurrence.id, told.others[0].id) == (found.id, found.claims[0])
    assert view(reader, found.claims[1], NOTHING, "").occurrence is None
    assert page(client, f"/claims/{found.claims[1]}").xpath(f"//a[@href='/occurrences/{found.id}']")


def test_it_is_cited_in_three_forms(client: TestClient, reader: Reader) -> None:
    one = first(reader, Query())
    address = f"http://127.0.0.1/claims/{one.id}"
    plain, bibtex, jsonld = page(client, f"/claims/{one.id}", "en").xpath("//section[@class='cite']//pre/text()")
    assert all(part in plain for part in (one.claim.quote.text, one.outlet or "", one.published_start or "", address))
    assert "lang=" not in plain
    assert re.fullmatch(rf"@misc\{{khabar-{one.id},\n(?:  \w+ = \{{.*\}},\n)+\}}", bibtex)
    assert json.loads(jsonld)["id"] == f"urn:khabar:claim:{one.id}"


@pytest.fixture
def judged(ledger_file: Path, tmp_path: Path) -> Iterator[tuple[TestClient, Source]]:
    """A desk on a ledger of its own, to be judged."""
    app = create_app(Settings(str(shutil.copy(ledger_file, tmp_path / "own.db"))))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client, app.state.source


def say(source: Source, claim: str, kind: str, reason: str, fields: tuple[str, ...] = ()) -> None:
    with running(source.reader().engine, "test", "test") as writer:
        judge(writer, claim, kind, Reviewer("نور <b>", reason), fields, lambda _: None)  # type: ignore[arg-type]


def test_judgements_stand_with_what_they_changed_and_what_superseded_them(judged: tuple[TestClient, Source]) -> None:
    client, source = judged
    one = first(source.reader(), Query(statuses=("occurred",)))
    say(source, one.id, "correct", "a negation <script>alert(1)</script>", ("status=denied",))
    say(source, one.id, "accept", "it was right")
    say(source, one.id, "correct", "no, it was not", ("status=denied",))
    shown = page(client, f"/claims/{one.id}", "en")
    history = [text(at) for at in shown.xpath("//section[@aria-labelledby='history']//li")]
    assert ["(superseded by a later one)" in at for at in history] == [True, True, False]
    assert "a negation <script>alert(1)</script>" in history[0]
    assert [text(at) for at in shown.xpath("//del")] == ["it was: occurred"]
    assert "corrected by a reviewer" in text(shown)


def test_a_rejected_claim_is_shown_as_rejected(judged: tuple[TestClient, Source]) -> None:
    client, source = judged
    one = first(source.reader(), Query())
    say(source, one.id, "reject", "a plan")
    source.catch_up(source.reader())
    shown = text(page(client, f"/claims/{one.id}", "en"))
    assert "rejected by a reviewer" in shown
    assert "A rejected claim counts towards no occurrence." in shown


@pytest.mark.parametrize("uid", ["0000000000000000", "x", "'; DROP TABLE claim; --", "<script>alert(1)</script>", "a" * 3000])
def test_an_id_that_there_is_not_is_said_so(client: TestClient, uid: str) -> None:
    answer = client.get(f"/claims/{uid.replace('/', '%2F')}")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text
