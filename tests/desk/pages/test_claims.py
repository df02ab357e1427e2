"""The search."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from tests.desk.look import page, text


def ids(shown: object) -> list[str]:
    return [at.rpartition("/")[2] for at in shown.xpath("//ol[@class='claims']//blockquote/a/@href")]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("asked", ["", "?type=ASSAULT", "?text=الهدنة&status=denied", "?party=nobody", "?mode=ASSAULT/abduct&all=1&order=event"])
def test_it_is_sound_and_small(client: TestClient, asked: str, language: str) -> None:
    page(client, f"/claims{asked}", language)
    assert len(client.get(f"/claims{asked}").content) < 150_000


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ("type=ASSAULT", Query(types=("ASSAULT",))),
        ("text=الهدنة", Query(text="الهدنة")),
        ("between=لواء الضفتين&between=كتائب وادي الزيتون&status=denied", Query(dyad=("لواء الضفتين", "كتائب وادي الزيتون"), statuses=("denied",))),
    ],
    ids=["type", "words", "two-and-status"],
)
def test_the_answers_are_the_readers(client: TestClient, reader: Reader, asked: str, query: Query) -> None:
    assert ids(page(client, f"/claims?{asked}&limit=200")) == [one.id for one in reader.every(query)]


def test_pages_follow_one_another_and_lose_no_claim(client: TestClient, reader: Reader) -> None:
    seen: list[str] = []
    at = "/claims?status=denied&limit=7"
    while at:
        shown = page(client, at)
        seen += ids(shown)
        at = next(iter(shown.xpath("//a[@rel='next']/@href")), "")
    assert seen == [one.id for one in reader.every(Query(statuses=("denied",)))]
    assert len(seen) > 14


def test_a_filter_in_use_can_be_taken_off(client: TestClient) -> None:
    shown = page(client, "/claims?type=ASSAULT&status=denied", "en")
    assert shown.xpath("//ul[@class='chips']//a/@href") == ["/claims?status=denied", "/claims?type=ASSAULT"]
    assert [text(one) for one in shown.xpath("//ul[@class='chips']//a")] == ["Type assaults × (remove)", "Status denied × (remove)"]


def test_the_form_holds_what_was_asked(client: TestClient) -> None:
    shown = page(client, '/claims?text="وقف إطلاق"&type=AID&exact=1&between=united-nations&between=syria&as_of=2999-01-01')
    assert shown.xpath("//input[@name='text']/@value") == ['"وقف إطلاق"']
    assert shown.xpath("//select[@name='type']/option[@selected]/@value") == ["AID"]
    assert shown.xpath("//input[@type='checkbox'][@checked]/@name") == ["exact"]
    assert shown.xpath("//input[@name='between']/@value") == ["united-nations", "syria"]
    assert shown.xpath("//details[@open]")
    labelled = set(shown.xpath("//label/@for"))
    assert all(one.get("id") in labelled or one.getparent().tag == "label" for one in shown.xpath("//main//input | //main//select"))


def test_a_name_that_nobody_has_is_answered_with_the_nearest(client: TestClient) -> None:
    assert "Did you mean لواء الضفتين ?" in text(page(client, "/claims?party=لواء الضفتيين", "en")).replace("الضفتين?", "الضفتين ?")


@pytest.mark.parametrize(
    ("asked", "language", "told"),
    [
        ("mode=ASSAULT/arial", "en", "There is no mode ASSAULT/arial. Did you mean ASSAULT/aerial?"),
        ("mode=ASSAULT/arial", "ar", "لا وجه اسمه ASSAULT/arial. أتقصد ASSAULT/aerial؟"),
        ("mode=arrest", "en", "There is no mode arrest. Did you mean THREATEN/arrest or COERCE/arrest?"),
        ("country=Syria", "ar", "لا بلد رمزه Syria. أتقصد SYR؟"),
        ("outlet=zzzz", "ar", "لا مقال في السجل من zzzz. انظر الناشرين كلهم"),
        ("type=FIGHT", "en", "There is no type FIGHT. Choose it from the list."),
        ("status=occured", "ar", "لا حال اسمها occured. أتقصد occurred؟"),
        ("context=military", "ar", "لا مرشح اسمه context، فلم يُستعمل."),
        ("outlets=zzzz", "en", "There is no filter outlets; it was not used. Did you mean outlet?"),
    ],
    ids=lambda value: value[:24],
)
def test_a_value_or_filter_that_there_is_not_is_said_so(client: TestClient, asked: str, language: str, told: str) -> None:
    assert text(page(client, f"/claims?{asked}", language).xpath("//p[@class='note']")[0]) == told


def test_what_was_meant_is_a_step_away(client: TestClient, reader: Reader) -> None:
    shown = page(client, "/claims?type=ASAULT&status=occured&limit=200&as_of=2999-01-01")
    for _ in range(2):
        shown = page(client, shown.xpath("//p[@class='note']//a/@href")[0])
    assert not shown.xpath("//p[@class='note']")
    assert ids(shown) == [one.id for one in reader.every(Query(types=("ASSAULT",), statuses=("occurred",)))]


@pytest.mark.parametrize("asked", ["text=،،", "cursor=nonsense", "cursor=learned::1&order=event", "min_confidence=7", "happened=soon"])
def test_what_makes_no_sense_is_said_so(client: TestClient, asked: str) -> None:
    page(client, f"/claims?{asked}", "en", status=400)


@pytest.mark.parametrize("name", ["text", "party", "outlet", "place", "country", "article", "type", "status", "mode"])
def test_sql_and_scripts_in_a_field_are_words(client: TestClient, reader: Reader, name: str) -> None:
    hostile = """'"); DROP TABLE claim; --<script>alert(1)</script>"""
    answer = client.get("/claims", params={name: hostile, "lang": "en"})
    client.cookies.clear()
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert f"{reader.count(Query()):,}" in text(page(client, "/claims", "en"))
