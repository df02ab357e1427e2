"""One behaviour on both databases: pages are stored once, codings supersede, the past can be asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select, text

from khabar.ledger import reviews, tables
from khabar.ledger.checking import check
from khabar.ledger.engine import LedgerError, reading, writing
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.reviews import Reviewer
from khabar.ledger.writer import Writer, running
from khabar.pipeline import Coded
from khabar.records.capture import Dropped, Fault
from tests.ledger import pages
from tests.ledger.pages import claim, page, party, port, recode, store, town

BY = Reviewer("نور", "قرأت الصفحة")


def count(ledger: Reader, table: str) -> int:
    with reading(ledger.engine) as connection:
        return connection.execute(select(func.count()).select_from(tables.METADATA.tables[table])).scalar_one()


def test_what_is_stored_comes_back_whole(ledger: Reader, writer: Writer, samples: tuple[Coded, ...]) -> None:
    for one in samples:
        task = writer.task(one.capture)
        assert task is not None
        assert writer.store(task, one.article, one.claims) == "new"
        found = ledger.article(pages.uid(one.capture))
        assert found is not None
        assert (found.article, found.claims, found.media) == (one.article, len(one.claims), one.capture.media)
        assert ledger.capture(found.id) == one.capture
        held = ledger.every(Query(articles=(found.id,), newest_first=False))
        assert [stored.claim for stored in held] == list(one.claims)
    assert list(check(ledger)) == []


def test_a_page_that_is_known_is_not_coded_again(ledger: Reader, writer: Writer) -> None:
    of, claims = town()
    assert store(writer, of, *claims) == "new"
    before = {table: count(ledger, table) for table in tables.METADATA.tables}
    assert writer.task(of) is None
    assert {table: count(ledger, table) for table in tables.METADATA.tables} == before


def test_another_place_of_a_page_is_noted_and_its_text_kept_once(ledger: Reader, writer: Writer) -> None:
    of, claims = town()
    store(writer, of, *claims)
    assert writer.task(replace(of, source="mirror/town.txt")) is None
    assert ledger.page(pages.uid(of)) == (ledger.article(pages.uid(of)), of), "as it was met first"
    assert (count(ledger, "sighting"), count(ledger, "capture"), count(ledger, "coding")) == (2, 1, 1)


def test_the_same_text_under_another_name_is_another_article_on_one_capture(ledger: Reader, writer: Writer) -> None:
    for name in ("a.txt", "b.txt"):
        of, claims = town(name)
        store(writer, of, *claims)
    assert (count(ledger, "article"), count(ledger, "capture")) == (2, 1)


def test_an_envelope_that_tells_a_day_has_the_page_coded_again(ledger: Reader, writer: Writer) -> None:
    of, claims = town()
    store(writer, of, *claims)
    told = replace(of, published="2016-05-03")
    assert store(writer, told, *claims, day="2016-05-03") == "recoded"
    assert store(writer, of, *claims) is None
    assert store(writer, told, *claims) is None
    found = ledger.article(pages.uid(of))
    assert found is not None
    assert found.article is not None
    assert found.article.published is not None
    assert found.article.published.start == "2016-05-03"


def test_dropped_pages_are_kept_with_their_reason_and_known_again(ledger: Reader, writer: Writer) -> None:
    of = page("Nothing of this is Arabic.", "foreign.txt")
    task = writer.task(of)
    assert task is not None
    dropped = Dropped(of.id, "not-arabic", "the text is in another language")
    assert writer.store(task, dropped) == "new"
    found = ledger.article(pages.uid(of))
    assert found is not None
    assert (found.dropped, found.article, writer.task(of)) == (dropped, None, None)


def test_faults_and_counts_of_runs_are_kept(ledger: Reader) -> None:
    with running(ledger.engine, "coder-1", "khabar add pages") as writer:
        writer.fault(Fault("pages/x.txt", "byte 3", "not text", "leave it out"))
        writer.counts["faults"] += 1
    with reading(ledger.engine) as connection:
        fault = connection.execute(select(tables.fault.c.source, tables.fault.c.reason)).one()
        ended = connection.execute(select(tables.run_end.c.counts)).scalar_one()
    assert (tuple(fault), ended) == (("pages/x.txt", "not text"), '{"faults": 1}')


def test_a_run_that_fails_has_no_end(ledger: Reader) -> None:
    with pytest.raises(ZeroDivisionError), running(ledger.engine, "coder-1", "test") as writer:
        writer.counts["new"] = 1 // 0
    assert (count(ledger, "run"), count(ledger, "run_end")) == (1, 0)


def test_a_transaction_that_fails_leaves_nothing(ledger: Reader, writer: Writer) -> None:
    of, claims = town()
    task = writer.task(of)
    assert task is not None
    broken = replace(claims[1], id=None)  # type: ignore[arg-type] - what a column must not hold
    with pytest.raises(LedgerError):
        writer.store(task, pages.article(of), [claims[0], broken])
    assert {table: count(ledger, table) for table in ("capture", "article", "sighting", "coding", "claim")} == dict.fromkeys(
        ("capture", "article", "sighting", "coding", "claim"), 0
    )
    assert store(writer, of, *claims) == "new"


def test_of_two_writers_with_one_page_the_second_writes_nothing(ledger: Reader, writer: Writer) -> None:
    of, claims = town()
    first, second = writer.task(of), writer.task(of)
    assert first is not None
    assert second is not None
    results = [writer.store(task, pages.article(of), claims) for task in (first, second)]
    assert results == ["new", "known"]
    assert ledger.count(Query()) == len(claims)


def test_a_new_coder_supersedes_and_the_past_is_kept(ledger: Reader, writer: Writer) -> None:
    of, claims = town()
    store(writer, of, *claims)
    (before, *_) = ledger.claims(Query()).claims
    with running(ledger.engine, "coder-2", "test") as newer:
        assert recode(newer, claims[0]) == 1
        assert recode(newer, claims[0]) == 0
    assert [one.id for one in ledger.claims(Query()).claims] == [claims[0].id]
    past = ledger.as_of(before.learned.replace("Z", "+00:00"))
    assert sorted(one.id for one in past.every(Query())) == sorted(one.id for one in claims)
    assert past.count(Query(text="شركة")) == 3
    assert ledger.as_of("2001-01-01").count(Query()) == 0
    assert ledger.as_of("2001-01-01").article(pages.uid(of)) is None
    assert list(check(ledger)) == []


@pytest.mark.parametrize(
    ("selected", "done"),
    [
        pytest.param({}, 2, id="all"),
        pytest.param({"outlets": ("النشره",)}, 2, id="an-outlet-in-another-spelling"),
        pytest.param({"outlets": ("المنبر",)}, 0, id="an-outlet-without-articles"),
        pytest.param({"articles": (pages.uid(port()[0]),)}, 1, id="one-article"),
    ],
)
def test_a_selection_is_recoded(ledger: Reader, writer: Writer, selected: dict[str, object], done: int) -> None:
    for of, claims in (town(), port()):
        store(writer, of, *claims)
    with running(ledger.engine, "coder-2", "test") as newer:
        assert recode(newer, **selected) == done


def test_what_this_coder_has_coded_is_recoded_only_by_force(ledger: Reader, writer: Writer) -> None:
    of, claims = town()
    store(writer, of, *claims)
    assert recode(writer, *claims) == 0
    assert recode(writer, *claims, force=True) == 1
    assert ledger.count(Query()) == len(claims)


def test_a_day_that_a_reader_supplies_has_the_article_coded_anew(ledger: Reader, writer: Writer) -> None:
    of, claims = town()
    store(writer, of, *claims, day=None)
    reviews.supply(writer, "date", pages.uid(of), "2017-03", BY)
    assert recode(writer, *claims) == 1
    found = ledger.article(pages.uid(of))
    assert found is not None
    assert found.article is not None
    assert found.article.published is not None
    assert (found.article.published.start, found.article.published.end, found.article.published.basis) == ("2017-03-01", "2017-03-31", "reader")
    assert {one.published_start for one in ledger.every(Query())} == {"2017-03-01"}
    reviews.supply(writer, "date", pages.uid(of), None, BY)
    assert recode(writer, *claims) == 1
    assert {one.published_start for one in ledger.every(Query())} == {None}
    assert [one.body["value"] for one in ledger.history(f"date:{pages.uid(of)}")] == [["2017-03-01", "2017-03-31"], None]


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        pytest.param("date", "2017-13", "no day", id="no-such-month"),
        pytest.param("date", "2017..", "open", id="an-open-stretch"),
        pytest.param("outlet", "المنبر", "no article", id="an-unknown-article"),
    ],
)
def test_what_cannot_be_supplied_is_refused(ledger: Reader, writer: Writer, kind: str, value: str, reason: str) -> None:
    with pytest.raises(LedgerError, match=reason):
        reviews.supply(writer, kind, "0" * 16, value, BY)  # type: ignore[arg-type]
    assert count(ledger, "judgement") == 0


@pytest.mark.parametrize("statement", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"], ids=["update", "delete"])
def test_nothing_is_changed_or_deleted(ledger: Reader, writer: Writer, statement: str) -> None:
    of, claims = town()
    store(writer, of, *claims)
    made = reviews.judge(writer, claims[0].id, "correct", BY, ["status=denied"])
    reviews.judge(writer, claims[0].id, "accept", BY)
    writer.fault(Fault("x", "", "y", "z"))
    with running(ledger.engine, "coder-1", "test"):
        pass
    assert made.id
    for name, table in tables.METADATA.tables.items():
        assert count(ledger, name) > 0, name
        with pytest.raises(LedgerError, match="append-only"), writing(ledger.engine) as connection:
            connection.execute(text(statement.format(table=name, column=next(iter(table.columns)).name)))


@pytest.mark.parametrize("words", ["\0", "\udcff", "' OR 1=1 --", "%_"], ids=["nul", "a-byte-of-a-shell", "sql", "wildcards"])
def test_any_id_can_be_asked_for(ledger: Reader, writer: Writer, words: str) -> None:
    store(writer, *_all(town()))
    assert (ledger.article(words), ledger.claim(words), ledger.capture(words), ledger.history(words)) == (None, None, None, ())
    assert (ledger.page(words), ledger.of_article(words)) == (None, ())
    assert ledger.count(Query(articles=(words,))) == ledger.count(Query(actors=(words,))) == 0
    with pytest.raises(LedgerError, match="no claim"):
        reviews.judge(writer, words, "accept", BY)
    with pytest.raises(LedgerError, match="no article"):
        reviews.supply(writer, "outlet", words, "x", BY)


def _all(made):  # type: ignore[no-untyped-def]
    of, claims = made
    return (of, *claims)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("نص فيه \0 صفر", id="a-nul"),
        pytest.param("نص فيه \ud800 نصف", id="half-a-surrogate-pair"),
        pytest.param("نص فيه ' \" ; -- % \\ :اسم", id="signs-of-sql"),
        pytest.param("نص فيه 🕊 حمامة", id="beyond-the-first-plane"),
    ],
)
def test_any_text_is_kept_as_it_is(ledger: Reader, writer: Writer, words: str) -> None:
    text = f"اتهم {words} شركة الماء."
    of = replace(page("x"), text=text)
    one = claim(of, "اتهم", actor=party(of, words), recipient=party(of, "شركة الماء"))
    store(writer, of, one)
    (found,) = ledger.claims(Query(text="اتهم شركة")).claims
    assert (found.claim, ledger.capture(found.article)) == (one, of)
    assert list(check(ledger)) == []


def test_an_envelope_may_hold_anything(ledger: Reader, writer: Writer) -> None:
    of = page(pages.TOWN, "x\0y", source="a\ud800b", url="https://example.org/\0", published="\0")
    task = writer.task(of)
    assert task is not None
    one = claim(of, "اتهم", actor=party(of, "مجلس البلدة"))
    assert writer.store(task, pages.article(of), [one]) == "new"
    assert (writer.task(of), list(check(ledger))) == (None, [])
