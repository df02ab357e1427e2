"""Adding pages at the desk: files are coded and reported; what is too much is refused or left out with its reason."""

from __future__ import annotations

import gzip
import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from lxml import html
from starlette.testclient import TestClient

from khabar.desk.adding import Upload, bounded
from khabar.desk.app import create_app
from khabar.desk.pages.add import safe
from khabar.desk.settings import Outcome, Settings, Uploads
from khabar.ledger import audit
from khabar.ledger.audit import Origin
from khabar.ledger.query import Query
from khabar.ledger.reader import Reader
from khabar.ledger.runs import codings, faults, run, runs
from khabar.records.article import Article, Supplied
from khabar.records.capture import Capture, Dropped, Fault
from khabar.records.spans import Span
from tests.desk.look import page, sound, text

PAGE = "اعتقلت شرطة الميناء ثلاثة من أعضاء نقابة الصيادين قرب السوق القديم."
Desk = Callable[..., TestClient]


def code(of: Capture, supplied: Supplied | None) -> Outcome:
    """A coder of the tests: quick, and in a process of its own as the real one is. A page may ask it to sleep, to fail or to drop it."""
    if "نوم" in of.text:
        time.sleep(600)
    if "خلل" in of.text:
        raise RuntimeError("a fault of the coder's own")
    if "إسقاط" in of.text:
        return Dropped(of.id, "no-article", "there is none")
    return Article(of.id, of.sha256, "ar", None, None, (Span(0, len(of.text)),), (), (), "النشرة", None, None, None, None), ()


@pytest.fixture
def desk(ledger_file: Path, tmp_path: Path) -> Iterator[Desk]:
    opened: list[TestClient] = []

    def made(**limits: object) -> TestClient:
        path = shutil.copy(ledger_file, tmp_path / "khabar.db")
        settings = Settings(str(path), code, "coder-2", person="نور", uploads=Uploads(**limits))  # type: ignore[arg-type]
        opened.append(TestClient(create_app(settings), base_url="http://127.0.0.1", follow_redirects=False))
        return opened[0].__enter__()

    yield made
    for one in opened:
        one.__exit__(None, None, None)


def reader(desk: TestClient) -> Reader:
    found: Reader = desk.app.state.source.reader()  # type: ignore[attr-defined]
    return found


def send(desk: TestClient, *files: tuple[str, bytes]) -> tuple[int, str]:
    """Status, and where it leads."""
    form = html.fromstring(desk.get("/add").text).xpath("//main//form")[0]
    sent = desk.post("/add", data=dict(form.form_values()), files=[("files", (name, content, "application/octet-stream")) for name, content in files])
    return sent.status_code, sent.headers.get("location", sent.text)


def done(desk: TestClient, address: str) -> int:
    """The run of an upload, once it has ended, found as a browser finds it: by asking the pages again."""
    for _ in range(1200):
        answer = desk.get(address)
        assert answer.status_code in (200, 303), answer.text
        address = answer.headers.get("location", address)
        if address.startswith("/runs/") and answer.status_code == 200:
            one = run(reader(desk).engine, int(address.rpartition("/")[2]))
            assert one is not None
            if one.ended:
                return one.id
            assert answer.headers.get("refresh") == "3"
        time.sleep(0.05)
    raise TimeoutError(address)


def test_files_are_coded_and_the_run_tells_what_came_of_each(desk: Desk) -> None:
    opened = desk()
    lines = "".join(json.dumps({"id": f"n{at}", "text": f"{PAGE} {at}"}) + "\n" for at in range(3)).encode()
    status, address = send(
        opened, ("خبر.txt", PAGE.encode()), ("packed.jsonl.gz", gzip.compress(lines)), ("menu.txt", "إسقاط".encode()), ("x.pdf", b"%PDF-1.7 ...")
    )
    assert status == 303
    key = done(opened, address)
    one = run(reader(opened).engine, key)
    assert one is not None
    assert one.counts == {"new": 5, "dropped": 1, "faults": 1, "claims": 0}
    assert (one.codings, one.dropped, one.faults, one.version) == (5, 1, 1, "coder-2")
    assert [each.name for each in codings(reader(opened).engine, key, 10)] == ["خبر.txt", "n0", "n1", "n2"]
    for language in ("ar", "en"):
        told = text(page(opened, f"/runs/{key}", language))
        assert all(part in told for part in ("خبر.txt", "menu.txt", "not text but PDF", "x.pdf"))
    assert "no article" in told
    entry = audit.entries(reader(opened).engine)[0]
    assert (entry.act, entry.origin.who, entry.subject) == ("pages-added", "نور", f"run:{key}")
    assert runs(reader(opened).engine, 1)[0].id == key
    again, address = send(opened, ("خبر.txt", PAGE.encode()))
    assert again == 303
    known = run(reader(opened).engine, done(opened, address))
    assert known is not None
    assert known.counts == {"known": 1}


def test_a_page_that_takes_too_long_is_left_out_and_the_next_is_coded(desk: Desk) -> None:
    opened = desk(page_seconds=3)
    key = done(opened, send(opened, ("a.txt", "نوم طويل".encode()), ("b.txt", PAGE.encode()))[1])
    assert [one.name for one in codings(reader(opened).engine, key, 10)] == ["b.txt"]
    assert [(one.source, "more than 3 seconds" in one.reason) for one in faults(reader(opened).engine, key, 10)] == [("a.txt", True)]


def test_a_coder_that_fails_ends_the_upload_and_not_the_desk(desk: Desk) -> None:
    opened = desk()
    status, address = send(opened, ("a.txt", "خلل".encode()))
    assert status == 303
    upload = opened.app.state.adding.upload(address.rpartition("/")[2])  # type: ignore[attr-defined]
    for _ in range(600):
        if upload.state == "failed":
            break
        time.sleep(0.05)
    assert (upload.state, upload.folder.exists()) == ("failed", False)
    assert done(opened, send(opened, ("b.txt", PAGE.encode()))[1])


def upload(folder: Path, *files: tuple[str, bytes]) -> Upload:
    for number, (name, content) in enumerate(files):
        (folder / f"{number:03}").mkdir()
        (folder / f"{number:03}" / name).write_bytes(content)
    return Upload("x", folder, tuple(name for name, _ in files), Origin("نور"))


def warc(record: bytes, count: int) -> bytes:
    """Responses that hold this body, packed."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + record
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n"
    return b"".join(f"{head}WARC-Record-ID: <urn:x:{at}>\r\n\r\n".encode() + http + b"\r\n\r\n" for at in range(count))


@pytest.mark.parametrize(
    ("name", "content", "limits", "reason"),
    [
        pytest.param("bomb.txt.gz", gzip.compress(bytes(30_000_000)), {"unpacked": 20_000_000}, "unpacks to more than", id="gzip-bomb"),
        pytest.param(
            "bomb.warc.gz", gzip.compress(warc(b"", 1) + bytes(30_000_000)), {"unpacked": 20_000_000}, "unpacks to more", id="gzip-bomb-as-an-archive"
        ),
        pytest.param("bomb.warc", warc(gzip.compress(bytes(9_000_000)), 1), {}, "one page of more than 5,000,000 bytes", id="a-bomb-in-a-record"),
        pytest.param("many.warc", warc(gzip.compress(PAGE.encode()), 20), {"pages": 5}, "more than 5 pages", id="too-many-pages"),
        pytest.param("twice.txt.gz", gzip.compress(gzip.compress(PAGE.encode())), {}, "gzip-compressed data", id="gzip-in-gzip"),
        pytest.param("cut.txt.gz", gzip.compress(PAGE.encode() * 1000)[:-20], {}, "broken or cut off", id="cut-off"),
        pytest.param("large.txt", PAGE.encode() * 60_000, {}, "one page of more than 5,000,000 bytes", id="a-large-page"),
        pytest.param("line.jsonl", b'{"text": "' + b"x" * 6_000_000 + b'"}\n', {}, "one page of more than 5,000,000 bytes", id="a-large-line"),
        pytest.param("empty.txt", b"", {}, "empty", id="empty"),
    ],
)
def test_what_is_too_much_is_left_out_with_its_reason(tmp_path: Path, name: str, content: bytes, limits: dict[str, int], reason: str) -> None:
    found = list(bounded(upload(tmp_path, (name, content), ("good.txt", PAGE.encode())), replace(Uploads(), **limits), Event()))
    told = [one for one in found if isinstance(one, Fault)]
    assert [reason in one.reason for one in told] == [True]
    assert told[0].source == name
    if "pages" not in limits:
        assert [one.id for one in found if isinstance(one, Capture)] == ["good.txt"]


def test_an_archive_of_many_bombs_is_held_one_page_at_a_time(tmp_path: Path) -> None:
    bombs = warc(gzip.compress(bytes(4_900_000), 9), 40)
    assert len(bombs) < 400_000
    found = list(bounded(upload(tmp_path, ("bombs.warc", bombs)), replace(Uploads(), pages=10), Event()))
    assert len(found) == 11


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"), ("..\\..\\windows\\x.txt", "x.txt"), ("/etc/shadow", "shadow"), ("..", "page"), (".", "page"), ("", "page"),
        ("a/b\0c.txt", "bc.txt"), (".htaccess", "htaccess"), ("خبر\u202egnp.html", "خبرgnp.html"), ("x" * 400 + ".warc.gz", "x" * 172 + ".warc.gz"),
        ("خ" * 400, "خ" * 90), ("a" + "." * 300, None),
    ],
)  # fmt: skip
def test_a_files_name_leads_nowhere_else(name: str, kept: str | None, tmp_path: Path) -> None:
    found = safe(name)
    assert kept is None or found == kept
    (tmp_path / found).write_bytes(b"x")
    assert [one.name for one in tmp_path.iterdir()] == [found]


def test_too_many_uploads_are_sent_away(desk: Desk) -> None:
    opened = desk(waiting=1, page_seconds=600)
    assert send(opened, ("a.txt", "نوم".encode()))[0] == 303
    answers = [send(opened, (f"{at}.txt", PAGE.encode()))[0] for at in range(4)]
    assert answers[-1] == 503


@pytest.mark.parametrize("files", [[], [("", b"x")]], ids=["none", "without-a-name"])
def test_an_upload_without_a_file_is_told_so(desk: Desk, files: list[tuple[str, bytes]]) -> None:
    status, answer = send(desk(), *files)
    assert status == 422
    sound(html.fromstring(answer), "ar")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_desk_that_does_not_code_says_so(client: TestClient, language: str) -> None:
    assert page(client, "/add", language).xpath("//main//form") == []


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("path", ["/runs", "/runs/1"])
def test_runs_are_read_by_everybody(client: TestClient, reader: Reader, path: str, language: str) -> None:
    found = page(client, path, language)
    assert f"{reader.count(Query()):,}" in text(found)


@pytest.mark.parametrize("path", ["/runs/999", "/runs/x", "/runs/99999999999999999999", "/runs/-1", "/add/nothing"])
def test_what_there_is_not_is_said_so(client: TestClient, path: str) -> None:
    page(client, path, status=404)
