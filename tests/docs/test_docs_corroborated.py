"""Columns and fields of predictions, records, relations and links stand in the reference; the page on plots is true, and its example runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from test_docs import ROOT, blocks, fields, full_article, full_claim, rows, section, terms

from khabar.cli.network import COLUMNS as LINK_COLUMNS
from khabar.cli.plotted import FORMS
from khabar.cli.predictions import COLUMNS, LISTING, RECORD_COLUMNS, RECORDS
from khabar.cli.relation import COLUMNS as RELATION_COLUMNS
from khabar.cli.relation import LISTING as RELATIONS
from khabar.client.predictions import Foretold, Kept
from khabar.client.relations import Row
from khabar.corroboration.reprints import Reprints
from khabar.corroboration.rulings import rulings
from khabar.corroboration.standing import Standing
from khabar.exports import drawing, plover
from khabar.exports.network_chart import DRAWN, NAMED
from khabar.exports.prediction_chart import ROWS
from khabar.ledger.stored import StoredArticle
from khabar.records.occurrence import Told
from khabar.records.prediction import VERDICTS, Evidence, Judgement, Prediction, Record
from khabar.records.relation import ChangePoint, Point

PLOTS = (ROOT / "docs/plots.md").read_text(encoding="utf-8")


def full_prediction() -> Foretold:
    """A prediction with nothing missing."""
    claim = full_claim()
    article = StoredArticle("a", "a", "0", "a", "text", "0", "2016-05-02T00:00:00.000000Z", full_article(), None, 1)
    told = {claim.id: Told(claim, "a", "outlet", full_article().published)}
    held = Standing(told, {"a": article}, rulings((), ()), lambda: Reprints((), {}), tuple)
    evidence = (Evidence(claim.id, holds=True, why="why"),)
    judged = Judgement("did-not", "name", "reason")
    return Foretold(Prediction(claim.id, "z", "2016-05-01", "2016-06-01", negative=False, rule="open", evidence=evidence, judged=judged), held)


def full_relation() -> Row:
    point = Point("2016-05-01", "occurred", "verbal-conflict", ("o",), 1, -2.0, ("1",))
    return Row(("first", "second"), "month", point, ChangePoint("2016-05-01", 1.0, -2.0, "why"))


@pytest.mark.parametrize(
    ("heading", "seen"),
    [
        ("Prediction columns", lambda: COLUMNS),
        ("Record columns", lambda: RECORD_COLUMNS),
        ("Relation columns", lambda: RELATION_COLUMNS),
        ("Link columns", lambda: LINK_COLUMNS),
    ],
    ids=lambda value: value.replace(" ", "-").lower() if isinstance(value, str) else "",
)
def test_columns_stand_in_their_order(heading: str, seen: Callable[[], Iterable[str]]) -> None:
    assert terms(heading) == list(seen())


@pytest.mark.parametrize(
    ("heading", "seen"),
    [
        ("Prediction fields", lambda: fields(LISTING.record(full_prediction()))),
        ("Record fields", lambda: fields(RECORDS.record(Kept(Record("z", ("1",), (("open", 1),)), "name")))),
        ("Relation fields", lambda: fields(RELATIONS.record(full_relation()))),
    ],
    ids=lambda value: value.replace(" ", "-").lower() if isinstance(value, str) else "",
)
def test_fields_are_listed_and_no_others(heading: str, seen: Callable[[], Iterable[str]]) -> None:
    assert sorted(terms(heading)) == sorted(seen())


def test_every_cell_has_its_column() -> None:
    assert len(LISTING.row(full_prediction())) == len(COLUMNS)
    assert len(RELATIONS.row(full_relation())) == len(RELATION_COLUMNS)
    assert len(LISTING.cells(full_prediction())) == len(LISTING.shown)
    assert len(RELATIONS.cells(full_relation())) == len(RELATIONS.shown)


def test_the_columns_of_plover_stand_in_their_order() -> None:
    page = (ROOT / "docs/exports.md").read_text(encoding="utf-8")
    assert [cells[0].strip("`") for cells in rows(section(page, "PLOVER"))] == [*plover.COLUMNS, *plover.OURS]


def test_every_verdict_is_documented() -> None:
    page = (ROOT / "docs/occurrences.md").read_text(encoding="utf-8")
    assert [cells[0].strip("`") for cells in rows(section(page, "Predictions"))] == list(VERDICTS)


def test_the_forms_of_a_plot_are_those_that_are_drawn() -> None:
    assert tuple(drawing.FORMS) == FORMS
    assert [cells for cells in FORMS if f"**{cells[1:].upper()}**" not in PLOTS] == []


def test_the_limits_of_a_plot_are_documented() -> None:
    drawn = section(PLOTS, "What is drawn")
    assert f"Of more than {DRAWN} actors" in drawn
    assert f"beyond {NAMED} actors" in drawn
    assert f"The last {ROWS} said" in drawn
    assert f"{drawing.PPI} pixels per inch" in PLOTS


def test_the_example_of_a_plot_draws_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    example = next(text for page, text in blocks("python") if page == "plots.md")
    exec(compile(example, "docs/plots.md", "exec"), {})  # noqa: S102 - an example of our own
    assert 'href="/claim/claim"' in (tmp_path / "relation.svg").read_text(encoding="utf-8")
