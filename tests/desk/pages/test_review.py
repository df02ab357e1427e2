"""The review queue: a claim in its place, every judgement, and what is not taken told beside what was typed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from khabar.desk import corrected
from khabar.desk.app import create_app
from khabar.desk.partners import partners
from khabar.desk.settings import Settings
from khabar.ledger import audit, training
from khabar.ledger.corrections import FIELDS, Desk, apply, parse
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.stored import StoredClaim
from tests.desk.look import page, sound, text


@pytest.fixture
def desk(ledger_file: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A browser at a desk on a ledger of this test's own, with the cookies that it is given."""
    path = shutil.copy(ledger_file, tmp_path / "khabar.db")
    with TestClient(create_app(Settings(str(path), person="نور", version="1")), base_url="http://127.0.0.1", follow_redirects=False) as opened:
        yield opened


def ledger(desk: TestClient) -> Reader:
    found: Reader = desk.app.state.source.reader()  # type: ignore[attr-defined]
    return found


def shown(desk: TestClient, path: str = "/review") -> html.HtmlElement:
    answer = desk.get(path)
    assert answer.status_code == 200
    found = html.fromstring(answer.text)
    sound(found, "ar")
    return found


def send(desk: TestClient, found: html.HtmlElement, act: str, **given: str) -> tuple[int, html.HtmlElement | str]:
    """Press a button of the page's form that has it, with the fields as they stand but for those given."""
    (button,) = found.xpath(f"//button[@name='act'][@value='{act}']")
    form = button.xpath("ancestor::form")[0]
    fields = dict(form.form_values()) | {"act": act} | given
    answer = desk.post(form.get("action"), data=fields)
    return answer.status_code, answer.headers["location"] if answer.status_code == 303 else html.fromstring(answer.text)


def claim_of(found: html.HtmlElement) -> str:
    return str(found.xpath("//form[@id='verdict']//input[@name='claim']/@value")[0])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_claim_stands_in_its_paragraph_with_its_words_marked(client: TestClient, reader: Reader, language: str) -> None:
    found = page(client, "/review", language)
    one = reader.claim(claim_of(found))
    assert one is not None
    it = found.xpath("//p[@class='it']")[0]
    assert " ".join(one.claim.event.cue.text.split()) in text(it.xpath(".//*[contains(@class, 'cue')]")[0])
    assert found.xpath("//script/@src")[0].startswith("/static/review.js")
    labelled = set(found.xpath("//main//label/@for"))
    named = {at.get("id") for at in found.xpath("//main//input[not(@type='hidden')] | //main//select")}
    assert named == labelled


def test_every_field_can_be_corrected_and_unchanged_ones_change_nothing(reader: Reader, client: TestClient) -> None:
    form = page(client, "/review").xpath("//details[@id='correct']//form")[0]
    assert set(FIELDS) <= set(dict(form.form_values()))
    for one in reader.claims(Query(), 100).claims:
        held = reader.capture(one.article)
        assert held is not None
        assert corrected.changed(corrected.values(one.claim, held.text), corrected.values(one.claim, held.text)) == []


def test_what_a_form_shows_of_a_field_is_what_a_correction_reads(reader: Reader) -> None:
    """A field's text, sent as a correction, gives the field again: so that changing one name leaves the others as they are."""
    tried = 0
    for one in reader.claims(Query(), 60).claims:
        held = reader.capture(one.article)
        assert held is not None
        if one.media == "html" and "\n" in one.claim.quote.text:
            continue
        shown_ = corrected.values(one.claim, held.text)
        for name in ("type", "mode", "status", "actor", "recipient", "cue", "condition", "contexts"):
            value = parse(Desk(one.claim, held.text, lambda _: None, one.published_end), [f"{name}={shown_[name]}"])
            again = corrected.values(apply(one.claim, value), held.text)
            assert again[name] == shown_[name], (one.id, name)
            tried += 1
    assert tried > 100


@pytest.mark.parametrize(
    ("before", "given", "told"),
    [
        pytest.param("الجيش; قوات@syria-gov", "الجيش; قوات@lebanon-gov", ["actor=الجيش@; قوات@lebanon-gov"], id="who has no id keeps none"),
        pytest.param("الجيش", "الجيش@syria-gov", ["actor=الجيش@syria-gov"], id="an id is given"),
        pytest.param("الجيش@syria-gov", "الجيش", ["actor=الجيش"], id="an id is taken away: the who's who is asked"),
        pytest.param("الجيش", "", ["actor="], id="nobody"),
        pytest.param("الجيش", "الجيش", [], id="unchanged"),
    ],
)
def test_a_name_without_an_id_shows_no_sign_and_is_left_as_it_was_coded(before: str, given: str, told: list[str]) -> None:
    assert corrected.changed({"actor": before}, {"actor": given}) == told


def test_no_field_ends_with_a_sign(reader: Reader) -> None:
    for one in reader.claims(Query(), 100).claims:
        held = reader.capture(one.article)
        assert held is not None
        shown_ = corrected.values(one.claim, held.text)
        assert not [name for name, value in shown_.items() for part in value.split(";") if part.endswith("@")]


def test_the_likest_claims_are_offered_as_partners(desk: TestClient) -> None:
    reader = ledger(desk)
    one, other = next((each, found[0]) for each in reader.claims(Query(), 80).claims if (found := partners(reader, each)))
    found = shown(desk, f"/review?claim={one.id}")
    offer = found.xpath(f"//details[@id='pair']//input[@name='near'][@value='{other.claim.id}']")
    assert offer
    assert found.xpath(f"//label[@for='{offer[0].get('id')}']")
    assert send(desk, found, "same", near=other.claim.id, second="", reason="خبر واحد") == (303, f"/review?claim={one.id}")
    assert {frozenset(pair.ends) for pair in ledger(desk).claim_pairs()} == {frozenset((one.id, other.claim.id))}
    status, _ = send(desk, shown(desk, f"/review?claim={one.id}"), "same", second="", reason="x")
    assert status == 422, "none was chosen"


def test_accepting_goes_on_to_the_next_and_needs_no_reason(desk: TestClient) -> None:
    found = shown(desk)
    first = claim_of(found)
    assert send(desk, found, "accept") == (303, "/review")
    kept = ledger(desk).claim(first)
    assert kept is not None
    assert kept.judgement is not None
    assert (kept.judgement.kind, kept.judgement.reviewer, kept.judgement.reason) == ("accept", "نور", "قُرئت الجملة في صفحتها")
    assert claim_of(shown(desk)) != first
    entry = audit.entries(ledger(desk).engine)[0]
    assert (entry.origin.who, entry.origin.way, entry.origin.address, entry.judgement) == ("نور", "local", "testclient", kept.judgement.id)


@pytest.mark.parametrize(("act", "given"), [("reject", {}), ("correct", {"reason": "سبب"}), ("correct", {"reason": "", "status": "denied"})])
def test_a_judgement_without_its_reason_or_change_is_not_taken(desk: TestClient, act: str, given: dict[str, str]) -> None:
    found = shown(desk)
    status, answer = send(desk, found, act, **given)
    assert status == 422
    assert not isinstance(answer, str)
    assert answer.xpath("//*[@role='alert']")
    assert claim_of(answer) == claim_of(found)
    assert audit.entries(ledger(desk).engine) == ()


def test_what_was_typed_is_there_again_after_a_correction_that_is_not_taken(desk: TestClient) -> None:
    status, answer = send(desk, shown(desk), "correct", reason="سبب مكتوب", actor="كلمات ليست في الصفحة")
    assert (status, isinstance(answer, str)) == (422, False)
    form = dict(answer.xpath("//details[@id='correct']//form")[0].form_values())  # type: ignore[union-attr]
    assert (form["reason"], form["actor"]) == ("سبب مكتوب", "كلمات ليست في الصفحة")
    assert "does not stand on the page" in text(answer.xpath("//*[@role='alert']")[0])  # type: ignore[union-attr]


def test_a_correction_keeps_what_was_coded_beside_it(desk: TestClient) -> None:
    found = shown(desk)
    claim, before = claim_of(found), ledger(desk).claim(claim_of(found))
    assert send(desk, found, "correct", status="denied", time="2017-03", reason="نفي") == (303, "/review")
    after = ledger(desk).claim(claim)
    assert before is not None
    assert after is not None
    assert (after.claim.status, after.coded) == ("denied", before.claim)
    assert after.claim.time is not None
    assert (after.claim.time.start, after.claim.time.end) == ("2017-03-01", "2017-03-31")
    assert after.claim.actor == before.claim.actor
    again = shown(desk, f"/review?claim={claim}")
    assert "نفي" in text(again.xpath("//*[@class='history']")[0])


def test_two_claims_and_two_names_are_judged(desk: TestClient) -> None:
    found = shown(desk)
    claim = claim_of(found)
    other = next(one for one in ledger(desk).claims(Query()).claims if one.id != claim)
    assert send(desk, found, "same", second=f"http://127.0.0.1/claims/{other.id}?lang=ar", reason="حادث") == (303, f"/review?claim={claim}")
    assert send(desk, found, "different", second=other.id, reason="حادثان") == (303, f"/review?claim={claim}")
    assert send(desk, found, "merge", first="تركيا", second="ب", reason="واحد") == (303, f"/review?claim={claim}")
    assert send(desk, found, "split", first="ب", second="تركيا", reason="اثنان") == (303, f"/review?claim={claim}")
    assert [one.act for one in reversed(audit.entries(ledger(desk).engine))] == ["same", "different", "merge", "split"]
    status, answer = send(desk, found, "same", second="0000000000000000", reason="حادث")
    assert (status, isinstance(answer, str)) == (422, False)


def predicted(desk: TestClient) -> StoredClaim:
    return ledger(desk).claims(Query(statuses=("predicted",))).claims[0]


def test_a_prediction_is_settled_and_nothing_else_is(desk: TestClient) -> None:
    found = shown(desk, f"/review?claim={predicted(desk).id}")
    assert send(desk, found, "outcome", verdict="did-not", reason="مر العام")[0] == 303
    assert ledger(desk).history(f"outcome:{predicted(desk).id}")[0].body["verdict"] == "did-not"
    occurred = ledger(desk).claims(Query(statuses=("occurred",))).claims[0]
    assert shown(desk, f"/review?claim={occurred.id}").xpath("//button[@value='outcome']") == []


def test_next_leads_past_a_claim_without_a_word_and_to_the_end(desk: TestClient) -> None:
    seen, address = [], "/review?status=denied"
    while True:
        found = shown(desk, address)
        seen.append(claim_of(found))
        more = found.xpath("//a[@id='next']/@href")
        if not more:
            break
        address = more[0]
        assert "status=denied" in address
    wanted = [one.id for one in ledger(desk).every(Query(statuses=("denied",)))]
    assert (seen, len(seen) > 2) == (wanted, True)


def test_the_queue_holds_what_nobody_has_judged(desk: TestClient) -> None:
    total = ledger(desk).count(Query(waiting=True))
    for act, given in (("accept", {}), ("reject", {"reason": "خطة"}), ("correct", {"status": "possible", "reason": "احتمال"})):
        found = shown(desk)
        assert send(desk, found, act, **given)[0] == 303
        total -= 1
        assert ledger(desk).count(Query(waiting=True)) == total
        assert claim_of(shown(desk)) != claim_of(found)


def test_a_name_that_nobody_has_is_told_with_the_nearest(desk: TestClient) -> None:
    found = shown(desk, "/review?party=كتائب وادي الزيتوون")
    assert found.xpath("//p[@class='note']//a")


def test_keys_can_be_turned_off_and_stay_off(desk: TestClient) -> None:
    found = shown(desk, "/review?keys=off")
    assert found.xpath("//script") == []
    assert "keys=off" in found.xpath("//a[@id='next']/@href")[0]
    assert send(desk, found, "accept")[1] == "/review?keys=off"


def test_what_was_judged_at_the_desk_is_exported_as_training_items(desk: TestClient) -> None:
    article = ledger(desk).claims(Query(text="هدنة")).claims[0].article
    for one in ledger(desk).every(Query(articles=(article,))):
        assert send(desk, shown(desk, f"/review?claim={one.id}"), "accept")[0] == 303
    found = list(training.items(ledger(desk)))
    assert [one for one in found if isinstance(one, dict)], [one.reason for one in found if isinstance(one, training.Left)]


def test_a_claim_that_there_is_not_is_said_so(client: TestClient) -> None:
    page(client, "/review?claim=0000000000000000", status=404)
