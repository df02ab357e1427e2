"""What a query finds, alike on both databases: each filter with what it must leave out beside it; pages by cursor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from khabar.ledger import reviews, schema
from khabar.ledger.engine import LedgerError, connect
from khabar.ledger.periods import period
from khabar.ledger.query import Order, Query
from khabar.ledger.reader import Reader, open_ledger
from khabar.ledger.reviews import Reviewer
from khabar.ledger.writer import Writer, running
from tests.ledger import pages, postgres
from tests.ledger.pages import port, store, town

ACCUSES, DENIES, CLOSES, STRIKES, INVITES = "اتهم", "بقطع", "أغلقوا", "أضرب", "ودعت"
EVERYTHING = {ACCUSES, DENIES, CLOSES, STRIKES, INVITES}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A ledger that is only read."""
    if request.param == "sqlite":
        db = str(tmp_path_factory.mktemp("queries") / "khabar.db")
    else:
        db = postgres.create(request.getfixturevalue("server"), "queries")
    engine = connect(db)
    schema.make(engine)
    engine.dispose()
    ledger = open_ledger(db)
    with running(ledger.engine, "coder-1", "test") as writer:
        fill(writer)
    yield ledger
    ledger.engine.dispose()


def fill(writer: Writer) -> None:
    store(writer, *_flat(town()), day="2016-05-01")
    store(writer, *_flat(port()), day="2017-02-03")


def _flat(made):  # type: ignore[no-untyped-def]
    of, claims = made
    return (of, *claims)


def cues(ledger: Reader, query: Query) -> list[str]:
    return [one.claim.event.cue.text for one in ledger.every(query)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param(Query(), EVERYTHING, id="everything"),
        pytest.param(Query(text="الخدمة"), {ACCUSES, DENIES}, id="a-word"),
        pytest.param(Query(text="الخدمه"), {ACCUSES, DENIES}, id="a-word-in-another-spelling"),
        pytest.param(Query(text="خدمة"), set(), id="a-word-inside-a-word-is-not-found"),
        pytest.param(Query(text="شركة البلدة"), {ACCUSES, DENIES}, id="all-words-in-any-order"),
        pytest.param(Query(text="شركة الحوار"), set(), id="words-of-different-sentences"),
        pytest.param(Query(text='"شركة الماء"'), {ACCUSES, DENIES, CLOSES}, id="a-phrase"),
        pytest.param(Query(text='"الماء شركة"'), set(), id="a-phrase-in-the-wrong-order"),
        pytest.param(Query(text='"الماء، شركة" بقطع'), set(), id="signs-part-words-only"),
        pytest.param(Query(text="الحو*"), {INVITES}, id="a-beginning"),
        pytest.param(Query(text='"عمال المي*"'), {STRIKES, INVITES}, id="a-phrase-with-a-beginning"),
        pytest.param(Query(text="x OR الحوار"), set(), id="an-operator-of-one-database-is-a-word"),
        pytest.param(Query(text="الحوار') OR 1=1 --"), set(), id="sql-is-words"),
        pytest.param(Query(types=("ACCUSE",)), {ACCUSES}, id="type"),
        pytest.param(Query(types=("ACCUSE", "PROTEST")), {ACCUSES, STRIKES}, id="any-of-two-types"),
        pytest.param(Query(types=("ASSAULT",)), set(), id="a-type-that-is-not-there"),
        pytest.param(Query(modes=("PROTEST/strike",)), {STRIKES}, id="mode"),
        pytest.param(Query(modes=("ACCUSE/strike",)), set(), id="a-mode-of-another-type"),
        pytest.param(Query(statuses=("denied",)), {DENIES}, id="status"),
        pytest.param(Query(actors=("شركة الماء",)), {DENIES}, id="actor"),
        pytest.param(Query(recipients=("شركة الماء",)), {ACCUSES, CLOSES}, id="recipient"),
        pytest.param(Query(parties=("شركه الماء",)), {ACCUSES, DENIES, CLOSES}, id="either-side"),
        pytest.param(Query(parties=("شركة",)), set(), id="a-part-of-a-name-is-no-name"),
        pytest.param(Query(actors=("lebanon",)), {INVITES}, id="those-who-act-for-an-actor"),
        pytest.param(Query(actors=("lebanon",), exact=True), set(), id="an-actor-itself"),
        pytest.param(Query(actors=("lebanon.interior",), exact=True), {INVITES}, id="an-actor-by-id"),
        pytest.param(Query(dyad=("شركة الماء", "مجلس البلدة")), {ACCUSES, DENIES}, id="dyad-in-both-directions"),
        pytest.param(Query(dyad=("شركة الماء", "عمال الميناء")), set(), id="dyad-of-strangers"),
        pytest.param(Query(dyad=("شركة الماء", "quarter-committee")), {CLOSES}, id="dyad-with-those-who-act-for-one"),
        pytest.param(Query(speakers=("شركة الماء",)), {CLOSES}, id="speaker"),
        pytest.param(Query(speakers=("النشرة",)), set(), id="the-outlet-is-no-speaker"),
        pytest.param(Query(outlets=("النشره",)), EVERYTHING, id="outlet"),
        pytest.param(Query(outlets=("المنبر",)), set(), id="another-outlet"),
        pytest.param(Query(countries=("LBN",)), {STRIKES}, id="country"),
        pytest.param(Query(places=("صور",)), {STRIKES}, id="place-by-words"),
        pytest.param(Query(places=("geonames:267008",)), {STRIKES}, id="place-by-id"),
        pytest.param(Query(happened=period("2016-05")), {DENIES, INVITES}, id="happened-in-a-month-or-at-any-time-before-a-later-day"),
        pytest.param(Query(happened=period("2018")), set(), id="happened-later"),
        pytest.param(Query(happened=period("2017-02-15")), {STRIKES}, id="happened-in-a-stretch-that-holds-the-day"),
        pytest.param(Query(happened=period("2017-01")), {INVITES}, id="happened-before-a-day-of-the-month"),
        pytest.param(Query(happened=period("2017-01-16..2017-01-31")), set(), id="between-the-times"),
        pytest.param(Query(happened=period("2017..")), {STRIKES, INVITES}, id="happened-from-a-year-on"),
        pytest.param(Query(happened=period("..2016")), {DENIES, INVITES}, id="happened-until-a-year"),
        pytest.param(Query(happened=period("2010..2016"), types=("SANCTION",)), {DENIES}, id="happened-in-a-long-stretch"),
        pytest.param(Query(happened=period("1700..2100"), types=("SANCTION",)), {DENIES}, id="happened-in-a-very-long-stretch"),
        pytest.param(Query(happened=period("2010..2015"), types=("SANCTION",)), set(), id="happened-after-a-long-stretch"),
        pytest.param(Query(happened=period("2010..2016"), order="event"), {DENIES, INVITES}, id="happened-in-a-long-stretch-by-event"),
        pytest.param(Query(published=period("2016-05-01..2018-06")), EVERYTHING, id="published-in-more-than-two-years"),
        pytest.param(Query(published=period("2016-05")), {ACCUSES, DENIES, CLOSES}, id="published"),
        pytest.param(Query(published=period("2018")), set(), id="published-later"),
        pytest.param(Query(min_confidence=0.5), EVERYTHING - {CLOSES}, id="score"),
        pytest.param(Query(articles=(pages.uid(town()[0]),)), {ACCUSES, DENIES, CLOSES}, id="article"),
        pytest.param(Query(text="شركة", statuses=("denied",), published=period("2016")), {DENIES}, id="all-kinds-together"),
        pytest.param(Query(text="شركة", statuses=("denied",), published=period("2017")), set(), id="all-kinds-together-but-one"),
    ],
)
def test_filters(filled: Reader, query: Query, found: set[str]) -> None:
    assert set(cues(filled, query)) == found
    assert filled.count(query) == len(found)


@pytest.mark.parametrize(
    ("order", "oldest_first"),
    [
        pytest.param("learned", [ACCUSES, DENIES, CLOSES, STRIKES, INVITES], id="learned"),
        pytest.param("published", [ACCUSES, DENIES, CLOSES, STRIKES, INVITES], id="published"),
        pytest.param("event", [ACCUSES, CLOSES, INVITES, DENIES, STRIKES], id="event"),
    ],
)
@pytest.mark.parametrize("text", ["", "شركة* OR", "من*", "ال*"], ids=["all", "none", "one-sentence", "a-beginning-of-all"])
@pytest.mark.parametrize("many", [1, 10_000], ids=["walked", "sorted"])
def test_pages_by_cursor_are_the_whole_once(
    filled: Reader, order: Order, oldest_first: list[str], text: str, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khabar.ledger.query._MANY", many)
    query = Query(order=order, newest_first=False, text=text)
    seen, cursor = [], None
    while True:
        page = filled.claims(query, 2, cursor)
        seen += [one.claim.event.cue.text for one in page.claims]
        cursor = page.next
        if cursor is None:
            break
    assert seen == [cue for cue in oldest_first if cue in set(cues(filled, query))]
    assert cues(filled, replace(query, newest_first=True)) == seen[::-1]
    assert seen == oldest_first or text not in ("", "ال*")


@pytest.mark.parametrize("cursor", ["", "x", "event::3", "learned::-1", "learned::1; DROP TABLE claim", "learned::99999999999999999999"])
def test_a_cursor_that_is_not_ours_is_refused(filled: Reader, cursor: str) -> None:
    with pytest.raises(LedgerError, match="no cursor"):
        filled.claims(Query(), 2, cursor)


def test_a_text_without_a_word_is_refused(filled: Reader) -> None:
    with pytest.raises(LedgerError, match="holds no word"):
        filled.claims(Query(text="«»"))


def test_merged_actors_are_found_by_either_name_until_they_are_split(ledger: Reader, writer: Writer) -> None:
    fill(writer)
    by = Reviewer("نور", "اسمان لجهة واحدة")
    assert cues(ledger, Query(actors=("هيئة المياه",))) == []
    reviews.relate(writer, "merge", "هيئة المياه", "شركة الماء", by)
    reviews.relate(writer, "merge", "هيئة المياه", "مياه البلدة", by)
    for name in ("هيئة المياه", "مياه البلدة", "شركه الماء"):
        assert cues(ledger, Query(actors=(name,))) == [DENIES]
    assert cues(ledger, Query(actors=("مجلس البلدة",))) == [ACCUSES]
    reviews.relate(writer, "split", "مياه البلدة", "هيئة المياه", by)
    assert cues(ledger, Query(actors=("مياه البلدة",))) == []
    assert cues(ledger, Query(actors=("هيئة المياه",))) == [DENIES]


def test_names_of_the_ledger_are_those_of_its_sides_and_witnesses(filled: Reader) -> None:
    assert {"شركة الماء", "lebanon.interior", "النشرة"} <= set(filled.names())
    assert filled.named("شركه الماء")
    assert filled.named("lebanon.interior")
    assert not filled.named("شركة")
