"""Adding pages: files are sent, wait for their turn, and are coded while one looks on."""

from __future__ import annotations

import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from anyio.to_thread import run_sync
from fastapi import APIRouter, HTTPException, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import RedirectResponse, Response

from khabar.capture.kinds import EXTENSIONS
from khabar.desk.accounts.doors import Judge, checked
from khabar.desk.adding import Adding, Upload
from khabar.desk.errors import MissingError
from khabar.desk.render import page
from khabar.desk.sections import Section
from khabar.desk.settings import Uploads

router = APIRouter(include_in_schema=False)
SECTION = Section(85, "/add", "add.nav")
_CHUNK = 1 << 20
_LONGEST = 180
"""Bytes of a file's name that are kept."""


@dataclass(frozen=True, slots=True)
class AddView:
    """`told` is a key of the words, for what was not taken."""

    limits: Uploads
    open: bool
    extensions: tuple[str, ...] = EXTENSIONS
    told: str = ""


@dataclass(frozen=True, slots=True)
class UploadView:
    upload: Upload
    before: int
    hold: bool


@router.get("/add")
def ask(request: Request, who: Judge) -> Response:  # noqa: ARG001 - who may
    return _asked(request)


def _asked(request: Request, told: str = "", status: int = 200) -> Response:
    adding: Adding = request.app.state.adding
    return page(request, "add.html", AddView(request.app.state.settings.uploads, adding.open, told=told), status)


@router.post("/add")
async def take(request: Request, who: Judge) -> Response:
    """Files into the queue. Who may not is sent away before the body is read, and the body is bounded as it comes (see `guard`)."""
    adding, limits = cast(Adding, request.app.state.adding), cast(Uploads, request.app.state.settings.uploads)
    if not adding.open:
        raise HTTPException(503)
    async with request.form(max_files=limits.files, max_fields=10) as form:
        await checked(request, form)
        folder = await run_sync(adding.folder)
        try:
            names = await run_sync(_kept, folder, form)
        except OSError:
            await run_sync(_gone, folder)
            raise
    if not names:
        await run_sync(_gone, folder)
        return _asked(request, "add.none", 422)
    upload = await run_sync(adding.take, folder, names, who.origin)
    if upload is None:
        return _asked(request, "add.busy", 503)
    return RedirectResponse(f"/add/{upload.id}", 303)


def _gone(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _kept(folder: Path, form: FormData) -> tuple[str, ...]:
    """Each file in a folder of its own, under a name that leads nowhere else."""
    names = []
    sent = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    for number, one in enumerate(sent):
        place = folder / f"{number:03}"
        place.mkdir()
        name = safe(one.filename or "")
        with (place / name).open("wb") as file:
            shutil.copyfileobj(one.file, file, _CHUNK)
        names.append(name)
    return tuple(names)


def safe(name: str) -> str:
    r"""The last part of a file's name without signs that are not seen; of a long one the end, which says its kind.

    >>> safe("../../etc/passwd"), safe("C:\\pages\\خبر.html"), safe("..")
    ('passwd', 'خبر.html', 'page')
    """
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    return seen.encode()[-_LONGEST:].decode(errors="ignore").lstrip(".") or "page"


@router.get("/add/{key}")
def wait(request: Request, key: str, who: Judge, hold: bool = False) -> Response:  # noqa: ARG001, FBT001, FBT002 - who may; an address's word
    adding: Adding = request.app.state.adding
    upload = adding.upload(key)
    if upload is None:
        raise MissingError("upload", key)
    if upload.run is not None:
        return RedirectResponse(f"/runs/{upload.run}", 303)
    answer = page(request, "upload.html", UploadView(upload, adding.before(upload), hold))
    if upload.state != "failed" and not hold:
        answer.headers["refresh"] = "3"
    return answer
