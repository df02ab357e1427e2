"""`khabar predictions`, `khabar relation`, `khabar network`, and a reviewer's word on an outcome, over a ledger of claims made by hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import pytest
from click.testing import Result

from khabar.cli.network import COLUMNS as LINK_COLUMNS
from khabar.cli.predictions import COLUMNS, RECORD_COLUMNS
from khabar.cli.relation import COLUMNS as RELATION_COLUMNS
from khabar.ledger import schema
from khabar.ledger.engine import connect
from khabar.ledger.writer import Writer, running
from khabar.records.claim import Link, Status
from tests.ledger.pages import claim, page, party, store

Run = Callable[..., Result]
FALL = "توقع نادر السهيل سقوط تدمر في غضون أسبوع بيد التنظيم من الجيش."
FELL = "سقطت تدمر بيد التنظيم يوم الأربعاء بعد انسحاب الجيش."
RELIEF = "رجحت سلمى القاضي اتفاقا بين نقابة الصيادين وإدارة المرفأ في غضون شهر."
TALKS = "توقعت الصحيفة حوارا بين نقابة الصيادين وإدارة المرفأ."
SIDES = {"التنظيم": "islamic-state", "الجيش": "syria.army"}
PORT = ("نقابة الصيادين", "إدارة المرفأ")


def _told(
    writer: Writer, text: str, day: str, cue: str, kind: str, sides: tuple[str, str], *, status: Status = "occurred", speaker: str | None = None,
    time: tuple[str, str] | None = None,
) -> str:  # fmt: skip
    """Store a page of one claim, and give the claim's id."""
    of = page(text, f"{day}-{kind}.txt")
    link = Link(None, speaker, "person", None, None) if speaker else None
    actor, recipient = (party(of, one, SIDES.get(one)) for one in sides)
    made = claim(of, cue, kind, actor, recipient, status=status, speaker=link, time=time)
    store(writer, of, made, day=day)
    return made.id


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A ledger of predictions and of a relation that turns in July 2014; and the ids of its predictions."""
    path = tmp_path_factory.mktemp("ledger") / "khabar.db"
    engine = connect(str(path))
    schema.make(engine)
    ids = {}
    with running(engine, "coder-1", "test") as writer:
        sides, time = ("التنظيم", "الجيش"), ("2015-03-04", "2015-03-04")
        ids["fall"] = _told(writer, FALL, "2015-03-02", "سقوط", "ASSAULT", sides, status="predicted", speaker="نادر السهيل")
        ids["fell"] = _told(writer, FELL, "2015-03-05", "سقطت", "ASSAULT", sides, time=time)
        ids["relief"] = _told(writer, RELIEF, "2015-03-03", "اتفاقا", "AGREE", PORT, status="predicted", speaker="سلمى القاضي")
        ids["talks"] = _told(writer, TALKS, "2015-03-04", "حوارا", "CONSULT", PORT, status="predicted")
        for month in range(1, 13):
            good = month < 7
            text = f"{'ساعدت' if good else 'هددت'} نقابة الصيادين إدارة المرفأ للمرة {month}."
            days = (f"2014-{month:02}-10", f"2014-{month:02}-10")
            _told(writer, text, f"2014-{month:02}-11", text.partition(" ")[0], "AID" if good else "THREATEN", PORT, time=days)
    engine.dispose()
    return path, ids


@pytest.fixture
def ids(filled: tuple[Path, dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The ids of the predictions in a copy of the ledger, which the commands find by the environment."""
    (tmp_path / "khabar.db").write_bytes(filled[0].read_bytes())
    monkeypatch.setenv("KHABAR_DB", str(tmp_path / "khabar.db"))
    monkeypatch.setenv("KHABAR_REVIEWER", "نور")
    monkeypatch.setenv("COLUMNS", "200")
    return filled[1]


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(one) for one in result.stdout.splitlines()]


def table(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_predictions_have_speakers_days_horizons_and_what_came_of_them(run: Run, ids: dict[str, str]) -> None:
    found = {one["claim"]: one for one in lines(run("predictions", "--on", "2015-06-01"))}
    assert set(found) == {ids["fall"], ids["relief"], ids["talks"]}
    fall = found[ids["fall"]]
    assert (fall["speaker"], fall["said"], fall["horizon"], fall["verdict"]) == ("نادر السهيل", "2015-03-02", "2015-03-09", "came-about")
    assert [(one["claim"], one["holds"], one["quote"]) for one in fall["evidence"]] == [(ids["fell"], True, FELL)]
    assert (found[ids["relief"]]["verdict"], found[ids["talks"]]["verdict"]) == ("undecided", "open")
    assert (found[ids["talks"]]["speaker"], found[ids["talks"]]["horizon"]) == (None, None)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        pytest.param((), ["talks", "relief", "fall"], id="the-newest-first"),
        pytest.param(("--oldest-first", "--limit", "2"), ["fall", "relief"], id="the-oldest-two"),
        pytest.param(("--open",), ["talks"], id="open"),
        pytest.param(("--due",), ["relief"], id="due"),
        pytest.param(("--settled",), ["fall"], id="settled"),
        pytest.param(("--speaker", "نادر السهيل"), ["fall"], id="of-a-speaker"),
        pytest.param(("--type", "CONSULT"), ["talks"], id="of-a-type"),
        pytest.param(("--open", "--type", "AGREE"), [], id="none"),
    ],
)
def test_predictions_are_chosen(run: Run, ids: dict[str, str], options: tuple[str, ...], found: list[str]) -> None:
    assert [one["claim"] for one in lines(run("predictions", "--on", "2015-06-01", *options))] == [ids[one] for one in found]
    if "--limit" not in options:
        assert run("predictions", "--on", "2015-06-01", "--count", *options).stdout == f"{len(found)}\n"


def test_before_the_horizon_a_prediction_is_open_whatever_is_known(run: Run, ids: dict[str, str]) -> None:
    assert {one["verdict"] for one in lines(run("predictions", "--on", "2015-03-07"))} == {"open"}
    assert lines(run("predictions", "--on", "2015-03-01")) == []


def test_csv_has_its_columns(run: Run, ids: dict[str, str]) -> None:
    rows = table(run("predictions", "--on", "2015-06-01", "--format", "csv"))
    assert tuple(rows[0]) == COLUMNS
    fall = next(row for row in rows if row["claim"] == ids["fall"])
    assert (fall["for"], fall["against"], fall["negative"], fall["quote"]) == (ids["fell"], "", "no", FALL)


def test_a_speaker_has_a_record(run: Run, ids: dict[str, str]) -> None:
    (row,) = table(run("predictions", "--record", "نادر السهيل", "--on", "2015-06-01", "--format", "csv"))
    assert tuple(row) == RECORD_COLUMNS
    assert (row["speaker"], row["predictions"], row["came_about"], row["undecided"]) == ("نادر السهيل", "1", "1", "0")
    every = lines(run("predictions", "--records", "--on", "2015-06-01"))
    assert {one["speaker"]: one["claims"] for one in every} == {"نادر السهيل": [ids["fall"]], "سلمى القاضي": [ids["relief"]]}
    assert run("predictions", "--record", "نادر السهل").exit_code == 1
    shown = run("predictions", "--record", "نادر السهيل", "--on", "2015-06-01", "--format", "table")
    assert (shown.exit_code, "came-about" in shown.stdout) == (0, True)


def test_a_reviewer_settles_a_prediction_and_takes_it_back(run: Run, ids: dict[str, str]) -> None:
    first = run("review", "outcome", ids["relief"], "came-about", "--because", "وقعا الاتفاق")
    assert (first.exit_code, first.stderr.startswith("khabar: judgement 1: outcome by نور")) == (0, True)
    (found,) = lines(run("predictions", "--on", "2015-06-01", "--type", "AGREE"))
    assert (found["verdict"], found["rule"]) == ("came-about", "undecided")
    assert found["judged"] == {"verdict": "came-about", "reviewer": "نور", "reason": "وقعا الاتفاق"}
    assert "(نور)" in run("predictions", "--on", "2015-06-01", "--type", "AGREE", "--format", "table").stdout
    assert run("review", "outcome", ids["relief"], "by-rule", "--because", "لم يثبت").exit_code == 0
    assert [one["verdict"] for one in lines(run("predictions", "--on", "2015-06-01", "--type", "AGREE"))] == ["undecided"]
    assert [one["body"]["verdict"] for one in lines(run("review", ids["relief"]))] == ["came-about", "by-rule"]
    assert [one["judgement"] for one in lines(run("claims", "--type", "AGREE"))] == [None]
    assert run("review", "--unattached").stdout == ""


@pytest.mark.parametrize(
    ("who", "verdict", "told"),
    [
        pytest.param("fell", "came-about", "predicts nothing", id="no-prediction"),
        pytest.param("fall", "perhaps", "is no outcome", id="no-such-outcome"),
        pytest.param("nobody", "did-not", "no claim", id="no-claim"),
    ],
)
def test_what_cannot_be_settled_is_refused(run: Run, ids: dict[str, str], who: str, verdict: str, told: str) -> None:
    result = run("review", "outcome", ids.get(who, "0" * 16), verdict, "--because", "x")
    assert (result.exit_code, told in result.stderr) == (1, True), result.output


def test_a_relation_is_a_series_that_turns(run: Run, ids: dict[str, str]) -> None:
    found = lines(run("relation", *PORT, "--status", "occurred"))
    assert [one["start"] for one in found] == [f"2014-{month:02}-01" for month in range(1, 13)]
    assert {one["quad"] for one in found[:6]} == {"material-cooperation"}
    assert {one["quad"] for one in found[6:]} == {"verbal-conflict"}
    assert all(len(one["occurrences"]) == len(one["claims"]) == one["witnesses"] == 1 for one in found)
    (change,) = [one for one in found if one["change"]]
    assert (change["start"], change["change"]["before"], change["change"]["after"]) == ("2014-07-01", 7.0, -6.0)
    assert lines(run("relation", *reversed(PORT), "--status", "occurred")) == [one | {"first": PORT[1], "second": PORT[0]} for one in found]


def test_statuses_and_weeks_of_a_relation(run: Run, ids: dict[str, str]) -> None:
    rows = table(run("relation", *PORT, "--by", "week", "--format", "csv", "--status", "predicted"))
    assert tuple(rows[0]) == RELATION_COLUMNS
    assert {row["start"] for row in rows} == {"2015-03-02"}
    assert sum(int(row["claims"]) for row in rows) == 2
    assert "7.0 → -6.0" in run("relation", *PORT, "--format", "table").stdout
    assert len(lines(run("relation", *PORT, "--on", "2014-03-31"))) == 3


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        pytest.param(("islamic-state", "syria"), 2, id="an-army-counts-as-its-state"),
        pytest.param(("islamic-state", "syria", "--exact"), 0, id="not-by-itself"),
        pytest.param(("islamic-state", "syria.army", "--exact"), 2, id="itself"),
        pytest.param(("al-qaeda", "syria"), 0, id="not-what-split-from-it"),
        pytest.param(("al-qaeda", "syria", "--descent"), 2, id="what-split-from-it"),
    ],
)
def test_who_counts_as_a_side(run: Run, ids: dict[str, str], arguments: tuple[str, ...], found: int) -> None:
    result = run("relation", *arguments)
    assert len(lines(result)) == found
    assert ("nothing is claimed" in result.stderr) == (not found)


def test_merged_names_are_one_side(run: Run, ids: dict[str, str]) -> None:
    before = lines(run("relation", "نقابة الصيادين", "إدارة المرفأ"))
    assert run("review", "merge", "نقابة الصيادين", "النقابة", "--because", "اسمان").exit_code == 0
    after = lines(run("relation", "نقابة الصيادين", "إدارة المرفأ"))
    assert [one["claims"] for one in after] == [one["claims"] for one in before] != []


def test_a_network_of_a_day(run: Run, ids: dict[str, str], tmp_path: Path) -> None:
    rows = table(run("network", "--on", "2015-03-10", "--graphml", tmp_path / "net.graphml", "--format", "csv"))
    assert tuple(rows[0]) == LINK_COLUMNS
    assert [(row["first_id"], row["second_id"], row["quad"], row["witnesses"]) for row in rows] == [
        ("islamic-state", "syria.army", "material-conflict", "1")
    ]
    root = Xml.parse(tmp_path / "net.graphml").getroot()  # noqa: S314 - written by us
    assert len(root.findall(".//{*}node")) == 2
    assert len(root.findall(".//{*}edge")) == 1
    assert lines(run("network", "--on", "2015-03-04")) == []
    assert lines(run("network", "--on", "2015-09-01")) == []
    assert len(lines(run("network", "--on", "2015-09-01", "--days", "400"))) == 1
    assert len(lines(run("network", "--on", "2015-03-10", "--status", "predicted"))) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("predictions", "--on", "2015-06-01"), "توقعات وما آلت إليه", id="predictions"),
        pytest.param(("predictions", "--record", "نادر السهيل"), "توقعات نادر السهيل وما آلت إليه", id="a-record"),
        pytest.param(("relation", *PORT), "العلاقة بين نقابة الصيادين وإدارة المرفأ", id="relation"),
        pytest.param(("network", "--on", "2015-03-10"), "تنظيم الدولة", id="network"),
    ],
)
def test_plots_are_written_beside_the_rows(run: Run, ids: dict[str, str], tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    result = run(*arguments, "--plot", tmp_path / "plot.svg")
    assert lines(result) != []
    assert "plot written to" in result.stderr
    assert words in (tmp_path / "plot.svg").read_text(encoding="utf-8")


def test_claims_are_exported_in_the_order_in_which_they_were_learned(run: Run, ids: dict[str, str]) -> None:
    every = [one["id"] for one in lines(run("claims", "--oldest-first"))]
    head, *rows = (line.split("\t") for line in run("export", "--format", "plover").stdout.splitlines())
    assert head[:3] == ["Event ID", "Event Date", "Event Type"]
    assert [row[0] for row in rows] == every
    assert [one["id"] for one in lines(run("export", "--format", "web-annotation"))] == [f"urn:khabar:claim:{one}" for one in every]
    assert len(lines(run("export", "--format", "web-annotation", "--status", "predicted"))) == 3
    assert run("export").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(("network", "--plot", "net.pdf"), 2, "ends in none of", id="another-form"),
        pytest.param(("network", "--on", "spring"), 2, "is no day", id="no-day"),
        pytest.param(("relation", "نقابة الصيادين", "إدارة المرفإ الأخرى"), 1, "nobody in the ledger", id="nobody"),
        pytest.param(("relation", "نقابة الصيادين"), 2, "Missing argument", id="one-side"),
    ],
)
def test_misuse_is_told_in_a_line(run: Run, ids: dict[str, str], arguments: tuple[str, ...], code: int, told: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, told in result.stderr) == (code, True), result.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("network", "--graphml", "none/net.graphml"), "none/net.graphml: cannot be written (No such file or directory)", id="graphml"),
        pytest.param(("network", "--plot", "none/net.svg"), "none/net.svg: cannot be written (No such file or directory)", id="plot"),
        pytest.param(("predictions", "--plot", "file/plot.png"), "file/plot.png: cannot be written (Not a directory)", id="below-a-file"),
        pytest.param(("relation", *PORT, "--plot", "none/r.html"), "none/r.html: cannot be written (No such file or directory)", id="relation"),
        pytest.param(("review", "--export", "none/x.jsonl"), "none/x.jsonl: cannot be written (No such file or directory)", id="items"),
        pytest.param(("review", "--export-pairs", "none/x.jsonl"), "none/x.jsonl: cannot be written (No such file or directory)", id="pairs"),
        pytest.param(("backup", "none/x"), "the backup none/x cannot be written (No such file or directory)", id="backup"),
        pytest.param(("backup", "file/x"), "the backup file/x cannot be written (Not a directory)", id="backup-below-a-file"),
    ],
)
def test_a_file_that_cannot_be_written_is_named_with_the_mend(
    run: Run, ids: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    result = run(*arguments)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        1,
        f"khabar: {told}; name a file in a folder that exists, has room and can be written",
    )
