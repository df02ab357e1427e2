"""Commands that the documentation shows hold no id that a ledger of the samples lacks, and its questions have answers there."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_docs import PAGES

from khabar.cli import commands

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"(?:^|\| )khabar ([^|>\n]*)", re.MULTILINE)
_ID = re.compile(r"\b[0-9a-f]{16}\b")
ELSEWHERE = "example.md"
"""Its commands ask another ledger; `tests/docs/test_worked_example.py` runs them."""
QUESTIONS = (
    "actor", "article", "claims", "contradictions", "copies", "dyad", "explain", "network", "occurrence", "occurrences", "predictions", "relation",
)  # fmt: skip
NOT_NOW = "--as-of"
"""A ledger that the test has just made held nothing on that day."""
PLACEHOLDERS = {"CLAIM": "claims", "OTHER": "claims", "ARTICLE": "claims", "PREDICTION": "predictions"}
"""What the documentation writes for an id, and the command that prints such ids."""

Ask = Callable[[str], Result]


def examples() -> Iterator[tuple[str, str]]:
    """Where a command stands, as file and line, and the command without the program's name."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for block in _FENCE.finditer(text) if page.name != ELSEWHERE else ():
            for found in _COMMAND.finditer(text, *block.span(1)):
                number = text.count("\n", 0, found.start(1)) + 1
                yield f"{page.relative_to(ROOT)}:{number}", found[1].strip()


EXAMPLES = tuple(examples())
ASKED = [(place, example) for place, example in EXAMPLES if example.split()[0] in QUESTIONS and NOT_NOW not in example]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Puts a command to a ledger of all the samples; what it writes goes to a folder of the test's."""
    folder = tmp_path_factory.mktemp("samples")
    (folder / "samples").symlink_to(ROOT / "samples")
    before = Path.cwd()
    os.chdir(folder)

    def invoke(example: str) -> Result:
        return CliRunner().invoke(commands, shlex.split(example), env={"KHABAR_DB": str(folder / "khabar.db")})

    for example in ("init", "add samples"):
        assert invoke(example).exit_code == 0
    yield invoke
    os.chdir(before)


@pytest.fixture(scope="module")
def ids(ask: Ask) -> dict[str, str]:
    """A living id for each placeholder: of a page that `khabar explain` is shown with, where there is one."""
    told = {name: [json.loads(line) for line in ask(f"{name} --format jsonl").stdout.splitlines()] for name in set(PLACEHOLDERS.values())}
    claim, other = [one for one in told["claims"] if one["capture"] == "01-truce.html"][:2]
    return {"CLAIM": claim["id"], "OTHER": other["id"], "ARTICLE": claim["article"], "PREDICTION": told["predictions"][0]["claim"]}


def filled(example: str, ids: dict[str, str]) -> str:
    """The command with ids in the place of placeholders that stand alone, not those in capitals that are values."""
    return " ".join(shlex.quote(ids.get(word, word)) for word in shlex.split(example))


def test_no_command_holds_an_id_that_the_ledger_of_the_samples_lacks(ask: Ask) -> None:
    written = [(place, example, _ID.findall(example)) for place, example in EXAMPLES]
    living: set[str] = set()
    if any(found for _, _, found in written):
        living = {one for name in ("claims", "occurrences") for one in _ID.findall(ask(f"{name} --format csv").stdout)}
    stale = [f"{place}: {one} in `khabar {example}`" for place, example, found in written for one in found if one not in living]
    mend = f"write {', '.join(PLACEHOLDERS)}, which cannot go stale, and say in which column the reader finds one"
    assert stale == [], f"{mend}:\n" + "\n".join(stale)


def test_every_placeholder_is_explained_on_its_page() -> None:
    used = {(place.rpartition(":")[0], word) for place, example in EXAMPLES for word in shlex.split(example) if word in PLACEHOLDERS}
    assert used
    unsaid = [(page, word) for page, word in sorted(used) if f"`{word}`" not in (ROOT / page).read_text(encoding="utf-8")]
    assert unsaid == []


@pytest.mark.parametrize(("place", "example"), ASKED)
def test_a_question_that_is_shown_has_an_answer(ask: Ask, ids: dict[str, str], place: str, example: str) -> None:
    result = ask(filled(example, ids))
    assert result.exit_code == 0, f"{place}: {result.output}"
    table_head = "--format csv" in example
    assert len(result.stdout.splitlines()) > table_head, f"{place}: `khabar {example}` shows nothing of the samples; choose another example"


def test_questions_are_found_on_each_page_that_asks() -> None:
    asking = {"README.md", *(f"docs/{name}.md" for name in ("corroboration", "ledger", "occurrences", "plots", "reference", "tutorial"))}
    assert {place.rpartition(":")[0] for place, _ in ASKED} >= asking
