"""Uploads, coded one after the other: read here within bounds, coded in a process of its own that can be stopped, stored page by page.

A page that takes too long, or that breaks the coder's process, costs that process and becomes a fault in the run's report; the run goes on.
"""

from __future__ import annotations

import logging
import multiprocessing
import queue
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing.pool import Pool
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine

from khabar import capture
from khabar.capture import Limits
from khabar.desk.settings import Code, Outcome, Settings, Uploads
from khabar.desk.unpacking import too_much
from khabar.ledger.audit import Act, Origin, note
from khabar.ledger.engine import LedgerError, writing
from khabar.ledger.writer import Task, Writer, running
from khabar.records.capture import Capture, Dropped, Fault

State = Literal["waiting", "running", "done", "failed"]
_LOG = logging.getLogger(__name__)
_CLOSED = ("the desk was closed", "add the file again: what was stored stands")
_LOOK = 0.2
"""Seconds after which it is looked again whether the desk is being closed."""
_START = 120.0
"""Seconds within which the coder's process must have started."""
_KEPT = 100
"""Uploads whose state is remembered."""


@dataclass(slots=True)
class Upload:
    """Files that somebody sent, in a folder that goes when they are coded. `run` is known once it has begun."""

    id: str
    folder: Path
    names: tuple[str, ...]
    by: Origin
    state: State = "waiting"
    run: int | None = None
    reason: str = ""


class Adding:
    """The queue of uploads, and the thread that works through it; both begin with the first upload."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine, self._settings = engine, settings
        self._queue: queue.Queue[Upload | None] = queue.Queue()
        self._known: dict[str, Upload] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    @property
    def open(self) -> bool:
        """Whether the desk codes at all."""
        return self._settings.code is not None

    def folder(self) -> Path:
        """A new folder for an upload's files."""
        return Path(tempfile.mkdtemp(prefix="khabar-upload-"))

    def take(self, folder: Path, names: tuple[str, ...], by: Origin) -> Upload | None:
        """Put an upload in the queue; None where too many wait, and its folder goes."""
        upload = Upload(secrets.token_hex(8), folder, names, by)
        with self._lock:
            if sum(one.state == "waiting" for one in self._known.values()) >= self._settings.uploads.waiting:
                shutil.rmtree(folder, ignore_errors=True)
                return None
            self._known[upload.id] = upload
            for old in [key for key, one in self._known.items() if one.state in ("done", "failed")][:-_KEPT]:
                del self._known[old]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="khabar-adding", daemon=True)
                self._thread.start()
        self._queue.put(upload)
        return upload

    def upload(self, key: str) -> Upload | None:
        return self._known.get(key)

    def of_run(self, run: int) -> Upload | None:
        """The upload that a run comes from, if it is remembered."""
        with self._lock:
            return next((one for one in self._known.values() if one.run == run), None)

    def before(self, upload: Upload) -> int:
        """How many uploads wait or run before this one."""
        with self._lock:
            keys = list(self._known)
            return sum(self._known[key].state in ("waiting", "running") for key in keys[: keys.index(upload.id)])

    def close(self) -> None:
        """Stop, without the page at hand; what was stored stands."""
        self._stop.set()
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()

    def _work(self) -> None:
        coder = Coder(self._settings, self._stop)
        try:
            while (upload := self._queue.get()) is not None:
                self._one(upload, coder)
        finally:
            coder.close()

    def _one(self, upload: Upload, coder: Coder) -> None:
        """What is told of the end is told last: by then nothing of the upload is left on the disk."""
        reason = None
        try:
            if not self._stop.is_set():
                upload.state = "running"
                self._run(upload, coder)
        except LedgerError as error:
            reason = str(error)
        except Exception as error:  # the thread must live on for the next upload
            _LOG.exception("an upload failed")
            reason = type(error).__name__
        finally:
            shutil.rmtree(upload.folder, ignore_errors=True)
        upload.reason = reason or upload.reason
        upload.state = "done" if reason is None else "failed"

    def _run(self, upload: Upload, coder: Coder) -> None:
        command = f"khabar serve: add {', '.join(upload.names)}"
        with running(self._engine, self._settings.version, command[:2000]) as writer:
            upload.run = writer.run
            with writing(self._engine) as connection:
                note(connection, upload.by, Act("pages-added", f"run:{writer.run}", {"files": list(upload.names)}))
            for item in bounded(upload, self._settings.uploads, self._stop):
                _keep(writer, item if isinstance(item, Fault) else writer.task(item), coder)


def bounded(upload: Upload, limits: Uploads, stop: threading.Event) -> Iterator[Capture | Fault]:
    """The pages of an upload, as many and for as long as it may have. Sources are the files' own names."""
    until = time.monotonic() + limits.run_seconds
    pages = 0
    for path in sorted(upload.folder.glob("*/*")):
        if too_much(path, limits.unpacked):
            yield Fault(path.name, "", f"unpacks to more than {limits.unpacked:,} bytes", "split it, or add it with `khabar add`")
            continue
        for item in capture.read([str(path)], limits=Limits(page_bytes=limits.page)):
            if stop.is_set():
                yield Fault(path.name, "", *_CLOSED)
                return
            if pages >= limits.pages or time.monotonic() > until:
                yield Fault(path.name, "", f"more than {limits.pages:,} pages, or {limits.run_seconds:g} seconds", "add the rest with `khabar add`")
                return
            pages += 1
            yield replace(item, source=path.name)


def _keep(writer: Writer, item: Task | Fault | None, coder: Coder) -> None:
    """Code a page and store it, as `khabar add` does; None is a page that the ledger knows."""
    counts = writer.counts
    outcome = coder.code(item) if isinstance(item, Task) else item
    if outcome is None:
        counts["known"] += 1
    elif isinstance(outcome, Fault):
        writer.fault(outcome)
        counts["faults"] += 1
    elif isinstance(item, Task):
        found = outcome if isinstance(outcome, Dropped) else outcome[0]
        claims = () if isinstance(outcome, Dropped) else outcome[1]
        done = writer.store(item, found, claims)
        counts["dropped"] += isinstance(outcome, Dropped) and done != "known"
        counts["claims"] += len(claims) if done != "known" else 0
        counts[done] += 1


def _ready(code: Code) -> bool:
    """Runs in the coder's process once it has loaded what codes."""
    return callable(code)


class Coder:
    """One process that codes, started when the first page comes, and anew when one has taken too long."""

    def __init__(self, settings: Settings, stop: threading.Event) -> None:
        assert settings.code is not None
        self._code: Code = settings.code
        self._stop = stop
        self._seconds = settings.uploads.page_seconds
        self._pool: Pool | None = None

    def code(self, task: Task) -> Outcome | Fault:
        made = self._started().apply_async(self._code, (task.page, task.supplied))
        until = time.monotonic() + self._seconds
        while time.monotonic() < until and not self._stop.is_set():
            try:
                return made.get(_LOOK)
            except multiprocessing.TimeoutError:
                continue
        self.close()
        if self._stop.is_set():
            return Fault(task.page.source, task.page.id, *_CLOSED)
        return Fault(task.page.source, task.page.id, f"coding it took more than {self._seconds:g} seconds", "split the page, or leave it out")

    def _started(self) -> Pool:
        """The process, ready to code: its start counts against no page. Raises multiprocessing.TimeoutError where it does not come up."""
        if self._pool is None:
            self._pool = multiprocessing.get_context("spawn").Pool(1)
            self._pool.apply_async(_ready, (self._code,)).get(_START)
        return self._pool

    def close(self) -> None:
        if self._pool is not None:
            self._pool.terminate()
            self._pool.join()
            self._pool = None
