"""What a user can see has a line in the documentation, and what the documentation says is so."""

from __future__ import annotations

import ast
import inspect
import re
import shlex
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import get_args

import click
import pytest

from khabar import knowledge, pipeline
from khabar.articles import dating, dating_body
from khabar.capture.kinds import EXTENSIONS
from khabar.capture.limits import Limits
from khabar.claims.llm import REASONS
from khabar.cli import commands, output, stored
from khabar.cli.contradictions import LISTING as CONTRADICTIONS
from khabar.cli.copies import LISTING as COPIES
from khabar.cli.occurrence import WHY
from khabar.cli.occurrences import LISTING as OCCURRENCES
from khabar.corroboration.summary import Summary
from khabar.knowledge import contexts, plover
from khabar.ledger import corrections, tables
from khabar.ledger.stored import Judgement, StoredClaim
from khabar.pipeline import Coded
from khabar.records.article import Article, Precision, Published, Supplied
from khabar.records.capture import DROP_REASONS, Capture, Dropped
from khabar.records.claim import Claim, Coder, Entity, Event, EventTime, Link, LinkKind, Owner, Place, PlacePrecision, TimeBasis
from khabar.records.jsonl import article_record, claim_record, line
from khabar.records.number import NUMBER_KINDS, NUMBER_SIDES, QUALIFIERS, SCOPES, Number
from khabar.records.occurrence import Told
from khabar.records.spans import Quote, Span
from khabar.records.witness import Witnesses

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", *(f"docs/{p.name}" for p in sorted((ROOT / "docs").glob("*.md"))))]
REFERENCE = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
QUOTE = Quote(0, 3, "خبر")
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`]+)`")


def section(page: str, heading: str) -> str:
    """The text under a heading of any level, up to the next one."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no heading «{heading}»"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """The cells of the Markdown tables in a text, headers and rules left out."""
    table = [[cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", at)[1:-1]] for at in text.splitlines() if at.startswith("|")]
    rules = {number for number, cells in enumerate(table) if all(re.fullmatch(":?-+:?", cell) for cell in cells)}
    return [cells for number, cells in enumerate(table) if number not in rules and number + 1 not in rules]


def terms(heading: str) -> list[str]:
    """What stands as code in the first column under a heading of the reference."""
    return [term for cells in rows(section(REFERENCE, heading)) for term in _CODE.findall(cells[0])]


def blocks(language: str) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        for name, text in _FENCE.findall(page.read_text(encoding="utf-8")):
            if name == language:
                yield page.name, text


def full_article() -> Article:
    """An article with nothing missing, so that its record shows every field."""
    published = Published("2016-05-01", "2016-05-01", "line", QUOTE)
    spans = (Span(0, 3),)
    return Article("a", "0", "ar", QUOTE, QUOTE, spans, spans, spans, "outlet", "other", QUOTE, published, "https://example.org")


def full_claim() -> Claim:
    entity = Entity("x", "name", "mention", 0, 3, (Owner("y", "owner"),))
    time = EventTime("2016-05-01", "2016-05-01", "day", "explicit", "words")
    event = Event("ASSAULT", "aerial", (), QUOTE)
    link = Link("z", "name", "person", 0, 3, "mention")
    place = Place("name", "id", "SYR", 1.0, 2.0, "town")
    number = Number("killed", 1, 1, "exact", "recipient", "event", QUOTE, QUOTE, QUOTE)
    coder = Coder("khabar", "0", 1.0)
    return Claim("1", "a", QUOTE, event, (entity,), (entity,), "occurred", (link,), time, place, "words", coder, (), (number,))


def full_stored() -> StoredClaim:
    made = Judgement(1, "2016-05-01T00:00:00.000000Z", "name", "reason", "accept", "claim:1", {})
    return StoredClaim("1", 1, "a", "text", full_claim(), None, "outlet", "2016-05-01", "2016-05-01", "2016-05-02T00:00:00.000000Z", made)


def full_summary() -> Summary:
    told = Told(full_claim(), "a", "outlet", Published("2016-05-01", "2016-05-01", "line", QUOTE))
    witnesses = (Witnesses("occurred", (), 1, 1),)
    return Summary("1", "2016-05-01", ("ASSAULT",), ("name",), ("name",), (("occurred", 1),), 1, 1, 0, witnesses, 0, told)


def fields(value: object, path: str = "") -> Iterator[str]:
    """Dotted names of a record's fields; quotes and spans are leaves, `[]` marks a list of objects."""
    if isinstance(value, dict) and set(value) != {"start", "end", "text"}:
        for key, inner in value.items():
            yield from fields(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
        yield from fields(value[0], f"{path}[]")
    else:
        yield path


def published_bases() -> set[str]:
    """The bases that the dating modules hand to `Published`, directly or by its helper."""
    trees = (ast.parse(inspect.getsource(module)) for module in (dating, dating_body))
    nodes = (node for tree in trees for node in ast.walk(tree))
    calls = [node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    handed = [call.args for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("Published", "_published")]
    assert Supplied(published=("2016-05-01", "2016-05-01")).complete(full_article()).published == Published(
        "2016-05-01", "2016-05-01", "reader", None
    )
    return {"reader"} | {arg.value for args in handed for arg in args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}


@pytest.mark.parametrize(
    ("heading", "seen"),
    [
        ("Article fields", lambda: list(fields(article_record(full_article())))),
        ("Claim fields", lambda: list(fields(claim_record(full_claim())))),
        ("CSV columns", lambda: list(output.COLUMNS)),
        ("Ledger columns", lambda: list(stored.LEDGER_COLUMNS[len(output.COLUMNS) :])),
        ("Ledger fields", lambda: sorted(set(fields(stored.record(full_stored()))) - set(fields(claim_record(full_claim()))))),
        ("Occurrence columns", lambda: list(OCCURRENCES.columns)),
        ("Copy columns", lambda: list(COPIES.columns)),
        ("Contradiction columns", lambda: list(CONTRADICTIONS.columns)),
        ("Occurrence fields", lambda: list(fields(OCCURRENCES.record(full_summary())))),
        ("Drop reasons", lambda: list(DROP_REASONS)),
        ("Published bases", published_bases),
        ("Time bases", lambda: get_args(TimeBasis)),
        ("Precisions", lambda: get_args(Precision)),
        ("Place precisions", lambda: get_args(PlacePrecision)),
        ("Kinds of witness", lambda: get_args(LinkKind)),
        ("Kinds of number", lambda: NUMBER_KINDS),
        ("Qualifiers", lambda: QUALIFIERS),
        ("Sides of a number", lambda: NUMBER_SIDES),
        ("Scopes", lambda: SCOPES),
        ("Contexts", lambda: list(contexts.names())),
        ("Statuses", lambda: plover.STATUSES),
        ("Extensions", lambda: [name for name in EXTENSIONS if not name.endswith(".gz")]),
    ],
    ids=lambda value: value.replace(" ", "-").lower() if isinstance(value, str) else "",
)
def test_reference_lists_what_there_is_and_nothing_else(heading: str, seen: object) -> None:
    assert callable(seen)
    assert sorted(terms(heading)) == sorted(seen())


def test_csv_columns_stand_in_their_order() -> None:
    assert terms("CSV columns") == list(output.COLUMNS)


def test_types_stand_with_their_modes() -> None:
    documented = {_CODE.findall(kind)[0]: tuple(_CODE.findall(modes)) for kind, modes in rows(section(REFERENCE, "Types and modes"))}
    assert documented == plover.modes()


def test_columns_of_the_table_are_those_printed() -> None:
    assert [cells[0] for cells in rows(section(REFERENCE, "The table"))] == [column.header for column in output.table(coded("01-truce.html")).columns]


def test_columns_of_the_ledgers_table_are_those_printed() -> None:
    documented = {cells[0] for heading in ("The table", "The ledger's table") for cells in rows(section(REFERENCE, heading))}
    assert documented == {name for name, _, _ in stored.TABLE}


def test_columns_of_why_are_those_printed() -> None:
    assert [cells[0] for cells in rows(section(REFERENCE, "khabar occurrence")) if not cells[0].startswith("`")] == list(WHY.columns)


def test_every_table_of_the_ledger_is_documented() -> None:
    page = (ROOT / "docs/ledger.md").read_text(encoding="utf-8")
    assert {_CODE.findall(cells[0])[0] for cells in rows(section(page, "What it keeps"))} == set(tables.METADATA.tables)


def test_every_field_that_can_be_corrected_is_documented() -> None:
    page = section((ROOT / "docs/ledger.md").read_text(encoding="utf-8"), "Judgements")
    assert sorted(term for cells in rows(page) for term in _CODE.findall(cells[0])) == sorted(corrections.FIELDS)


def test_every_command_is_documented() -> None:
    assert set(re.findall(r"^### khabar (\w+)$", REFERENCE, re.MULTILINE)) == set(commands.commands)


@pytest.mark.parametrize("name", ["khabar", *(f"khabar {name}" for name in commands.commands)])
def test_every_option_is_documented(name: str) -> None:
    command: click.Command = commands.commands[name.split()[1]] if " " in name else commands
    seen = {p.make_metavar(click.Context(command)) if isinstance(p, click.Argument) else max(p.opts, key=len) for p in command.params}
    assert set(terms(name)) == seen


def test_every_form_of_output_is_documented() -> None:
    row = next(cells for cells in rows(section(REFERENCE, "khabar code")) if "--format" in cells[0])
    assert set(_CODE.findall(row[1])) == set(output.FORMATS)


def test_the_limit_of_a_page_is_documented() -> None:
    assert f"{Limits().page_bytes:,} bytes" in (ROOT / "docs/capture.md").read_text(encoding="utf-8")


def test_drop_reasons_stand_on_the_page_of_their_stage() -> None:
    page = (ROOT / "docs/articles.md").read_text(encoding="utf-8")
    assert [_CODE.findall(cells[0])[0] for cells in rows(section(page, "What it drops"))] == list(DROP_REASONS)


def test_the_flow_is_that_of_the_program() -> None:
    documented = [re.sub(r"\W.*", "", cells[0].removeprefix("[")) for cells in rows((ROOT / "docs/index.md").read_text(encoding="utf-8"))]
    assert documented == [stage.__name__.rpartition(".")[2] for stage in pipeline.STAGES]


def test_every_data_file_is_documented_with_its_columns() -> None:
    page = (ROOT / "docs/knowledge.md").read_text(encoding="utf-8")
    tables = [(_CODE.findall(cells[0])[0], cells[1]) for cells in rows(section(page, "The tables"))]
    data = Path(inspect.getfile(knowledge)).parent / "data"
    wrong = []
    for file in sorted(data.rglob("*.tsv")):
        with file.open(encoding="utf-8") as opened:
            header = opened.readline().rstrip("\n").replace("\t", ", ")
        name = file.relative_to(data).as_posix()
        documented = next((columns for pattern, columns in tables if fnmatch(name, pattern)), "nothing")
        wrong += [f"{name}: documented as {documented}, is {header}"] if documented != header else []
    assert wrong == []
    assert all(any(data.glob(pattern)) for pattern, _ in tables)


def targets(page: Path) -> Iterator[tuple[Path, str]]:
    """The files to which a page links, each with the heading's anchor, if there is one."""
    for link in _LINK.findall(_FENCE.sub("", page.read_text(encoding="utf-8"))):
        path, _, anchor = link.partition("#")
        if "://" not in path:
            yield (page.parent / path if path else page), anchor


def anchors(page: Path) -> set[str]:
    """The anchors that MkDocs gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", heading.lower()).strip()) for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    wrong = [str(target) for target, _ in targets(page) if not target.exists()]
    wrong += [f"{target}#{anchor}" for target, anchor in targets(page) if target.exists() and anchor and anchor not in anchors(target)]
    assert wrong == []


def shell_lines() -> Iterator[tuple[str, str]]:
    for page, text in blocks("sh"):
        for at in text.splitlines():
            if at.strip():
                yield page, at.strip()


KHABAR_LINES = [(page, found[1]) for page, at in shell_lines() if (found := re.search(r"(?:^|\| )khabar ([^|>]*)", at))]
MAKE_LINES = [(page, at) for page, at in shell_lines() if at.startswith("make ")]


@pytest.mark.parametrize(("page", "example"), KHABAR_LINES)
def test_examples_of_the_command_parse(page: str, example: str) -> None:
    first, *rest = shlex.split(example)
    if first.startswith("-"):
        with pytest.raises(click.exceptions.Exit):
            commands.make_context("khabar", [first])
    else:
        assert first in commands.commands, f"{page}: no command {first}"
        commands.commands[first].make_context(first, rest)


def test_examples_of_the_command_are_found() -> None:
    assert {page for page, _ in KHABAR_LINES} >= {"README.md", "tutorial.md", "index.md"}


@pytest.mark.parametrize(("page", "example"), MAKE_LINES)
def test_examples_of_make_name_targets(page: str, example: str) -> None:
    known = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert shlex.split(example)[1] in known


@cache
def coded(name: str) -> Coded:
    """A sample page by the packaged model."""
    page = next(pipeline.read([str(ROOT / "samples" / name)]))
    assert isinstance(page, Capture)
    found = pipeline.code(page)
    assert isinstance(found, Coded)
    return found


def printed(name: str) -> list[list[str]]:
    """The rows of the page's table, as `khabar code` prints them."""
    return [list(cells) for cells in zip(*(map(str, column.cells) for column in output.table(coded(name)).columns), strict=True)]


def test_the_demo_in_the_readme_is_what_the_model_codes() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.partition("<!-- demo -->")[2].partition("<!-- /demo -->")[0]
    true = printed("01-truce.html")
    offer = "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |" for cells in true)
    shown = rows(block)
    assert len(shown) >= 3, f"too few rows between the demo marks of README.md; the model codes\n{offer}"
    assert [cells for cells in shown if cells not in true] == [], f"README.md shows claims that the model does not code; it codes\n{offer}"
    title = coded("01-truce.html").article.title
    assert title is not None
    assert title.text in block


def test_the_tutorial_finds_the_words_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = coded("01-truce.html")
    records = [article_record(found.article), *map(claim_record, found.claims)]
    (tmp_path / "claims.jsonl").write_text("".join(line(record) + "\n" for record in records), encoding="utf-8")
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    example = next(text for page, text in blocks("python") if page == "tutorial.md")
    seen: dict[str, object] = {}
    exec(compile(example, "docs/tutorial.md", "exec"), seen)  # noqa: S102 - an example of our own
    assert isinstance(seen["record"], dict)
    assert seen["record"]["kind"] == "claim"


def test_the_reference_shows_how_to_code_from_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples/page.txt").write_text("Not one word of this page is in Arabic, so no model is needed to drop it.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    example = next(text for page, text in blocks("python") if page == "reference.md")
    seen: dict[str, object] = {}
    exec(compile(example, "docs/reference.md", "exec"), seen)  # noqa: S102 - an example of our own
    assert isinstance(seen["outcome"], Dropped)
    assert seen["outcome"].reason == "not-arabic"


def test_reasons_for_which_a_claim_of_a_language_model_is_dropped_are_documented() -> None:
    page = (ROOT / "docs/llm.md").read_text(encoding="utf-8")
    assert [_CODE.findall(cells[0])[0] for cells in rows(section(page, "What is checked"))] == list(REASONS)
