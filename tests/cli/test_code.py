"""`khabar code`: forms of output, streams, exit codes."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from khabar.cli.output import COLUMNS

Run = Callable[..., Result]
COMMAND = (sys.executable, "-c", "from khabar.cli import main; main()")


def records(output: str) -> list[dict[str, object]]:
    return [json.loads(one) for one in output.splitlines()]


# --- forms


def test_json_lines_are_the_article_and_then_its_claims(run: Run, good: Path) -> None:
    result = run("code", good, "--format", "jsonl")
    assert result.exit_code == 0
    kinds = [record["kind"] for record in records(result.stdout)]
    assert kinds[0] == "article"
    assert set(kinds[1:]) == {"claim"}


def test_piped_output_is_json_lines(run: Run, good: Path) -> None:
    assert run("code", good).stdout == run("code", good, "--format", "jsonl").stdout


def test_csv_has_a_head_and_a_row_for_each_claim(run: Run, good: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("code", good, "--format", "csv").stdout)))
    claims = [r for r in records(run("code", good).stdout) if r["kind"] == "claim"]
    assert tuple(rows[0]) == COLUMNS
    assert [row["claim"] for row in rows] == [claim["id"] for claim in claims]
    assert [row["status"] for row in rows] == [claim["status"] for claim in claims]


def test_a_table_shows_title_outlet_day_and_claims(run: Run, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    shown = run("code", good, "--format", "table").stdout
    for words in ("نقابة الصيادين تعلن الإضراب", "good.txt", "outlet unknown", "2015-06-02", "who", "whom", "status", "sentence"):
        assert words in shown


def test_csv_without_claims_has_its_head_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("An English page about the weather of the coast. " * 20, encoding="utf-8")
    assert run("code", tmp_path, "--format", "csv").stdout == ",".join(COLUMNS) + "\n"


def test_a_headline_alone_is_news(run: Run, tmp_path: Path) -> None:
    headline = tmp_path / "headline.jsonl"
    headline.write_text(json.dumps({"id": "1", "text": "طيران التحالف يقصف مواقع الحوثيين في صعدة"}), encoding="utf-8")
    assert [one["event"]["type"] for one in records(run("code", headline).stdout) if one["kind"] == "claim"] == ["ASSAULT"]  # type: ignore[index]


def test_background_of_a_lone_sentence_is_coded_where_it_is_asked_for(run: Run, tmp_path: Path) -> None:
    lone = tmp_path / "lone.txt"
    lone.write_text("ويتهم سكان القرية الجيش بأنه قتل عشرين من أبنائها عام 1994، وهو ما لم يحاكم عليه أحد.\n", encoding="utf-8")
    without, within = (
        {(one["event"]["type"], one["event"]["cue"]["text"]) for one in records(run("code", lone, *asked).stdout) if one["kind"] == "claim"}  # type: ignore[index]
        for asked in ((), ("--background",))
    )
    assert ("ASSAULT", "قتل") not in without
    assert within == without | {("ASSAULT", "قتل")}


# --- sources


def test_a_dash_is_standard_input(run: Run, text: str) -> None:
    result = run("code", "-", stdin=text.encode())
    assert result.exit_code == 0
    assert {record["capture"] for record in records(result.stdout)} == {"-"}


def test_a_dash_may_stand_among_paths(run: Run, good: Path, text: str) -> None:
    result = run("code", good, "-", stdin=text.encode())
    assert [r["capture"] for r in records(result.stdout) if r["kind"] == "article"] == ["good.txt", "-"]


def test_a_folder_is_coded_in_sorted_order(run: Run, tmp_path: Path, text: str) -> None:
    for name in ("b.txt", "a.txt", "notes.md"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("code", tmp_path)
    assert [r["capture"] for r in records(result.stdout) if r["kind"] == "article"] == ["a.txt", "b.txt"]


# --- standard error and exit codes


def test_the_run_ends_with_its_counts(run: Run, good: Path) -> None:
    result = run("code", good)
    last = result.stderr.splitlines()[-1]
    claims = sum(record["kind"] == "claim" for record in records(result.stdout))
    assert last.startswith(f"khabar: 1 articles, {claims} claims, 0 dropped, 0 unreadable; ")
    assert last.endswith(" articles a second")


def test_a_dropped_page_is_told_and_is_no_failure(run: Run, good: Path) -> None:
    english = good.with_name("english.txt")
    english.write_text("An English page about the weather of the coast. " * 20, encoding="utf-8")
    result = run("code", good, english)
    assert result.exit_code == 0
    assert f"khabar: {english}: dropped, not-arabic: " in result.stderr
    assert "1 dropped" in result.stderr


MISUSE = {
    "no path": ("code",),
    "unknown form": ("code", "x.txt", "--format", "xml"),
    "no jobs": ("code", "x.txt", "--jobs", "0"),
    "jobs that are no number": ("code", "x.txt", "--jobs", "many"),
    "unknown option": ("code", "x.txt", "--fast"),
    "unknown command": ("decode", "x.txt"),
    "explain without a claim": ("explain",),
}


@pytest.mark.parametrize("arguments", MISUSE.values(), ids=MISUSE)
def test_misuse_exits_with_two_and_says_how_to_use_it(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Usage:" in result.stderr
    assert "Error:" in result.stderr


# --- real processes


def test_two_jobs_give_the_bytes_of_one(tmp_path: Path, text: str) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(text.replace("ثلاثة", f"{number + 3}"), encoding="utf-8")
    (tmp_path / "7.txt").write_bytes(b"")
    one, two = (
        subprocess.run([*COMMAND, "code", str(tmp_path), "--jobs", jobs], capture_output=True, check=False, timeout=120) for jobs in ("1", "2")
    )
    assert one.stdout.count(b'"kind": "article"') == 6
    assert one.stdout == two.stdout
    assert (one.returncode, two.returncode) == (1, 1)
    faults = [[part for part in done.stderr.splitlines() if b"7.txt" in part] for done in (one, two)]
    assert faults[0] == faults[1] != []


def test_a_reader_that_leaves_early_ends_the_run_quietly(tmp_path: Path, text: str) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    with subprocess.Popen([*COMMAND, "code", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"kind": "article"')
        process.stdout.close()
        told = process.stderr.read()
        assert process.wait(60) == 0
    assert b"Traceback" not in told
    assert b"Exception ignored" not in told


def test_standard_input_of_a_real_pipe(text: str) -> None:
    done = subprocess.run([*COMMAND, "code", "-", "--format", "jsonl"], input=text.encode(), capture_output=True, check=False, timeout=120)
    assert done.returncode == 0
    assert all(record["capture"] == "-" for record in records(done.stdout.decode()))
    assert done.stderr.decode().count("\n") == 1
