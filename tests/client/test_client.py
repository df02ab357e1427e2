"""The client gives what the commands print, as records, dictionaries, lines and data frames."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import khabar
from khabar.cli import commands
from khabar.client import Answer, Ledger
from khabar.client.coding import UnreadableError
from khabar.client.names import UnknownError
from khabar.ledger.engine import LedgerError
from khabar.records.spans import assert_span

FIRST, SECOND = "لواء الضفتين", "كتائب وادي الزيتون"
ROOT = Path(__file__).parents[2]
Ask = Callable[[Ledger], Answer[Any]]

SAME: list[Any] = [
    pytest.param(lambda led: led.claims(), ["claims"], id="claims"),
    pytest.param(lambda led: led.claims(between=(FIRST, SECOND)), ["claims", "--between", FIRST, SECOND], id="claims-between-two"),
    pytest.param(
        lambda led: led.claims(status=["denied", "proposed"]), ["claims", "--status", "denied", "--status", "proposed"], id="any-of-two-values"
    ),
    pytest.param(
        lambda led: led.claims(type="agree", min_confidence=0.5),
        ["claims", "--type", "agree", "--min-confidence", "0.5"],
        id="a-type-in-small-letters",
    ),
    pytest.param(lambda led: led.claims(text="الهدنة", exact=True, limit=2), ["claims", "--text", "الهدنة", "--exact", "--limit", "2"], id="words"),
    pytest.param(
        lambda led: led.claims(published="2018", order="published", newest_first=False),
        ["claims", "--published", "2018", "--order", "published", "--oldest-first"],
        id="by-day",
    ),
    pytest.param(lambda led: led.dyad(FIRST, SECOND), ["dyad", FIRST, SECOND], id="dyad"),
    pytest.param(lambda led: led.actor(FIRST, status="denied"), ["actor", FIRST, "--status", "denied"], id="actor"),
    pytest.param(lambda led: led.copies(), ["copies"], id="copies"),
    pytest.param(lambda led: led.occurrences(), ["occurrences"], id="occurrences"),
    pytest.param(lambda led: led.occurrences(disputed=True, actor=FIRST), ["occurrences", "--disputed", "--actor", FIRST], id="disputed"),
    pytest.param(lambda led: led.contradictions(), ["contradictions"], id="contradictions"),
    pytest.param(lambda led: led.relation(FIRST, SECOND, by="week"), ["relation", FIRST, SECOND, "--by", "week"], id="relation"),
]
"""What is asked of the client, and the command that asks the same."""


@pytest.fixture(scope="session")
def printed(db: str) -> Callable[..., str]:
    def run(words: list[str], form: str) -> str:
        done = CliRunner().invoke(commands, [*words, "--db", db, "--format", form])
        assert done.exit_code == 0, done.output
        return str(done.stdout)

    return run


@pytest.mark.parametrize(("asked", "words"), SAME)
def test_lines_are_those_that_the_command_prints(ledger: Ledger, printed: Callable[..., str], asked: Ask, words: list[str]) -> None:
    answer = asked(ledger)
    assert answer.jsonl() == printed(words, "jsonl")
    assert answer.count() == len(answer.to_dicts()) > 0


@pytest.mark.parametrize(("asked", "words"), SAME)
def test_frames_have_the_rows_that_the_command_prints(ledger: Ledger, printed: Callable[..., str], asked: Ask, words: list[str]) -> None:
    answer = asked(ledger)
    frame = answer.to_pandas()
    header, *rows = csv.reader(io.StringIO(printed(words, "csv")))
    assert list(frame.columns) == header
    assert [["" if value is None else str(value) for value in answer.form.row(one)] for one in answer] == rows
    assert len(frame) == len(rows)


@pytest.mark.parametrize(("asked", "words"), SAME)
def test_items_are_frozen(ledger: Ledger, asked: Ask, words: list[str]) -> None:
    one = asked(ledger).first()
    field = dataclasses.fields(one)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(one, field, None)


def test_an_article_comes_with_its_text_claims_and_copies(ledger: Ledger) -> None:
    for stored in ledger.articles():
        held = ledger.article(stored.id)
        assert [one.id for one in held.claims] == [one.id for one in ledger.claims(article=stored.id, newest_first=False)]
        for one in held.claims:
            assert_span(held.text, one.claim.quote)
    copied = next(one for one in ledger.articles() if ledger.article(one.id).to_dict()["copy_of"])
    assert ledger.article(copied.id).copies.count() == ledger.copies(copied.id).count() == 1


def test_an_occurrence_comes_with_its_claims_and_conflicts(ledger: Ledger) -> None:
    summary = ledger.occurrences(disputed=True).first()
    assert summary is not None
    one = ledger.occurrence(summary.id)
    assert one.claims.count() == summary.claims
    assert len(one.contradictions) == summary.conflicts
    assert ledger.occurrence(one.occurrence.claims[-1]).occurrence == one.occurrence


def test_who_and_where(ledger: Ledger) -> None:
    names = {one.name for one in ledger.actors()}
    assert {FIRST, SECOND} <= names
    outlets = {one.name: one for one in ledger.outlets()}
    assert sum(one.articles for one in outlets.values()) == sum(1 for one in ledger.articles() if one.article and one.article.outlet)
    assert [one.copies for one in outlets.values() if one.copies] == [1]
    assert sum(one.claims for one in ledger.places()) == sum(1 for one in ledger.claims() if one.claim.place)


def test_of_the_time_before_nothing_is_known(ledger: Ledger) -> None:
    assert ledger.as_of("2000-01-01").claims().count() == 0
    assert ledger.as_of("2000-01-01").as_of(None).claims().count() == ledger.claims().count() > 0


def test_an_answer_is_of_the_ledger_as_it_was_asked(db: str, tmp_path: Path) -> None:
    copy = tmp_path / "khabar.db"
    copy.write_bytes(Path(db).read_bytes())
    found = khabar.open(copy)
    before = found.claims()
    first = before.first()
    assert first is not None
    words = ["review", first.id, "reject", "--because", "a plan", "--by", "نور", "--db", str(copy)]
    assert CliRunner().invoke(commands, words).exit_code == 0
    assert found.claims().count() == before.count() - 1
    assert [one.kind for one in found.history(first.id)] == ["reject"]
    assert (found.claims(rejected=True).first() or first).judgement is not None
    found.close()


@pytest.mark.parametrize(
    ("asked", "error", "told"),
    [
        pytest.param(lambda led: led.claims(actor="لواء الضفتينن"), UnknownError, f"did you mean {FIRST}?", id="a-name-that-is-near"),
        pytest.param(lambda led: led.actor("فلان"), UnknownError, "nobody in the ledger is called فلان", id="nobody"),
        pytest.param(lambda led: led.claim("0123456789abcdef"), UnknownError, "no claim", id="no-such-claim"),
        pytest.param(lambda led: led.article("none"), UnknownError, "no article", id="no-such-article"),
        pytest.param(lambda led: led.occurrence("none"), UnknownError, "no occurrence", id="no-such-occurrence"),
        pytest.param(lambda led: led.claims(type="FIGHT"), LedgerError, "there is no type FIGHT", id="no-such-type"),
        pytest.param(lambda led: led.claims(status="true"), LedgerError, "there is no status true", id="no-such-status"),
        pytest.param(lambda led: led.claims(order="size"), LedgerError, "not sorted by 'size'", id="no-such-order"),
        pytest.param(lambda led: led.claims(mode="ASSAULT/aerail"), LedgerError, "did you mean ASSAULT/aerial?", id="no-such-mode"),
        pytest.param(lambda led: led.claims(country="SYRIA"), LedgerError, "did you mean SYR?", id="no-such-country"),
        pytest.param(lambda led: led.claims(outlet="صحيفة البيدار"), UnknownError, "did you mean صحيفة البيدر?", id="no-such-outlet"),
        pytest.param(lambda led: led.claims(text=""), LedgerError, "holds no word", id="no-text"),
        pytest.param(lambda led: led.claims(published=""), LedgerError, "no stretch of days", id="no-days"),
        pytest.param(lambda led: led.claims(happened="yesterday"), LedgerError, "'yesterday' is no day", id="no-day"),
        pytest.param(lambda led: led.predictions(on="soon"), LedgerError, "'soon' is no day", id="no-day-of-predictions"),
        pytest.param(lambda led: led.as_of("soon"), LedgerError, "no day and no instant", id="no-instant"),
        pytest.param(lambda led: led.claims(actr="x"), TypeError, "there is no filter actr", id="no-such-filter"),
    ],
)
def test_what_cannot_be_answered_says_why(ledger: Ledger, asked: Ask, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=re.escape(told)):
        asked(ledger)


def test_there_is_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger at"):
        khabar.open(tmp_path / "none.db")


def test_without_pandas_a_frame_says_what_to_do(db: str) -> None:
    """In a process of its own, in which pandas cannot be found."""
    program = (
        "import sys; sys.modules['pandas'] = None; import khabar\n"
        f"answer = khabar.open({db!r}).claims()\n"
        "assert answer.to_dicts()\n"
        "try: answer.to_pandas()\n"
        "except ImportError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install pandas" in done.stdout


def test_to_import_the_package_loads_nothing_of_it() -> None:
    program = "import sys, khabar; print([one for one in sys.modules if one.startswith('khabar.') or one in ('numpy', 'sqlalchemy', 'pandas')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


PAGE = "نقابة الصيادين تعلن الإضراب\n\nاعتقلت شرطة الميناء يوم الأحد ثلاثة من أعضاء نقابة الصيادين قرب السوق القديم."


def test_a_text_and_its_file_are_coded_alike(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    text, file, named = khabar.code(PAGE), khabar.code(path), khabar.code(str(path))
    assert text.article is not None
    assert text.article.title is not None
    assert text.article.title.text == "نقابة الصيادين تعلن الإضراب"
    types = [one.event.type for one in text]
    assert types == [one.event.type for one in file] == [one.event.type for one in named]
    assert "COERCE" in types
    for one in text:
        assert_span(text.capture.text, one.quote)
    assert list(text.to_pandas()["claim"]) == [one["id"] for one in text.to_dicts()]


def test_a_text_that_is_dropped_says_why() -> None:
    coding = khabar.code("Not one word of this page is in Arabic.")
    assert (coding.article, coding.count()) == (None, 0)
    assert coding.dropped is not None
    assert coding.dropped.reason == "not-arabic"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        pytest.param(" \n", "empty", id="nothing"),
        pytest.param(ROOT / "samples/wire.jsonl", "holds 3 pages", id="several-pages"),
        pytest.param(Path("none.txt"), "none.txt", id="no-such-file"),
    ],
)
def test_what_is_no_page_is_refused(given: str | Path, told: str) -> None:
    with pytest.raises(UnreadableError, match=told):
        khabar.code(given)
