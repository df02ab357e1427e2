"""Answers have the shape of the command line's JSON Lines, come in pages, carry entity tags, and tell of every failure in one shape."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi import FastAPI
from starlette.testclient import TestClient

from khabar.cli import commands
from khabar.desk.api.bounds import BODY
from khabar.desk.api.models.coding import LONGEST
from khabar.records.spans import Quote, assert_span

FIRST, SECOND = "لواء الضفتين", "كتائب وادي الزيتون"
Lines = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def lines(ledger_file: Any) -> Lines:
    """What a command prints, piped."""

    def run(*words: str) -> list[dict[str, Any]]:
        done = CliRunner().invoke(commands, [*words, "--db", str(ledger_file), "--format", "jsonl"])
        assert done.exit_code == 0, done.output
        return [json.loads(one) for one in done.stdout.splitlines()]

    return run


def items(ask: TestClient, path: str) -> list[dict[str, Any]]:
    """All items of a list, page by page, seven at a time."""
    found: list[dict[str, Any]] = []
    where = f"{path}{'&' if '?' in path else '?'}limit=7"
    while where:
        answer = ask.get(where)
        assert answer.status_code == 200, answer.text
        found += answer.json()["items"]
        where = path.partition("?")[0] + answer.links["next"]["url"] if answer.json()["next"] else ""
    return found


@pytest.mark.parametrize(
    ("words", "path"),
    [
        pytest.param(["claims"], "/claims", id="claims"),
        pytest.param(["claims", "--type", "ASSAULT", "--status", "denied"], "/claims?type=ASSAULT&status=denied", id="claims-by-type-and-status"),
        pytest.param(["claims", "--text", '"إطلاق النار"'], '/claims?text="إطلاق النار"', id="claims-by-words"),
        pytest.param(["claims", "--between", FIRST, SECOND], f"/claims?between={FIRST}&between={SECOND}", id="claims-between-two"),
        pytest.param(["claims", "--published", "2018", "--order", "published"], "/claims?published=2018&order=published", id="claims-by-day"),
        pytest.param(["dyad", FIRST, SECOND], f"/dyads/{FIRST}/{SECOND}?order=event&oldest_first=true", id="dyad"),
        pytest.param(["actor", FIRST], f"/actors/{FIRST}/claims", id="actor"),
        pytest.param(["copies"], "/copies", id="copies"),
        pytest.param(["occurrences"], "/occurrences", id="occurrences"),
        pytest.param(["occurrences", "--disputed"], "/occurrences?disputed=true", id="disputed"),
        pytest.param(["occurrences", "--actor", FIRST, "--oldest-first"], f"/occurrences?actor={FIRST}&oldest_first=1", id="occurrences-of-one"),
        pytest.param(["contradictions"], "/contradictions", id="contradictions"),
        pytest.param(["predictions", "--on", "2026-01-01"], "/predictions?on=2026-01-01", id="predictions"),
        pytest.param(["predictions", "--due", "--on", "2026-01-01"], "/predictions?state=due&on=2026-01-01", id="due-predictions"),
        pytest.param(["predictions", "--records", "--on", "2026-01-01"], "/records?on=2026-01-01", id="records"),
        pytest.param(["relation", FIRST, SECOND], f"/dyads/{FIRST}/{SECOND}/relation", id="relation"),
        pytest.param(["network", "--on", "2018-12-31", "--days", "4000"], "/network?on=2018-12-31&days=4000", id="network"),
    ],
)
def test_lists_hold_what_the_command_prints(ask: TestClient, lines: Lines, words: list[str], path: str) -> None:
    printed = lines(*words)
    assert items(ask, path) == printed
    assert printed or words[0] == "network"  # the samples' actors are invented: nobody of the who's who deals with another


def test_an_article_is_what_the_command_prints(ask: TestClient, lines: Lines) -> None:
    article = ask.get("/articles?limit=1").json()["items"][0]["id"]
    first, *claims = lines("article", article)
    assert ask.get(f"/articles/{article}").json() == first
    assert items(ask, f"/articles/{article}/claims") == claims


def test_an_occurrence_is_what_the_command_prints(ask: TestClient, lines: Lines) -> None:
    one = ask.get("/occurrences?disputed=true&limit=1").json()["items"][0]["id"]
    printed = lines("occurrence", one)
    assert ask.get(f"/occurrences/{one}").json() == printed[0]
    conflicts = items(ask, f"/occurrences/{one}/contradictions")
    assert conflicts
    assert [*conflicts, *items(ask, f"/occurrences/{one}/claims")] == printed[1:]


def test_likeness_is_what_the_command_prints(ask: TestClient, lines: Lines) -> None:
    one = ask.get("/contradictions?limit=1").json()["items"][0]
    pair = one["first"]["claim"], one["second"]["claim"]
    told = ask.get(f"/likeness?first={pair[0]}&second={pair[1]}").json()
    assert told["together"]
    assert told["features"] == lines("occurrence", one["occurrence"], "--why", *pair)


def test_the_text_holds_what_its_spans_name(ask: TestClient) -> None:
    for article in items(ask, "/articles"):
        told = ask.get(f"/articles/{article['id']}/text").json()
        assert told["media"] in ("text", "html")
        by_claim = {(one["claim"], one["role"], one["start"], one["end"]) for one in told["spans"]}
        for claim in items(ask, f"/articles/{article['id']}/claims"):
            for role, quote in (("quote", claim["quote"]), ("cue", claim["event"]["cue"])):
                assert_span(told["text"], Quote(**quote))
                assert (claim["id"], role, quote["start"], quote["end"]) in by_claim


def test_who_speaks_publishes_and_where(ask: TestClient) -> None:
    claims = items(ask, "/claims")
    outlets = items(ask, "/outlets")
    assert {one["name"] for one in outlets} == {claim["outlet"] for claim in claims if claim["outlet"]}
    assert ask.get(f"/outlets/{outlets[0]['name']}").json() == outlets[0]
    assert {one["name"] for one in items(ask, "/places")} == {claim["place"]["name"] for claim in claims if claim["place"]}
    speakers = items(ask, "/speakers")
    assert speakers
    told = ask.get(f"/speakers/{speakers[0]['name']}").json()
    assert {name: told[name] for name in speakers[0]} == speakers[0]
    assert {one["name"] for one in items(ask, "/actors")} >= {party["name"] for claim in claims for party in claim["actor"]}


@pytest.mark.parametrize(
    ("name", "known"), [pytest.param("سوريا", "syria", id="of-the-who-is-who"), pytest.param(FIRST, None, id="of-the-ledger-alone")]
)
def test_an_actor_is_told_by_any_name(ask: TestClient, name: str, known: str | None) -> None:
    told = ask.get(f"/actors/{name}").json()
    assert told["id"] == known
    assert bool(told["names"]) == bool(known)


def test_what_has_not_changed_is_not_sent_again(ask: TestClient) -> None:
    first = ask.get("/claims?type=ASSAULT")
    again = ask.get("/claims?type=ASSAULT", headers={"If-None-Match": f'W/{first.headers["etag"]}, "other"'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = ask.get("/claims?type=ACCUSE", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    assert other.headers["etag"] != first.headers["etag"]


def test_a_judgement_changes_the_tag_and_as_of_the_time_before_does_not(post: TestClient) -> None:
    before = post.get("/claims")
    claim = before.json()["items"][0]
    then = claim["learned"]
    old = post.get("/claims", params={"as_of": then}).json()["items"]
    made = post.post("/judgements", json={"kind": "reject", "claim": claim["id"], "reason": "a plan", "reviewer": "نور"})
    assert made.status_code == 201
    after = post.get("/claims", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert claim["id"] not in {one["id"] for one in after.json()["items"]}
    assert post.get("/claims?all=true&limit=1").json()["items"][0]["judgement"]["kind"] == "reject"
    assert post.get("/claims", params={"as_of": then}).json()["items"] == old


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        pytest.param("/claims/0123456789abcdef", 404, "no claim", id="no-such-claim"),
        pytest.param("/claims/none", 422, "path.claim", id="no-id"),
        pytest.param("/articles/0123456789abcdef", 404, "no article", id="no-such-article"),
        pytest.param("/actors/فلان", 404, "nobody in the ledger", id="nobody"),
        pytest.param("/claims?outlet=فلان", 404, "no article in the ledger is from فلان", id="no-such-outlet"),
        pytest.param("/claims?mode=ASSAULT/aerail", 409, "there is no mode ASSAULT/aerail", id="no-such-mode"),
        pytest.param("/claims?country=SYQ", 409, "there is no country SYQ", id="no-such-country"),
        pytest.param("/claims?actor=لواء الضفتينن", 404, "did you mean لواء الضفتين?", id="a-name-that-is-near"),
        pytest.param("/claims?limit=501", 422, "query.limit", id="too-many"),
        pytest.param("/claims?limit=0", 422, "query.limit", id="too-few"),
        pytest.param("/claims?happened=2015-02-30", 422, "query.happened", id="no-day"),
        pytest.param("/claims?happened=2017..2016", 409, "no stretch of days", id="a-stretch-that-ends-before-it-begins"),
        pytest.param("/claims?between=سوريا", 409, "between", id="one-of-two"),
        pytest.param("/claims?cursor=event::5", 409, "no cursor of this query", id="a-cursor-of-another-order"),
        pytest.param("/occurrences?cursor=0123456789abcdef", 409, "no cursor", id="a-cursor-of-nothing"),
        pytest.param("/claims?actr=x", 422, "query.actr", id="a-filter-that-there-is-not"),
        pytest.param("/claims?text=" + "س" * 301, 422, "query.text", id="a-text-that-is-too-long"),
        pytest.param("/claims?as_of=0001-01-01T00:00:00%2B14:00", 409, "no day and no instant", id="before-all-time"),
        pytest.param("/elsewhere", 404, "Not Found", id="no-such-address"),
        pytest.param("/judgements/5", 404, "no judgement", id="no-such-judgement"),
    ],
)
def test_failures_have_one_shape(ask: TestClient, path: str, status: int, told: str) -> None:
    answer = ask.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem.keys() == {"type", "title", "status", "detail", "mend", "wrong"}
    assert told in f"{problem['detail']} {problem['mend']}"


def test_a_method_that_is_not_taken_is_answered_with_those_that_are(ask: TestClient) -> None:
    answer = ask.delete("/judgements")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, POST")


JUDGED: list[Any] = [
    pytest.param({"kind": "accept"}, "one", id="accept"),
    pytest.param({"kind": "reject"}, "one", id="reject"),
    pytest.param({"kind": "correct", "fields": {"status": "denied"}}, "one", id="correct"),
    pytest.param({"kind": "same"}, "two", id="same"),
    pytest.param({"kind": "different"}, "two", id="different"),
    pytest.param({"kind": "merge", "first": FIRST, "second": "اللواء"}, "none", id="merge"),
    pytest.param({"kind": "split", "first": FIRST, "second": SECOND}, "none", id="split"),
    pytest.param({"kind": "outcome", "verdict": "did-not"}, "prediction", id="outcome"),
]


@pytest.mark.parametrize(("body", "of"), JUDGED)
def test_every_kind_of_judgement_is_taken_and_kept(post: TestClient, body: dict[str, Any], of: str) -> None:
    claims = [one["id"] for one in post.get("/claims").json()["items"]]
    about = {"one": {"claim": claims[0]}, "two": {"first": claims[0], "second": claims[1]}, "none": {}}
    about["prediction"] = {"claim": post.get("/predictions?limit=1").json()["items"][0]["claim"]}
    made = post.post("/judgements", json={**body, **about[of], "reason": "read with the page", "reviewer": "نور"})
    assert made.status_code == 201, made.text
    kept = made.json()
    assert (kept["kind"], kept["reviewer"], kept["reason"]) == (body["kind"], "نور", "read with the page")
    assert post.get(made.headers["location"]).json() == kept
    assert post.get("/judgements").json()["items"] == [kept]
    if "claim" in about[of]:
        assert post.get(f"/claims/{about[of]['claim']}/judgements").json()["items"] == [kept]
    assert post.get("/runs?limit=1").json()["items"][0]["command"] == f"POST /judgements {body['kind']}"


def test_both_ways_take_the_same_kinds_of_judgement() -> None:
    told = next(command for name, command in commands.commands.items() if name == "review").help or ""
    assert {kind for one in JUDGED if (kind := one.values[0]["kind"]) not in told} == set()


def test_a_correction_is_shown_beside_what_was_coded(post: TestClient) -> None:
    claim = post.get("/claims?status=occurred&limit=1").json()["items"][0]["id"]
    fields = {"status": "denied", "mode": "none", "time": "2015-06", "place": "none"}
    post.post("/judgements", json={"kind": "correct", "claim": claim, "fields": fields, "reason": "a negation was missed"})
    told = post.get(f"/claims/{claim}").json()
    assert told["status"] == "denied"
    assert told["changed"]["status"] == {"coded": "occurred", "corrected": "denied"}
    assert told["time"]["start"] == "2015-06-01"


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        pytest.param({"kind": "reject", "claim": "0123456789abcdef", "reason": "x"}, 409, "there is no claim", id="no-such-claim"),
        pytest.param({"kind": "reject", "claim": "0123456789abcdef", "reason": " "}, 422, "reason", id="without-a-reason"),
        pytest.param({"kind": "correct", "claim": "0123456789abcdef", "reason": "x", "fields": {}}, 422, "fields", id="a-correction-of-nothing"),
        pytest.param({"kind": "praise", "claim": "0123456789abcdef", "reason": "x"}, 422, "kind", id="no-such-kind"),
        pytest.param({"kind": "merge", "first": FIRST, "second": FIRST, "reason": "x"}, 409, "named twice", id="one-name-twice"),
        pytest.param({"kind": "merge", "first": "فلان", "second": "علان", "reason": "x"}, 409, "nobody in the ledger", id="nobody"),
        pytest.param([], 422, "body", id="a-list"),
    ],
)
def test_what_is_no_judgement_is_refused_and_leaves_nothing(post: TestClient, body: Any, status: int, told: str) -> None:
    answer = post.post("/judgements", json=body)
    assert answer.status_code == status
    assert told in answer.json()["detail"]
    assert post.get("/judgements").json()["items"] == []


def test_a_claim_that_predicts_nothing_has_no_outcome(post: TestClient) -> None:
    claim = post.get("/claims?status=occurred&limit=1").json()["items"][0]["id"]
    answer = post.post("/judgements", json={"kind": "outcome", "claim": claim, "verdict": "did-not", "reason": "x"})
    assert (answer.status_code, answer.json()["detail"]) == (409, f"claim {claim} predicts nothing")


def test_who_posts_without_a_name_is_who_runs_the_desk(post: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_REVIEWER", "سلمى")
    made = post.post("/judgements", json={"kind": "merge", "first": FIRST, "second": "اللواء", "reason": "one group"})
    assert made.json()["reviewer"] == "سلمى"


PAGE = "نقابة الصيادين تعلن الإضراب\n\nاعتقلت شرطة الميناء يوم الأحد ثلاثة من أعضاء نقابة الصيادين قرب السوق القديم."


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"text": PAGE, "published": "2015-06-02"}, id="text"),
        pytest.param({"html": f"<html><body><article><h1>نقابة الصيادين تعلن الإضراب</h1><p>{PAGE[29:]}</p></article></body></html>"}, id="source"),
    ],
)
def test_a_text_is_coded_and_nothing_stored(post: TestClient, given: dict[str, str]) -> None:
    before = post.get("/claims").headers["etag"], post.get("/runs").headers["etag"]
    told = post.post("/code", json=given)
    assert told.status_code == 200
    text = given.get("text") or given["html"]
    assert told.json()["article"]["kind"] == "article"
    assert told.json()["claims"]
    assert all(text[one["quote"]["start"] : one["quote"]["end"]] == one["quote"]["text"] for one in told.json()["claims"])
    assert (post.get("/claims").headers["etag"], post.get("/runs").headers["etag"]) == before


def test_a_text_of_no_day_is_refused_as_in_an_input_line(ask: TestClient) -> None:
    told = ask.post("/code", json={"text": PAGE, "published": "2024-W23"})
    assert (told.status_code, told.json()["detail"]) == (409, "this is no page: `published` is no day: '2024-W23'")


def test_a_text_that_is_dropped_says_why(ask: TestClient) -> None:
    told = ask.post("/code", json={"text": "Not one word of this page is in Arabic."}).json()
    assert (told["article"], told["claims"], told["dropped"]["reason"]) == (None, [], "not-arabic")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(json.dumps({"text": "س" * (LONGEST + 1)}), 422, id="too-long"),
        pytest.param(json.dumps({"text": "س" * BODY}), 413, id="far-too-long"),
        pytest.param('{"text": "\\ud800"}', 422, id="half-a-letter"),
        pytest.param(json.dumps({"text": "%PDF-1.7 \0"}), 409, id="no-text"),
        pytest.param(json.dumps({"text": "نص", "html": "نص"}), 422, id="both"),
        pytest.param('{"text": ', 400, id="no-json"),
    ],
)
def test_what_is_no_text_is_refused(ask: TestClient, body: str, status: int) -> None:
    answer = ask.post("/code", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_a_body_without_end_is_not_read(ask: TestClient) -> None:
    """Sent in pieces, without its length."""
    taken = 0

    def pieces() -> Any:
        nonlocal taken
        for _ in range(1000):
            taken += 1
            yield b" " * 100_000

    answer = ask.post("/code", content=pieces(), headers={"content-type": "application/json"})
    assert answer.status_code == 413


def test_a_desk_without_a_coder_says_so(written: FastAPI) -> None:
    written.state.code = None
    answer = TestClient(written).post("/code", json={"text": PAGE})
    assert (answer.status_code, answer.json()["detail"]) == (503, "this desk codes nothing")


def test_a_database_that_fails_is_told_from_a_request_that_does(written: FastAPI, post: TestClient) -> None:
    with written.state.held.reader().engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE claim_record")
    answer = post.get("/claims")
    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
    assert answer.json()["detail"].startswith("the database failed")


def test_the_desk_holds_the_api_under_its_address(client: TestClient) -> None:
    answer = client.get("/api/claims?limit=1")
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get("/api/nothing").headers["content-type"] == "application/problem+json"
    assert client.get("/api/openapi.json").json()["servers"] == [{"url": "/api"}]
