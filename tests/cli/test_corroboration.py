"""The commands that corroborate: occurrences, copies, contradictions, over a ledger of sample pages."""

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
from khabar.cli.contradictions import COLUMNS as CONTRADICTIONS
from khabar.cli.copies import COLUMNS as COPIES
from khabar.cli.occurrences import COLUMNS as OCCURRENCES
from khabar.cli.stored import LEDGER_COLUMNS
from khabar.client.occurrences import WHY_COLUMNS

Run = Callable[..., Result]
ROOT = Path(__file__).parents[2]
PAGES = ("01-truce.html", "02-air-strike.html", "09-new-toll.txt", "10-truce-reprint.txt", "11-truce-denied.txt")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with a truce, its reprint and its denial, an air strike and its new toll."""
    path = tmp_path_factory.mktemp("ledger") / "khabar.db"
    for arguments in (["init"], ["add", *(str(ROOT / "samples" / name) for name in PAGES)]):
        result = CliRunner().invoke(commands, [*arguments, "--db", str(path)])
        assert result.exit_code == 0, result.output
    return path


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "180")


def records(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(one) for one in result.stdout.splitlines()]


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout)))


def disputed(run: Run) -> dict[str, Any]:
    """The occurrence with the most conflicts."""
    return records(run("occurrences", "--disputed"))[0]


def article(run: Run, capture: str) -> str:
    return next(str(one["article"]) for one in records(run("claims")) if one["capture"] == capture)


def test_every_claim_is_in_one_occurrence_and_every_occurrence_in_a_row(run: Run, db: Path) -> None:
    told = records(run("occurrences"))
    assert sum(one["claims"] for one in told) == int(run("claims", "--count").stdout)
    assert len(told) == int(run("occurrences", "--count").stdout) == len(rows(run("occurrences", "--format", "csv")))
    assert [one["day"] for one in told if one["day"]] == sorted((one["day"] for one in told if one["day"]), reverse=True)
    days = [one["day"] for one in records(run("occurrences", "--oldest-first")) if one["day"]]
    assert days == sorted(days)


def test_disputed_ones_come_by_their_conflicts_and_no_others(run: Run, db: Path) -> None:
    found = [one["conflicts"] for one in records(run("occurrences", "--disputed"))]
    assert found == sorted(found, reverse=True)
    assert min(found) > 0
    assert len(found) < int(run("occurrences", "--count").stdout)
    assert sum(found) == int(run("contradictions", "--count").stdout) == len(records(run("contradictions")))


@pytest.mark.parametrize("filters", [["--type", "ASSAULT"], ["--status", "denied"], ["--between", "لواء الضفتين", "كتائب وادي الزيتون"]])
def test_occurrences_are_those_of_which_a_claim_answers(run: Run, db: Path, filters: list[str]) -> None:
    wanted = {str(one["id"]) for one in records(run("claims", *filters))}
    found = {str(one["id"]) for one in records(run("occurrences", *filters))}
    members = {
        str(one["id"]): {c["id"] for c in records(run("occurrence", one["id"])) if c["kind"] == "claim"} for one in records(run("occurrences"))
    }
    assert found == {key for key, claims in members.items() if claims & wanted}
    assert found < set(members)


def test_an_occurrence_is_found_by_its_id_and_by_any_claim(run: Run, db: Path) -> None:
    one = disputed(run)
    by_id = run("occurrence", one["id"])
    claims = [record for record in records(by_id) if record["kind"] == "claim"]
    assert len(claims) == one["claims"]
    assert {run("occurrence", claim["id"]).stdout for claim in claims} == {by_id.stdout}
    assert records(by_id)[0]["claim_ids"] == [*dict.fromkeys(records(by_id)[0]["claim_ids"])]
    assert {claim["id"] for claim in claims} == set(records(by_id)[0]["claim_ids"])
    assert sum(record["kind"] == "contradiction" for record in records(by_id)) == one["conflicts"]


def test_the_table_of_an_occurrence_has_both_sides_the_witnesses_and_both_sentences(run: Run, db: Path) -> None:
    one = disputed(run)
    first, *rest = records(run("occurrence", one["id"]))
    shown = run("occurrence", one["id"], "--format", "table").stdout
    assert all(claim in shown for claim in first["claim_ids"])
    assert f"claim {one['earliest']['claim']}" in shown
    assert [origin["name"] in shown for found in first["witnesses"] for origin in found["origins"]]
    heading = next(at for at in shown.splitlines() if at.strip().startswith("told"))
    assert heading.split() == ["told", "denied"]
    conflict = next(record for record in rest if record["kind"] == "contradiction")
    lines = shown.splitlines()
    at = lines.index(f"conflict of {conflict['conflict']}: {conflict['why']}")
    assert lines[at + 1].startswith(f"  {conflict['first']} «")
    assert any(line.startswith(f"  {conflict['second']} «") for line in lines[at + 2 :])


def test_csv_of_an_occurrence_is_its_claims(run: Run, db: Path) -> None:
    found = rows(run("occurrence", disputed(run)["id"], "--format", "csv"))
    assert tuple(found[0]) == LEDGER_COLUMNS
    order = ["occurred", "denied", "proposed", "predicted", "possible", "conditional"]
    assert [order.index(row["status"]) for row in found] == sorted(order.index(row["status"]) for row in found)


def test_why_two_claims_are_one_is_a_table_of_features(run: Run, db: Path) -> None:
    one = disputed(run)
    pair = records(run("occurrence", one["id"]))[0]["claim_ids"][:2]
    result = run("occurrence", one["id"], "--why", *pair)
    told = records(result)
    assert [tuple(each) for each in told] == [WHY_COLUMNS] * len(told)
    assert {"same_type", "same_sides", "same_days", "wording"} <= {each["feature"] for each in told}
    assert all(each["odds"] == pytest.approx(each["value"] * each["weight"], abs=1e-3) for each in told)
    assert "one occurrence" in result.stderr
    assert "reviewer" not in result.stderr
    run("review", "different", *pair, "--because", "two deeds")
    assert "two occurrences; a reviewer's word" in run("occurrence", pair[0], "--why", *pair).stderr


def test_reviewers_word_flows_through(run: Run, db: Path) -> None:
    first, second, *_ = (one["earliest"]["claim"] for one in records(run("occurrences", "--type", "ASSAULT")))
    other = next(one["earliest"]["claim"] for one in records(run("occurrences", "--type", "AGREE")))
    before = int(run("occurrences", "--count").stdout)
    assert run("review", "same", first, other, "--because", "one story").exit_code == 0
    assert int(run("occurrences", "--count").stdout) == before - 1
    assert run("occurrence", first).stdout == run("occurrence", other).stdout != run("occurrence", second).stdout
    assert run("review", "different", other, first, "--because", "no").exit_code == 0
    assert int(run("occurrences", "--count").stdout) == before


def test_copies_have_their_passages_and_their_source(run: Run, db: Path) -> None:
    reprint, truce = article(run, "10-truce-reprint.txt"), article(run, "01-truce.html")
    (pair,) = records(run("copies"))
    assert ({pair["first"], pair["second"]}, pair["relation"], pair["source"], pair["basis"]) == ({reprint, truce}, "copy", truce, "credit")
    lengths = {"10-truce-reprint.txt": reprint, "01-truce.html": truce}
    for name, key in lengths.items():
        text = (ROOT / "samples" / name).read_text(encoding="utf-8")
        side = "first" if pair["first"] == key else "second"
        assert all(0 <= start < end <= len(text) for start, end in (passage[side] for passage in pair["passages"]))
    assert records(run("copies", reprint)) == records(run("copies", truce)) == [pair]
    assert run("copies", article(run, "11-truce-denied.txt")).stdout == ""
    (row,) = rows(run("copies", "--format", "csv"))
    assert row["first_outlet"]
    assert truce in run("copies", "--format", "table").stdout


def test_an_article_shows_whose_copy_it_is(run: Run, db: Path) -> None:
    reprint, truce = article(run, "10-truce-reprint.txt"), article(run, "01-truce.html")
    copied, source, alone = (records(run("article", one))[0] for one in (reprint, truce, article(run, "02-air-strike.html")))
    assert (copied["copy_of"], source["copy_of"], alone["copy_of"]) == (truce, None, None)
    assert [[each["article"] for each in one["reuses"]] for one in (copied, source, alone)] == [[truce], [reprint], []]
    assert f"a copy of {truce}" in run("article", reprint, "--format", "table").stdout
    assert f"copy: {reprint}; it was first" in run("article", truce, "--format", "table").stdout


def test_contradictions_are_those_of_which_a_claim_answers(run: Run, db: Path) -> None:
    every = records(run("contradictions"))
    denied = {str(one["id"]) for one in records(run("claims", "--status", "denied"))}
    wanted = [one for one in every if {one["first"]["claim"], one["second"]["claim"]} & denied]
    assert records(run("contradictions", "--status", "denied")) == wanted != []
    assert records(run("contradictions", "--limit", "1")) == every[:1]
    assert {one["conflict"] for one in every} >= {"denial"}
    assert every[0]["first"]["claim"] in run("contradictions", "--format", "table").stdout


def test_a_rejected_claim_is_in_no_occurrence(run: Run, db: Path) -> None:
    one = disputed(run)
    claim = next(each["id"] for each in records(run("occurrence", one["id"])) if each["kind"] == "claim" and each["status"] == "denied")
    before, instant = int(run("contradictions", "--count").stdout), records(run("claims", "--limit", "1"))[0]["learned"]
    run("review", claim, "reject", "--because", "misread")
    result = run("occurrence", claim)
    assert (result.exit_code, result.stdout) == (1, "")
    assert int(run("contradictions", "--count").stdout) < before == int(run("contradictions", "--count", "--as-of", instant).stdout)


@pytest.mark.parametrize(
    "arguments",
    ["occurrence {claim}", "occurrence {occurrence}", "copies {article}", "occurrence {occurrence} --why {claim} {claim}"],
    ids=["claim", "occurrence", "article", "why"],
)
def test_an_id_that_is_nearly_right_is_answered_with_the_right_one(run: Run, db: Path, arguments: str) -> None:
    one = disputed(run)
    names = {"claim": one["earliest"]["claim"], "occurrence": one["id"], "article": one["earliest"]["article"]}
    last = arguments.rsplit(maxsplit=1)[-1].strip("{}")
    typed = arguments.format(**names).split()
    typed[-1] = typed[-1][:-1] + ("0" if typed[-1][-1] != "0" else "1")
    result = run(*typed)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"did you mean {names[last]}?" in result.stderr


def test_as_of_before_the_first_page_there_is_nothing(run: Run, db: Path) -> None:
    for command in ("occurrences", "contradictions", "copies"):
        assert records(run(command, "--as-of", "2001-01-01")) == []


@pytest.mark.parametrize(
    ("command", "columns"),
    [("occurrences", OCCURRENCES), ("copies", COPIES), ("contradictions", CONTRADICTIONS)],
)
def test_csv_has_its_columns_even_without_rows(run: Run, db: Path, command: str, columns: tuple[str, ...]) -> None:
    assert run(command, "--format", "csv", "--as-of", "2001-01-01").stdout == ",".join(columns) + "\n"


def test_an_actor_goes_on_under_the_name_of_what_it_merged_into(run: Run, db: Path, tmp_path: Path) -> None:
    page = tmp_path / "front.txt"
    page.write_text(
        "هيئة تحرير الشام تعتقل عناصر\n\nإدلب - 3 مايو 2018\n\nاعتقلت هيئة تحرير الشام عناصر من تنظيم الدولة الإسلامية في ريف إدلب أمس.\n",
        encoding="utf-8",
    )
    run("add", page)
    asked = ["dyad", "جبهة النصرة", "تنظيم الدولة الإسلامية"]
    assert records(run(*asked)) == []
    assert {one["capture"] for one in records(run(*asked, "--line"))} == {"front.txt"}


def test_the_condition_has_a_column_where_a_claim_has_one(run: Run, db: Path) -> None:
    every = records(run("claims"))
    bound, free = ([one for one in every if bool(one["condition"]) is has] for has in (True, False))
    assert bound
    assert bound[0]["condition"].split()[0] in run("claims", "--article", bound[0]["article"], "--format", "table").stdout
    for one, has in ((bound[0], True), (free[0], False)):
        heading = run("claims", "--text", f'"{" ".join(one["quote"]["text"].split()[:4])}"', "--status", one["status"], "--format", "table")
        assert ("if" in heading.stdout.split()) is has
