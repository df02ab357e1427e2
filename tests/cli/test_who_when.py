"""`khabar who`, `khabar when` and `khabar knowledge`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

REFERENCE = Path(__file__).parents[2] / "docs" / "reference.md"
Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("قتل ثلاثة مطلع نيسان الماضي", "2015-06-02", [("مطلع نيسان الماضي", "2015-04-01", "2015-04-10")]),
        ("اجتمعوا أمس", "2015-06-02", [("أمس", "2015-06-01", "2015-06-01")]),
        ("اجتمعوا أمس", None, [("أمس", None, None)]),
        ("في 3 مايو 2011", None, [("3 مايو 2011", "2011-05-03", "2011-05-03")]),
        ("لا وقت هنا", "2015-06-02", []),
    ],
)
def test_times_of_a_text(run: Run, text: str, on: str | None, expected: list[tuple[str, str | None, str | None]]) -> None:
    result = run("when", text, *(["--on", on] if on else []))
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert record["text"] == text
    assert [(f["text"], f["from"], f["to"]) for f in record["found"]] == expected
    assert all(text[f["start"] : f["end"]] == f["text"] for f in record["found"])


def test_each_time_says_its_edtf_and_the_reference_names_every_field(run: Run) -> None:
    found = json.loads(run("when", "انفصلا قبل نحو عامين وتصالحا ربيع 2011", "--on", "2015-06-02").stdout)["found"]
    assert [one["edtf"] for one in found] == ["2013~", "2011-21"]
    section = REFERENCE.read_text(encoding="utf-8").split("### Time fields")[1].split("## Values")[0]
    assert re.findall(r"^\| `([a-z]+)` \|", section, re.MULTILINE) == list(found[0])


def test_lines_give_lines_in_their_order(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    rows = [{"text": "أمس", "reference": "2015-06-02"}, {"text": "أمس"}, {"text": "غدا", "reference": "2011-01-31"}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    result = run("when", path, "--on", "2020-02-29")
    assert result.exit_code == 0
    assert [json.loads(row)["found"][0]["from"] for row in result.stdout.splitlines()] == ["2015-06-01", "2020-02-28", "2011-02-01"]
    assert run("when", "-", stdin=path.read_bytes()).stdout.count("\n") == 3


@pytest.mark.parametrize(
    ("row", "reason"), [("{", "not JSON"), ("[]", "no text"), ('{"text": 3}', "no text"), ('{"text": "أمس", "reference": "اليوم"}', "is no day")]
)
def test_a_bad_line_is_named_and_the_others_are_read(run: Run, tmp_path: Path, row: str, reason: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(f'{row}\n{{"text": "أمس"}}\n', encoding="utf-8")
    result = run("when", path)
    assert result.exit_code == 1
    assert f"{path}, line 1: " in result.stderr
    assert reason in result.stderr
    assert result.stdout.count("\n") == 1


def test_a_missing_file_is_an_error(run: Run, tmp_path: Path) -> None:
    result = run("when", tmp_path / "none.jsonl")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "none.jsonl: " in result.stderr


def test_a_day_that_is_none_is_misuse(run: Run) -> None:
    result = run("when", "أمس", "--on", "2015-13-01")
    assert result.exit_code == 2
    assert "2015-13-01 is no day; write it as 2015-06-02" in result.stderr


@pytest.mark.parametrize(("on", "expected"), [("2007-03-01", "nouri-al-maliki"), ("2015-06-02", "haider-al-abadi")])
def test_an_office_is_whoever_held_it(run: Run, on: str, expected: str) -> None:
    record = json.loads(run("who", "رئيس الوزراء العراقي", "--on", on).stdout)
    assert record["id"] == expected
    assert record["of"][0] == "iraq"


def test_a_name_is_known_with_its_names_and_relations(run: Run) -> None:
    record = json.loads(run("who", "جبهة النصرة").stdout)
    assert (record["id"], record["type"], record["country"]) == ("nusra-front", "armed-group", "SYR")
    assert {"kind", "name", "from", "to"} == set(record["names"][0])
    assert json.loads(run("who", "nusra-front", "--id").stdout)["names"] == record["names"]


@pytest.mark.parametrize(
    ("arguments", "near"), [(("انطونيو غوترتش",), "أنطونيو غوتيريش"), (("nusra-frond", "--id"), "nusra-front"), (("ظضغذ",), None)]
)
def test_nobody_is_answered_with_the_nearest(run: Run, arguments: tuple[str, ...], near: str | None) -> None:
    result = run("who", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert (f"did you mean {near}?" in result.stderr) if near else ("did you mean" not in result.stderr)


def test_the_data_files_have_no_faults(run: Run) -> None:
    result = run("knowledge", "check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 faults" in result.stderr


def test_a_fault_is_printed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.knowledge.actors.check", lambda: ["groups.tsv:2: no date"])
    monkeypatch.setattr("khabar.knowledge.places.check", lambda: ["places/towns.tsv:2: no id"])
    result = run("knowledge", "check")
    assert (result.exit_code, result.stdout) == (1, "groups.tsv:2: no date\nplaces/towns.tsv:2: no id\n")
