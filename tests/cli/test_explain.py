"""`khabar explain`, `khabar stages` and the help texts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import khabar
from khabar.pipeline import STAGES

Run = Callable[..., Result]


def claims(run: Run, *paths: object) -> list[dict[str, object]]:
    return [record for one in run("code", *paths).stdout.splitlines() if (record := json.loads(one))["kind"] == "claim"]


def test_a_claim_is_explained(run: Run, good: Path) -> None:
    claim = claims(run, good)[0]
    result = run("explain", claim["id"], good)
    assert result.exit_code == 0
    for words in ("cue: «", "lexicon: ", "type: ", "status: ", "score", "attribution: ", "that sides and type are right; log-odds: "):
        assert words in result.stdout
    assert result.stderr == ""


def test_the_reasons_are_told_in_arabic_where_that_is_asked(run: Run, good: Path) -> None:
    claim = claims(run, good)[0]
    english, arabic = (run("explain", claim["id"], good, "--language", language).stdout.splitlines() for language in ("en", "ar"))
    assert english == run("explain", claim["id"], good).stdout.splitlines()
    assert (len(arabic), arabic[0]) == (len(english), english[0])
    assert arabic[1].startswith("الفعل: «")
    assert not [line for line in arabic[1:] if re.search(r"\b(?:is|of|the|score)\b", line)]


def test_every_claim_can_be_explained(run: Run, good: Path) -> None:
    for claim in claims(run, good):
        event = claim["event"]
        assert isinstance(event, dict)
        assert f"type: {event['type']}" in run("explain", claim["id"], good).stdout


def test_pages_may_come_from_standard_input(run: Run, text: str) -> None:
    (first, *_) = [r for one in run("code", "-", stdin=text.encode()).stdout.splitlines() if (r := json.loads(one))["kind"] == "claim"]
    assert run("explain", first["id"], "-", stdin=text.encode()).exit_code == 0


def test_a_slip_in_an_id_is_met_with_the_nearest(run: Run, good: Path) -> None:
    identity = str(claims(run, good)[0]["id"])
    slip = identity[:-1] + ("0" if identity[-1] != "0" else "1")
    result = run("explain", slip, good)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"khabar: no claim {slip} in these pages; did you mean {identity}?\n"


def test_an_id_like_no_other_is_not_guessed(run: Run, good: Path) -> None:
    result = run("explain", "nothing-like-it", good)
    assert result.exit_code == 1
    assert result.stderr == (
        "khabar: no claim nothing-like-it in these pages; an id is 16 hexadecimal digits, such as 2f8f98d5a6dca717; "
        "take it from the column `claim` of `khabar code --format csv`\n"
    )


def test_a_page_that_cannot_be_read_is_told(run: Run, tmp_path: Path, good: Path) -> None:
    identity = claims(run, good)[0]["id"]
    result = run("explain", identity, tmp_path / "missing.txt", good)
    assert result.exit_code == 0
    assert "missing.txt: no such file or folder" in result.stderr


def test_stages_prints_the_flow(run: Run) -> None:
    result = run("stages")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [one.split()[0] for one in lines] == ["capture", "articles", "sentences", "mentions", "claims"]
    for one, stage in zip(lines, STAGES, strict=True):
        assert one.endswith((stage.__doc__ or "").splitlines()[0])


HELP: dict[tuple[str, ...], tuple[str, ...]] = {
    (): ("code", "explain", "stages", "attributed claims"),
    ("code",): ("PATHS", "--format", "[table|jsonl|csv]", "--jobs", "standard input", "Exit code 1"),
    ("explain",): ("CLAIM", "PATHS", "the pages that it was coded from", "ledger"),
    ("stages",): ("Print the stages",),
}


@pytest.mark.parametrize("command", HELP, ids=lambda c: " ".join(c) or "khabar")
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_says_what_a_command_does(run: Run, command: tuple[str, ...], flag: str) -> None:
    result = run(*command, flag)
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert all(words in shown for words in HELP[command])


def test_the_version_is_the_packages(run: Run) -> None:
    assert khabar.__version__ in run("--version").stdout
