"""`python -m bench.example`: the worked example of docs/example.md, run over the five seed articles; `--write` puts what is printed into the page.

A block of the page is between `<!-- figures: COLUMNS -->` and `<!-- /figures -->`: a command, and the named CSV columns of what it prints. With
the word `tree` for columns it is the witnesses of an occurrence as they stand in its table, with `run` nothing of what it prints. Sentences
are never among the columns, and long names are cut.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner

from khabar.cli import commands

PAGE = Path(__file__).parents[1] / "docs/example.md"
BLOCK = re.compile(r"<!-- figures: ([\w ]+) -->\n```sh\n(.+?)\n```\n.*?<!-- /figures -->", re.DOTALL)
WORDS = 5
_LONG = re.compile(rf"[\u0621-\u064a]+(?: [\u0621-\u064a]+){{{WORDS},}}")
"""More Arabic words in a row than a name needs."""
HIDDEN = frozenset({"quote", "first_quote", "second_quote"})


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.example", description="the worked example of docs/example.md, run anew")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder of gold sets (default: ../shared)")
    parser.add_argument("--write", action="store_true", help="write the figures into the page instead of comparing them")
    options = parser.parse_args(arguments)
    before = PAGE.read_text(encoding="utf-8")
    after = written(before, options.shared)
    if options.write:
        PAGE.write_text(after, encoding="utf-8")
    elif after != before:
        sys.exit("docs/example.md does not show what the commands print; run with --write")


def written(page: str, shared: Path) -> str:
    """The page with what its commands print over a ledger of the seeds."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder) / "seeds.db")
        for arguments in (["init"], ["add", str(shared / "seeds")]):
            run(arguments, ledger)
        return BLOCK.sub(lambda block: _block(block[1].split(), block[2], ledger), page)


def run(arguments: list[str], ledger: str) -> str:
    """What a command prints. Raises RuntimeError where it fails."""
    done = CliRunner(env={"KHABAR_DB": ledger, "COLUMNS": "160"}).invoke(commands, arguments)
    if done.exit_code:
        raise RuntimeError(f"{shlex.join(arguments)}: {done.output}")
    return done.stdout


def _block(columns: list[str], command: str, ledger: str) -> str:
    arguments = shlex.split(command)[1:]
    if columns == ["run"]:
        run(arguments, ledger)
        return f"<!-- figures: run -->\n```sh\n{command}\n```\n<!-- /figures -->"
    lines = _tree(arguments, ledger) if columns == ["tree"] else _table(columns, arguments, ledger)
    return "\n".join([f"<!-- figures: {' '.join(columns)} -->", "```sh", command, "```", "", *lines, "", "<!-- /figures -->"])


def _tree(arguments: list[str], ledger: str) -> Iterator[str]:
    """The lines of the witnesses, as a table prints them."""
    lines = run([*arguments, "--format", "table"], ledger).splitlines()
    start = lines.index("witnesses") + 1
    end = next((at for at in range(start, len(lines)) if not lines[at].startswith("  ")), len(lines))
    yield "```text"
    yield from (_LONG.sub(lambda run: _short(run[0]), line[2:].rstrip()) for line in lines[start:end])
    yield "```"


def _table(columns: list[str], arguments: list[str], ledger: str) -> Iterator[str]:
    """Chosen CSV columns as a Markdown table, with the number of rows."""
    if HIDDEN & set(columns):
        raise ValueError("sentences of the pages do not go into the documentation")
    rows = list(csv.DictReader(io.StringIO(run([*arguments, "--format", "csv"], ledger))))
    yield f"{len(rows)} rows:"
    yield ""
    yield f"| {' | '.join(f'`{column}`' for column in columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join('; '.join(map(_short, row[column].split('; '))) for column in columns)} |"


def _short(value: str) -> str:
    """A value without more of the page's words than a name needs."""
    words = value.replace("|", "/").split()
    return " ".join(words[:WORDS]) + " …" * (len(words) > WORDS)


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    main()
