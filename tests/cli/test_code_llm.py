"""`khabar code --coder llm` against a real server: what is sent, what is taken, and what is told when an answer cannot be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from llm_server import Answer, Json, claims, serving

from khabar import mentions, pipeline
from khabar.claims.llm import Endpoint, LanguageModel
from khabar.pipeline import Coded
from khabar.records.capture import Capture, Dropped, Fault
from khabar.records.spans import Quote, assert_span

Run = Callable[..., Result]
SENTENCE = "اعتقلت شرطة الميناء يوم الأحد ثلاثة من أعضاء نقابة الصيادين قرب السوق القديم."
SAID: Json = {
    "quote": SENTENCE, "cue": "اعتقلت", "type": "COERCE", "mode": "arrest", "status": "occurred",
    "actor": [{"name": "شرطة الميناء", "kind": "ORG"}], "recipient": [{"name": "ثلاثة من أعضاء نقابة الصيادين", "kind": "NOM"}],
    "speakers": [], "time": "يوم الأحد", "place": "السوق القديم", "condition": None,
}  # fmt: skip
STRUCK: Json = SAID | {
    "quote": "وقال الناطق باسم النقابة نادر السهيل إن الشرطة ضربت المعتقلين.", "cue": "ضربت", "type": "ASSAULT",
    "mode": "beat", "time": None, "place": None,
    "actor": [{"name": "الشرطة", "kind": "ORG"}], "recipient": [{"name": "المعتقلين", "kind": "NOM"}],
    "speakers": [{"name": "نادر السهيل", "kind": "PER"}],
}  # fmt: skip
GOOD = Answer(claims(SAID, STRUCK))


def page(path: Path) -> Capture:
    (found,) = pipeline.read([str(path)])
    assert isinstance(found, Capture)
    return found


def coded(path: Path, url: str, **settings: Any) -> Coded | Dropped | Fault:
    return pipeline.code_by(LanguageModel(Endpoint(url, "a-model", **{"backoff": 0.01, "timeout": 20.0, **settings})), page(path))


# --- what is taken


@pytest.mark.parametrize("fence", ["{}", "```json\n{}\n```", "\n {} \n"], ids=["bare", "fenced", "blanks around"])
def test_claims_are_resolved_and_have_our_offsets(good: Path, fence: str) -> None:
    with serving(Answer(fence.replace("{}", claims(SAID, STRUCK)))) as server:
        found = coded(good, server.url)
    assert isinstance(found, Coded)
    assert [(c.event.type, c.event.mode, c.status, c.event.cue.text) for c in found.claims] == [
        ("COERCE", "arrest", "occurred", "اعتقلت"), ("ASSAULT", "beat", "occurred", "ضربت"),
    ]  # fmt: skip
    for claim in found.claims:
        for quote in (claim.quote, claim.event.cue, *(Quote(e.start, e.end, e.mention) for e in claim.actor + claim.recipient)):
            assert_span(found.capture.text, quote)
    assert [link.name for link in found.claims[1].attribution] == ["نادر السهيل"]
    assert found.claims[0].time is not None
    assert found.claims[0].time.start == "2015-05-31"
    assert found.dropped == ()


def test_the_record_says_which_model_coded_it(good: Path) -> None:
    with serving(GOOD) as server:
        found = coded(good, server.url)
    assert isinstance(found, Coded)
    coder = found.claims[0].coder
    assert (coder.name, coder.version.partition(",")[0], coder.score) == ("llm", "a-model", 0.0)
    assert found.claims[0].why[0].startswith("coded by a-model")
    assert not any("score" in told for told in found.claims[0].why)


LIES: dict[str, tuple[object, str]] = {
    "an invented quote": (SAID | {"quote": "قتلت شرطة الميناء الصيادين جميعا."}, "quote-not-in-text"),
    "a quote that is nearly right": (SAID | {"quote": SENTENCE.replace("ثلاثة", "أربعة")}, "quote-not-in-text"),
    "an empty quote": (SAID | {"quote": " "}, "quote-not-in-text"),
    "a cue of another sentence": (SAID | {"cue": "ضربت"}, "cue-not-in-quote"),
    "a part of a word as cue": (SAID | {"cue": "عتقل"}, "cue-not-in-quote"),
    "a translated name": (SAID | {"actor": [{"name": "Port police", "kind": "ORG"}]}, "words-not-in-text"),
    "a completed name": (SAID | {"actor": [{"name": "شرطة ميناء بيروت", "kind": "ORG"}]}, "words-not-in-text"),
    "an invented speaker": (SAID | {"speakers": [{"name": "وكالة الساحل", "kind": "ORG"}]}, "words-not-in-text"),
    "an invented time": (SAID | {"time": "عام 1999"}, "words-not-in-text"),
    "an invented condition": (SAID | {"status": "conditional", "condition": "إذا تكرر ذلك"}, "words-not-in-text"),
    "an unknown type": (SAID | {"type": "ARREST"}, "unknown-value"),
    "a mode of another type": (SAID | {"mode": "aerial"}, "unknown-value"),
    "an unknown status": (SAID | {"status": "true"}, "unknown-value"),
    "an unknown kind": (SAID | {"actor": [{"name": "شرطة الميناء", "kind": "police"}]}, "unknown-value"),
    "neither side": (SAID | {"actor": [], "recipient": []}, "no-side"),
    "no cue": ({k: v for k, v in SAID.items() if k != "cue"}, "malformed"),
    "names as text": (SAID | {"actor": "شرطة الميناء"}, "malformed"),
    "no object": ("اعتقلت", "malformed"),
    "half a letter": (SAID | {"quote": "\ud800"}, "quote-not-in-text"),
}


@pytest.mark.parametrize(("lie", "reason"), LIES.values(), ids=LIES)
def test_a_lie_is_dropped_with_its_reason_and_the_rest_stays(good: Path, lie: Any, reason: str) -> None:
    with serving(Answer(claims(lie, STRUCK))) as server:
        found = coded(good, server.url)
    assert isinstance(found, Coded)
    assert [(one.capture, one.reason) for one in found.dropped] == [(found.capture.id, reason)]
    assert [c.event.cue.text for c in found.claims] == ["ضربت"]


def test_a_name_is_found_behind_its_particles(good: Path) -> None:
    said = STRUCK | {"quote": "وقال الناطق باسم النقابة نادر السهيل إن الشرطة ضربت المعتقلين.", "speakers": [{"name": "اسم النقابة", "kind": "ORG"}]}
    with serving(Answer(claims(said))) as server:
        found = coded(good, server.url)
    assert isinstance(found, Coded)
    assert [one.name for one in found.claims[0].attribution] == ["اسم النقابة"]


# --- what is sent


def test_what_is_sent_is_the_article_a_prompt_and_a_form(good: Path) -> None:
    with serving(GOOD) as server:
        coded(good, server.url, key="secret")
        (asked,) = server.asked
        assert server.keys == ["Bearer secret"]
    system, passage = (message["content"] for message in asked["messages"])
    assert "REQUEST" in system
    assert SENTENCE in passage
    assert (asked["model"], asked["stream"], asked["response_format"]["type"]) == ("a-model", False, "json_schema")


def test_a_server_that_knows_no_schema_is_asked_for_plain_json(good: Path) -> None:
    with serving(Answer(status=400), GOOD) as server:
        found = coded(good, server.url)
        assert ["response_format" in asked for asked in server.asked] == [True, False]
    assert isinstance(found, Coded)
    assert len(found.claims) == 2


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_or_failing_server_is_asked_again(good: Path, status: int) -> None:
    with serving(Answer(status=status), Answer(status=status, headers={"Retry-After": "0"}), GOOD) as server:
        found = coded(good, server.url)
        assert len(server.asked) == 3
    assert isinstance(found, Coded)


# --- what cannot be used

FAILURES: dict[str, tuple[Answer, str]] = {
    "malformed JSON": (Answer('{"claims": [{"quote": "'), "is not JSON"),
    "talk": (Answer("Here are the claims that I found."), "is not JSON"),
    "another object": (Answer('{"events": []}'), "no list of claims"),
    "a list": (Answer("[]"), "no list of claims"),
    "a refusal": (Answer(refusal="I cannot help with that."), "refuses: I cannot help with that."),
    "a filter": (Answer("", finish="content_filter"), "refuses: filtered"),
    "cut off": (Answer(claims(SAID)[:40], finish="length"), "cut off"),
    "empty": (Answer(""), "is empty"),
    "no message": (Answer(body=b'{"choices": []}'), "not of the chat-completions protocol"),
    "not the protocol": (Answer(body=b"<html>hello</html>"), "not of the chat-completions protocol"),
    "streamed though it was not asked": (
        Answer(body=b'data: {"choices": [{"delta": {}}]}\n\ndata: [DONE]\n\n'),
        "not of the chat-completions protocol",
    ),
    "no such key": (Answer(status=401), "answers 401"),
    "moved": (Answer(status=302, headers={"Location": "http://127.0.0.1:9/"}), "answers 302"),
    "always busy": (Answer(status=429), "answers 429"),
    "too long": (Answer(body=b" " * 300_000), "longer than 200,000 bytes"),
    "too slow": (Answer(claims(SAID), pause=0.5), "within 1 seconds"),
}


@pytest.mark.parametrize(("answer", "told"), FAILURES.values(), ids=FAILURES)
def test_an_answer_that_cannot_be_used_is_a_fault_that_names_the_article(good: Path, answer: Answer, told: str) -> None:
    limits = {"timeout": 1.0} if answer.pause else {}
    with serving(answer) as server:
        found = coded(good, server.url, most_bytes=200_000, **limits)
    assert isinstance(found, Fault)
    assert "good.txt" in str(found)
    assert told in found.reason


def test_a_server_that_is_not_there_is_a_fault(good: Path) -> None:
    with serving(GOOD) as server:
        url = server.url
    found = coded(good, url, tries=2)
    assert isinstance(found, Fault)
    assert "cannot be reached" in found.reason


# --- the command


def test_the_run_goes_on_and_ends_with_one(run: Run, good: Path, text: str) -> None:
    other = good.with_name("other.txt")
    other.write_text(text, encoding="utf-8")
    with serving(Answer("no"), Answer(claims(SAID, SAID | {"cue": "ضربت"}))) as server:
        result = run("code", good, other, "--coder", "llm", "--endpoint", server.url, "--model", "m", "--format", "jsonl")
    assert result.exit_code == 1
    assert f"khabar: the text of every article is sent to {server.url}, to be coded by m\n" in result.stderr
    assert "good.txt: the answer is not JSON: no; try a model that keeps to a form" in result.stderr.replace("\n", "")
    assert f"khabar: {other}: claim dropped, cue-not-in-quote: «ضربت»" in result.stderr.replace("\n", "")
    kinds = [json.loads(one) for one in result.stdout.splitlines()]
    assert [(one["kind"], one["capture"]) for one in kinds] == [("article", "other.txt"), ("claim", "other.txt")]
    assert kinds[1]["coder"]["name"] == "llm"


def test_what_a_model_writes_does_no_harm_to_the_terminal(run: Run, good: Path) -> None:
    with serving(Answer(claims(SAID | {"quote": "\x1b[2J\ud800 no"}))) as server:
        result = run("code", good, "--coder", "llm", "--endpoint", server.url, "--model", "m", "--format", "jsonl")
    assert result.exit_code == 0
    assert "claim dropped, quote-not-in-text: «[2J no»" in result.stderr
    assert "1 claims not taken" in result.stderr


def test_several_processes_ask_alike(run: Run, good: Path, text: str) -> None:
    good.with_name("other.txt").write_text(text, encoding="utf-8")
    with serving(GOOD) as server:
        options = ("--coder", "llm", "--endpoint", server.url, "--model", "m", "--format", "jsonl")
        assert run("code", good.parent, *options, "--jobs", 2).stdout == run("code", good.parent, *options).stdout != ""


def test_without_it_nothing_is_sent(run: Run, good: Path) -> None:
    with serving(GOOD) as server:
        result = run("code", good)
        assert server.asked == []
    assert "sent" not in result.stderr


MISUSE: dict[str, tuple[list[str], str]] = {
    "no endpoint": (["--coder", "llm", "--model", "m"], "needs --endpoint and --model"),
    "no model": (["--coder", "llm", "--endpoint", "http://127.0.0.1:9/v1"], "needs --endpoint and --model"),
    "background by a language model": (["--coder", "llm", "--background"], "--background belongs to --coder khabar"),
    "an endpoint for the packaged model": (["--endpoint", "http://127.0.0.1:9/v1"], "--endpoint belongs to --coder llm"),
    "a key that is not there": (
        ["--coder", "llm", "--endpoint", "http://127.0.0.1:9/v1", "--model", "m", "--key-env", "NO_SUCH_KEY"], "NO_SUCH_KEY is not set",
    ),
    "a score that there is not": (
        ["--coder", "llm", "--endpoint", "http://127.0.0.1:9/v1", "--model", "m", "--min-confidence", "0.5"], "have no score",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("options", "told"), MISUSE.values(), ids=MISUSE)
def test_misuse(run: Run, good: Path, options: list[str], told: str) -> None:
    result = run("code", good, *options)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
    assert "is sent" not in result.stderr


def test_names_are_those_of_the_who_s_who(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    sentence = "قصفت داعش مواقع الجيش السوري في حلب أمس، وقتلت عشرين جنديا في هجوم استمر ساعات."
    path.write_text(
        f"قصف في حلب\n\nبيروت - 2 يونيو 2015\n\n{sentence} وقال سكان من المدينة إن المعارك لم تتوقف طوال الليل وإن الطرق مقطوعة.\n", encoding="utf-8"
    )
    said = SAID | {
        "quote": sentence, "cue": "قصفت", "type": "ASSAULT", "mode": None, "time": "أمس", "place": "حلب",
        "actor": [{"name": "داعش", "kind": "ORG"}], "recipient": [{"name": "الجيش السوري", "kind": "ORG"}],
    }  # fmt: skip
    with serving(Answer(claims(said))) as server:
        found = coded(path, server.url)
    assert isinstance(found, Coded)
    resolved = mentions.resolve("الجيش السوري")
    assert resolved is not None
    assert ([e.id for e in found.claims[0].actor], [e.id for e in found.claims[0].recipient]) == (["islamic-state"], list(resolved.ids))
    assert found.claims[0].place is not None
    assert found.claims[0].place.country == "SYR"
