"""The commands of the ledger, from `khabar init` to `khabar restore`."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from khabar.cli import commands
from khabar.cli.stored import LEDGER_COLUMNS
from training import occurrences

Run = Callable[..., Result]
PAGE = """نقابة الصيادين تعلن الإضراب

اعتقلت شرطة الميناء أمس ثلاثة من أعضاء نقابة الصيادين قرب السوق القديم. وقال الناطق باسم النقابة نادر السهيل إن الشرطة ضربت المعتقلين.

ودعت الأمم المتحدة لبنان إلى الإفراج عن الصيادين، بينما أدانت الحكومة التركية اعتقالهم أمس الأول.
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one page, which says no day."""
    folder = tmp_path_factory.mktemp("ledger")
    (folder / "undated.txt").write_text(PAGE, encoding="utf-8")
    for arguments in (["init"], ["add", str(folder / "undated.txt")]):
        result = CliRunner().invoke(commands, [*arguments, "--db", str(folder / "khabar.db")])
        assert result.exit_code == 0, result.output
    return folder / "khabar.db"


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(one) for one in result.stdout.splitlines()]


def test_pages_are_added_once(run: Run, db: Path, good: Path) -> None:
    first = run("add", good)
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr.startswith("khabar: 1 new, 0 recoded, 0 known, 0 dropped, 0 unreadable; ")
    assert run("add", good).stderr.startswith("khabar: 0 new, 0 recoded, 1 known, 0 dropped, 0 unreadable; 0 claims")


def test_dropped_and_unreadable_pages_are_told_and_the_run_goes_on(run: Run, db: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("An English page about the weather of the coast. " * 20, encoding="utf-8")
    result = run("add", tmp_path / "a.txt", tmp_path / "b.txt")
    assert result.exit_code == 1
    assert "a.txt: empty" in result.stderr
    assert f"khabar: {tmp_path / 'b.txt'}: dropped, not-arabic" in result.stderr
    assert "1 new, 0 recoded, 0 known, 1 dropped, 1 unreadable" in result.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_pages_of_one_name_are_added_in_one_run_as_in_several(run: Run, tmp_path: Path, text: str, jobs: str) -> None:
    for site, page in (("a", PAGE), ("b", text), ("copy-of-a", PAGE)):
        (tmp_path / site).mkdir()
        (tmp_path / site / "index.txt").write_text(page, encoding="utf-8")
    for name, runs in (("one.db", [("a", "b", "copy-of-a")]), ("several.db", [("a",), ("b",), ("copy-of-a",)])):
        run("init", "--db", tmp_path / name)
        for sites in runs:
            assert run("add", *(tmp_path / site for site in sites), "--db", tmp_path / name, "--jobs", jobs).exit_code == 0
    one, several = ({claim["id"]: claim["article"] for claim in records(run("claims", "--db", tmp_path / name))} for name in ("one.db", "several.db"))
    assert one == several
    assert len(set(one.values())) == 2
    for claim, article in one.items():
        assert run("explain", claim, tmp_path / "a", tmp_path / "b").exit_code == 0
        assert records(run("article", article, "--db", tmp_path / "one.db"))[0]["capture"] == "index.txt"


def test_the_ledger_prints_what_was_coded(run: Run, db: Path, tmp_path: Path) -> None:
    (tmp_path / "undated.txt").write_text(PAGE, encoding="utf-8")
    coded = [one for one in records(run("code", tmp_path / "undated.txt")) if one["kind"] == "claim"]
    kept = records(run("claims", "--oldest-first"))
    assert [{key: value for key, value in one.items() if key in coded[0]} for one in kept] == coded


def test_csv_has_the_columns_of_the_ledger(run: Run, db: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("claims", "--format", "csv").stdout)))
    assert tuple(rows[0]) == LEDGER_COLUMNS
    assert [row["claim"] for row in rows] == [one["id"] for one in records(run("claims"))]


def test_filters_count_and_pages(run: Run, db: Path) -> None:
    every = records(run("claims"))
    arrests = [one for one in every if one["event"]["type"] == "COERCE"]
    assert records(run("claims", "--type", "coerce")) == arrests
    assert int(run("claims", "--count").stdout) == len(every)
    first = run("claims", "--limit", "1")
    cursor = first.stderr.split()[-1]
    assert records(first) + records(run("claims", "--cursor", cursor)) == every


def test_an_actor_and_a_dyad_by_any_name(run: Run, db: Path) -> None:
    arrest = next(one for one in records(run("claims")) if one["event"]["type"] == "COERCE" and one["recipient"] and one["actor"][0]["id"] is None)
    police, arrested = arrest["actor"][0]["name"], arrest["recipient"][0]["name"]
    found = records(run("dyad", police, arrested.replace("ة", "ه")))
    assert arrest["id"] in {one["id"] for one in found}
    assert found == records(run("dyad", arrested, police.replace("ة", "ه")))
    assert {one["id"] for one in found} <= {one["id"] for one in records(run("actor", police))}
    assert records(run("actor", "الامم المتحده")) == records(run("actor", "united-nations")) != []
    assert records(run("actor", "turkey")) != []
    assert records(run("actor", "turkey", "--exact")) == []


@pytest.mark.parametrize(
    ("arguments", "offered"),
    [
        pytest.param(("actor", "نقابة الصياديين"), "did you mean نقابة الصيادين", id="a-name-of-the-ledger"),
        pytest.param(("claims", "--actor", "زيد بن عمرو الخفاجي"), "nobody in the ledger is called", id="nobody-near"),
    ],
)
def test_unknown_names_are_told(run: Run, db: Path, arguments: tuple[str, ...], offered: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 1
    assert offered in result.stderr


def test_a_day_that_is_supplied_resolves_what_is_relative(run: Run, db: Path) -> None:
    before = records(run("claims"))
    article = before[0]["article"]
    assert all(one["time"] is None for one in before)
    result = run("date", article, "2015-06-02", "--because", "كتبه القارئ بخطه")
    assert (result.exit_code, "1 recoded" in result.stderr) == (0, True)
    days = {one["time"]["start"] for one in records(run("claims")) if one["time"]}
    assert days == {"2015-06-01", "2015-05-31"}
    assert {one["published_start"] for one in records(run("claims"))} == {"2015-06-02"}
    assert records(run("claims", "--as-of", before[0]["learned"].replace("Z", "+00:00"))) == before
    shown = run("article", article, "--format", "table").stdout
    assert "2015-06-02…2015-06-02 (reader)" in shown
    assert "كتبه القارئ بخطه" in shown
    run("date", article, "--withdraw", "--because", "ليس بخطه")
    assert {one["published_start"] for one in records(run("claims"))} == {None}


def test_an_outlet_and_an_origin_are_supplied(run: Run, db: Path) -> None:
    article = records(run("claims"))[0]["article"]
    assert run("outlet", article, "صدى المرفأ", "--because", "في رأس الصفحة").exit_code == 0
    assert run("origin", article, "وكالة الساحل", "--because", "في ذيلها").exit_code == 0
    (head, *claims) = records(run("article", article))
    assert (head["outlet"], head["republished_from"]) == ("صدى المرفأ", "وكالة الساحل")
    assert all(one["attribution"][-1]["name"] == "صدى المرفأ" for one in claims)


def test_claims_are_reviewed_from_a_script(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other, *_ = (claim["id"] for claim in records(run("claims")))
    assert run("review", one, "reject", "--because", "نفتها الشرطة").exit_code == 0
    assert run("review", other, "correct", "--field", "status=denied", "--because", "نفي", "--by", "سلمى").exit_code == 0
    kept = {claim["id"]: claim for claim in records(run("claims"))}
    assert one not in kept
    assert kept[other]["judgement"]["reviewer"] == "سلمى"
    assert kept[other]["changed"]["status"]["corrected"] == "denied"
    assert {claim["id"] for claim in records(run("claims", "--all"))} == {one, *kept}
    assert [made["kind"] for made in records(run("review", one))] == ["reject"]
    monkeypatch.setenv("COLUMNS", "200")
    assert "[occurred]" in run("claims", "--status", "denied", "--format", "table").stdout


def test_claims_are_reviewed_one_after_the_other(run: Run, db: Path) -> None:
    every = records(run("claims"))
    answers = "\n".join(["a", "صحيح", "s", "r", "ليس حدثا", "q", ""])
    assert run("review", stdin=answers.encode()).exit_code == 0
    kinds = {one["id"]: (one["judgement"] or {}).get("kind") for one in records(run("claims", "--all"))}
    assert [kinds[one["id"]] for one in every][:3] == ["accept", None, "reject"]


def test_a_claim_of_the_ledger_is_explained_without_its_page(run: Run, db: Path) -> None:
    one = records(run("claims"))[0]
    run("review", one["id"], "accept", "--because", "قرأتها")
    result = run("explain", one["id"])
    assert result.stdout.splitlines()[0] == one["quote"]["text"]
    assert f"type: {one['event']['type']}" in result.stdout
    assert "judgement: accept by نور" in result.stdout
    arabic = run("explain", one["id"], "--language", "ar").stdout
    assert "\nالنوع: " in arabic
    assert "\nالحكم: إقرار، حكم به نور، " in arabic
    slip = one["id"][:-1] + ("0" if one["id"][-1] != "0" else "1")
    missing = run("explain", slip)
    assert (missing.exit_code, missing.stderr) == (1, f"khabar: no claim {slip} in the ledger; did you mean {one['id']}?\n")


def test_pairs_are_judged(run: Run, db: Path, tmp_path: Path) -> None:
    one, other, *_ = (claim["id"] for claim in records(run("claims")))
    assert run("review", "same", one, other, "--because", "خبر واحد").exit_code == 0
    result = run("review", "--export-pairs", tmp_path / "pairs.jsonl")
    assert "1 items written" in result.stderr
    (item,) = map(json.loads, (tmp_path / "pairs.jsonl").read_text(encoding="utf-8").splitlines())
    assert (item["same"], [end["claim"]["id"] for end in item["claims"]]) == (True, [one, other])
    x, y = occurrences.reviewed(tmp_path / "pairs.jsonl")
    assert (len(x), x[0][0], list(y)) == (1, 1.0, [1.0])
    assert run("review", "--unattached").stdout == ""
    assert run("review", "merge", "نقابة الصيادين", "نقابة صيادي الأسماك", "--because", "اسمان").exit_code == 0
    assert records(run("actor", "نقابة الصيادين")) != []


@pytest.mark.parametrize(
    ("written", "found"), [("نادر السهيل", True), ("السهيل", False), ("بن نادر السهيل", False)], ids=["without-his-title", "one-word", "another"]
)
def test_a_name_without_its_title_finds_its_one_bearer(run: Run, db: Path, written: str, found: bool) -> None:
    whole = run("claims", "--speaker", "الناطق باسم النقابة نادر السهيل")
    assert records(whole) != []
    result = run("claims", "--speaker", written)
    assert (result.exit_code, result.stdout) == ((0, whole.stdout) if found else (1, ""))


def test_a_name_that_nobody_has_yet_is_merged_and_told(run: Run, db: Path) -> None:
    result = run("review", "merge", "نقابة الصيادين", "نقابة صيادي الأسماك", "--because", "اسمان")
    assert "is called نقابة صيادي الأسماك yet" in result.stderr
    assert "yet" not in run("review", "merge", "نقابة الصيادين", "turkey", "--because", "سهو").stderr


def test_an_outlet_is_known_by_its_articles_and_near_ones_are_offered(run: Run, db: Path) -> None:
    assert run("outlet", records(run("claims"))[0]["article"], "صدى المرفأ", "--because", "في رأس الصفحة").exit_code == 0
    assert records(run("claims", "--outlet", "صدي المرفا")) == records(run("claims")) != []
    result = run("claims", "--outlet", "صدى المرفإ الجديد")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "did you mean صدى المرفأ?" in result.stderr
    assert "the ledger has صدى المرفأ" in run("recode", "--outlet", "لا وجود له").stderr


def test_a_mode_and_a_country_are_taken_in_any_case(run: Run, db: Path) -> None:
    assert records(run("claims", "--mode", "coerce/Arrest")) == records(run("claims", "--mode", "COERCE/arrest")) != []
    assert records(run("claims", "--country", "lbn")) == records(run("claims", "--country", "LBN"))


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        pytest.param(("review", "0000000000000000", "accept", "--because", "x"), 1, "no claim", id="an-unknown-claim"),
        pytest.param(("review", "0000000000000000", "accept"), 1, "needs its reason", id="no-reason"),
        pytest.param(("review", "one", "two", "three", "four"), 2, "is no judgement", id="no-judgement"),
        pytest.param(("review", "0000000000000000"), 1, "nothing was said", id="a-claim-without-judgements"),
        pytest.param(("article", "0000000000000000"), 1, "no article", id="an-unknown-article"),
        pytest.param(("date", "0000000000000000", "2015", "--because", "x"), 1, "no article", id="a-day-for-nothing"),
        pytest.param(("date", "0000000000000000", "--because", "x"), 2, "--withdraw", id="no-day"),
        pytest.param(("recode",), 2, "say which articles", id="recode-what"),
        pytest.param(
            ("claims", "--happened", "06/2024"), 2, "'--happened': '06/2024' is no day; write days as 2016-05-03, 2016-05", id="no-day-of-an-event"
        ),
        pytest.param(("claims", "--published", ""), 2, "'--published': '' is no stretch of days; write", id="no-day-of-publication"),
        pytest.param(("network", "--on", "31/12/2015"), 2, "'--on': 31/12/2015 is no day; write it as", id="no-day-of-a-network"),
        pytest.param(("claims", "--as-of", "then"), 2, "'--as-of': 'then' is no day and no instant; write", id="no-instant"),
        pytest.param(("date", "0000000000000000", "6/2015", "--because", "x"), 2, "'6/2015' is no day; write days as", id="no-day-for-a-page"),
        pytest.param(("claims", "--text", "«»"), 2, "holds no word", id="no-word"),
        pytest.param(("claims", "--text", ""), 2, "'--text': '' holds no word; ask for words", id="no-text"),
        pytest.param(("claims", "--mode", "aerail"), 2, "'--mode': there is no mode aerail; did you mean ASSAULT/aerial?", id="a-mode-near"),
        pytest.param(("actor", "turkey", "--mode", "arrest"), 2, "did you mean THREATEN/arrest or COERCE/arrest?", id="a-mode-of-two-types"),
        pytest.param(("claims", "--type", "asault"), 2, "'--type': there is no type asault; did you mean ASSAULT?", id="a-type-near"),
        pytest.param(("relation", "a", "b", "--status", "occured"), 2, "no status occured; did you mean occurred?", id="a-status-near"),
        pytest.param(("occurrences", "--mode", "AID/xx"), 2, "there is no mode AID/xx; write type and mode, as ASSAULT/aerial", id="no-mode-near"),
        pytest.param(("claims", "--country", "SYRIA"), 2, "'--country': there is no country SYRIA; did you mean SYR?", id="a-country-near"),
        pytest.param(("export", "plover", "--country", "تركيا"), 2, "did you mean TUR?", id="a-countrys-name"),
        pytest.param(("claims", "--country", "123"), 2, "give its code of ISO 3166-1 alpha-3, as SYR", id="no-country-near"),
        pytest.param(("claims", "--outlet", "صدى"), 1, "no article in the ledger is from صدى", id="an-unknown-outlet"),
        pytest.param(("recode", "--outlet", "لا وجود له"), 1, "no article in the ledger is from لا وجود له", id="recode-an-unknown-outlet"),
        pytest.param(("review", "merge", "فلان", "علان", "--because", "x"), 1, "the who's who is called فلان or علان; take a name", id="two-unknown"),
        pytest.param(
            ("review", "split", "نقابة الصيادن", "علان", "--because", "x"),
            1,
            "called نقابة الصيادن or علان; did you mean نقابة الصيادين?",
            id="one-near",
        ),
        pytest.param(("claims", "--db", "no/such.db"), 1, "khabar init", id="no-ledger"),
        pytest.param(("claims", "--db", "mysql://h/x"), 1, "no database that Khabar writes to", id="another-database"),
        pytest.param(("restore", "no/such/file"), 1, "no whole backup", id="no-backup"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_line(run: Run, db: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    extra = ("--db", db.parent / "new.db") if arguments[0] == "restore" else ()
    result = run(*arguments, *extra)
    assert (result.exit_code, told in result.stderr) == (code, True), result.output
    assert "Traceback" not in result.output


_AN_ID = "an id is 16 hexadecimal digits, such as 2f8f98d5a6dca717; take it from the column"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(("article", "zzz"), f"no article zzz; {_AN_ID} `article` of `khabar claims --format csv`", id="article"),
        pytest.param(("copies", "zzz"), f"no article zzz; {_AN_ID} `article` of `khabar claims --format csv`", id="copies"),
        pytest.param(("occurrence", "123"), f"no occurrence 123; {_AN_ID} `occurrence` of `khabar occurrences --format csv`", id="occurrence"),
        pytest.param(
            ("explain", "xyz"),
            f"no claim xyz in the ledger; give the pages that it was coded from, or another id: {_AN_ID} `claim` of `khabar claims --format csv`",
            id="explain",
        ),
    ],
)
def test_an_id_like_none_is_answered_with_what_an_id_is(run: Run, db: Path, arguments: tuple[str, ...], told: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"khabar: {told}\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(
            ("claims", "--db", "words.txt"),
            "words.txt: the database failed (file is not a database); name a ledger, or another file to make one in",
            id="another-file",
        ),
        pytest.param(
            ("init", "--db", "none/x.db"),
            "none/x.db: the database failed (unable to open database file); name a file in a folder that exists and can be written",
            id="no-folder",
        ),
        pytest.param(
            ("claims", "--db", "a b.db"),
            "there is no ledger at a b.db; make one with `khabar init --db 'a b.db'`, or name another with --db",
            id="no-ledger",
        ),
        pytest.param(
            ("claims", "--db", "khabar.db"),
            "there is no ledger at khabar.db; make one with `khabar init`, or name another with --db",
            id="no-ledger-where-one-is-looked-for",
        ),
        pytest.param(("claims", "--db", "empty.db"), "empty.db holds no ledger; make one with `khabar init --db empty.db`", id="an-empty-file"),
        pytest.param(
            ("claims", "--db", "postgresql://x:secret@127.0.0.1:1/y"), "postgresql+psycopg://x:***@127.0.0.1:1/y: the database failed", id="a-server"
        ),
    ],
)
def test_a_ledger_that_cannot_be_opened_is_named(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "words.txt").write_text("just some words, " * 300, encoding="utf-8")
    (tmp_path / "empty.db").touch()
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"khabar: {told}")
    assert "secret" not in result.stderr


def test_reviewed_sentences_become_items_of_the_corpus(run: Run, db: Path, tmp_path: Path) -> None:
    check = _corpus_check()
    for one in records(run("claims")):
        run("review", one["id"], "accept", "--because", "قرأتها")
    result = run("review", "--export", tmp_path / "items.jsonl")
    items = [json.loads(line) for line in (tmp_path / "items.jsonl").read_text(encoding="utf-8").splitlines()]
    assert items, result.stderr
    assert [list(check(item)) for item in items] == [[]] * len(items)
    assert all(item["events"] for item in items)
    kinds = {tuple(entity) for item in items for entity in item["entities"]}
    assert {("شرطة الميناء", "ORG"), ("أمس", "TIME")} <= kinds


def _corpus_check() -> Callable[[object], list[str]]:
    seen: dict[str, Any] = {"__name__": "check"}
    source = Path(__file__).parents[2] / "training/corpus/check.py"
    exec(compile(source.read_text(encoding="utf-8"), str(source), "exec"), seen)  # noqa: S102 - a program of our own
    return seen["faults"]  # type: ignore[no-any-return]


def test_judgements_that_fit_a_claim_are_not_listed_as_lost(run: Run, db: Path) -> None:
    run("review", records(run("claims"))[0]["id"], "reject", "--because", "ليس حدثا")
    result = run("review", "--unattached")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_ledger_is_checked_backed_up_and_restored(run: Run, db: Path, tmp_path: Path) -> None:
    assert (run("check").exit_code, run("check").stdout) == (0, "")
    assert run("backup", tmp_path / "khabar.backup").exit_code == 0
    assert run("restore", tmp_path / "khabar.backup", "--db", tmp_path / "again.db").exit_code == 0
    assert run("claims", "--db", tmp_path / "again.db").stdout == run("claims").stdout
    assert run("check", "--db", tmp_path / "again.db").exit_code == 0


def test_recoding_by_force_supersedes_and_says_so(run: Run, db: Path) -> None:
    before = records(run("claims"))
    assert "0 new, 0 recoded" in run("recode", "--all").stderr
    assert "0 new, 1 recoded" in run("recode", "--all", "--force").stderr
    assert [one["id"] for one in records(run("claims"))] == [one["id"] for one in before]


def test_several_processes_may_code(run: Run, db: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name in ("a", "b", "c"):
        (pages / f"{name}.txt").write_text(f"An English page about the weather of the coast, number {name}. " * 20, encoding="utf-8")
    assert "3 new, 0 recoded, 0 known, 3 dropped" in run("add", pages, "--jobs", "2").stderr
    assert "0 new, 0 recoded, 3 known, 0 dropped" in run("add", pages, "--jobs", "2").stderr
