"""Runs: what each command added, what it dropped and why, what it could not read."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from khabar.desk.adding import Adding
from khabar.desk.errors import MissingError
from khabar.desk.render import page
from khabar.desk.sections import Section
from khabar.desk.source import Ledger
from khabar.ledger.reader import Reader
from khabar.ledger.runs import Coded, Run, codings, faults, run, runs
from khabar.records.capture import Fault

router = APIRouter(include_in_schema=False)
SECTION = Section(90, "/runs", "runs.nav")
_RUNS = 30
_ROWS = 100
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class RunsView:
    runs: tuple[Run, ...]
    before: int | None
    more: str | None
    """Address of the next page."""


@dataclass(frozen=True, slots=True)
class RunView:
    """`after` are the keys after which the pages that were added and dropped are shown. `live`: whether the run goes on in this desk."""

    run: Run
    added: tuple[Coded, ...]
    dropped: tuple[Coded, ...]
    faults: tuple[Fault, ...]
    more_added: str | None
    more_dropped: str | None
    live: bool
    hold: bool
    """Whether the reader has stopped the page from renewing itself."""


def list_view(reader: Reader, before: int | None) -> RunsView:
    found = runs(reader.engine, _RUNS + 1, before)
    shown = found[:_RUNS]
    return RunsView(shown, before, f"/runs?before={shown[-1].id}" if len(found) > len(shown) else None)


def view(reader: Reader, key: int, *, added: int = 0, dropped: int = 0, live: bool = False, hold: bool = False) -> RunView:
    """Raises MissingError where there is no such run."""
    one = run(reader.engine, key)
    if one is None:
        raise MissingError("run", str(key))
    some, more_added = _some(reader, key, added, dropped=False)
    others, more_dropped = _some(reader, key, dropped, dropped=True)
    return RunView(
        one, some, others, faults(reader.engine, key, _ROWS), f"/runs/{key}?added={more_added}" if more_added else None,
        f"/runs/{key}?dropped={more_dropped}" if more_dropped else None, live and one.ended is None, hold,
    )  # fmt: skip


def _some(reader: Reader, key: int, after: int, *, dropped: bool) -> tuple[tuple[Coded, ...], int | None]:
    found = codings(reader.engine, key, _ROWS + 1, after, dropped=dropped)
    return found[:_ROWS], found[_ROWS - 1].id if len(found) > _ROWS else None


@router.get("/runs")
def every(request: Request, ledger: Ledger, before: int | None = None) -> Response:
    return page(request, "runs.html", list_view(ledger.reader(), before))


@router.get("/runs/{key}")
def one(request: Request, ledger: Ledger, key: str, added: int = 0, dropped: int = 0, hold: bool = False) -> Response:  # noqa: FBT001, FBT002 - an address's word
    adding: Adding = request.app.state.adding
    if not key.isascii() or not key.isdigit() or int(key[:11]) > _LARGEST:
        raise MissingError("run", key)
    upload = adding.of_run(int(key))
    live = upload is not None and upload.state == "running"
    made = view(ledger.reader(), int(key), added=min(added, _LARGEST), dropped=min(dropped, _LARGEST), live=live, hold=hold)
    answer = page(request, "run.html", made)
    if made.live and not hold:
        answer.headers["refresh"] = "3"
    return answer
