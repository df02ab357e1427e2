"""Reading sources: each kind of carrier, and a table of input that cannot be read."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khabar.capture import Limits, read
from khabar.records.capture import Capture, Fault, Notice

PROSE = "أعلنت نقابة الصيادين في ميناء الرأس الأبيض إضرابا مفتوحا ابتداء من يوم غد."
HTML = f"<!DOCTYPE html><html><body><h1>إضراب</h1><p>{PROSE}</p></body></html>"
SMALL = Limits(page_bytes=1000)


def captures(*paths: Path | str, stdin: bytes | None = None, limits: Limits | None = None) -> list[Capture]:
    items = list(read([str(p) for p in paths], io.BytesIO(stdin) if stdin is not None else None, limits))
    assert [str(item) for item in items if isinstance(item, Fault)] == []
    return [item for item in items if isinstance(item, Capture)]


def record(number: int, body: bytes = HTML.encode(), headers: str = "Content-Type: text/html", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        f"WARC-Date: 2016-05-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def notices(*paths: Path | str, stdin: bytes | None = None) -> list[Notice]:
    """What is told of input that is read."""
    told: list[Notice] = []
    list(read([str(p) for p in paths], io.BytesIO(stdin) if stdin is not None else None, tell=told.append))
    return told


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False) + "\n"


# --- what is read


@pytest.mark.parametrize(
    ("name", "text", "media"),
    [
        ("a.txt", PROSE, "text"),
        ("a.html", HTML, "html"),
        ("a.HTM", HTML, "html"),
        ("a.xhtml", '<?xml version="1.0"?>\n' + HTML, "html"),
        ("a.txt", HTML, "html"),
        ("a.html", PROSE, "text"),
        ("a.txt", "قال <b>هو</b> إن 5 < 6 & 7 > 3", "text"),
        ("a.page", HTML, "html"),
    ],
    ids=["text", "html", "upper-case", "xhtml", "html-named-txt", "text-named-html", "text-with-a-tag", "unknown-extension"],
)
def test_a_file_is_a_capture(tmp_path: Path, name: str, text: str, media: str) -> None:
    path = tmp_path / name
    path.write_bytes(text.encode())
    (found,) = captures(path)
    assert (found.id, found.text, found.media, found.source, found.encoding) == (name, text, media, str(path), "utf-8")
    assert found.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_a_folder_is_walked_in_sorted_order_and_knows_its_extensions(tmp_path: Path) -> None:
    (tmp_path / "z").mkdir()
    for name in ("c.txt", "a.html", "b.jpg", "z/d.txt", "README", "e.txt.gz"):
        data = PROSE.encode()
        (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    assert [c.id for c in captures(tmp_path)] == ["a.html", "c.txt", "e.txt.gz", "d.txt"]


def test_json_lines_carry_id_url_and_day(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    rows = [line(id="k1", text=PROSE, url="https://example.org/1", published="2016-05-01"), "\n", line(html=HTML), line(id=7, text=HTML)]
    path.write_text("\ufeff" + "".join(rows), encoding="utf-8")
    first, second, third = captures(path)
    assert (first.id, first.media, first.url, first.published) == ("k1", "text", "https://example.org/1", "2016-05-01")
    assert (second.id, second.media, second.text) == ("pages.jsonl:3", "html", HTML)
    assert (third.id, third.media) == ("7", "html")


@pytest.mark.parametrize("day", ["2016", "2016-05", "2016-05-01T10:00:00Z", "5 مايو 2016", "Sun, 01 May 2016 10:00:00 +0000", "", " ", None])
def test_a_day_is_carried_as_it_is_written(day: str | None) -> None:
    (found,) = captures("-", stdin=line(text=PROSE, published=day).encode())
    assert found.published == (day or None)


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    (found,) = captures("-", stdin=b'{"text": "\\ud83d \\ud83d\\ude00 \\ude00 x"}\n')
    assert found.text == "\ufffd \U0001f600 \ufffd x"


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (PROSE.encode(), ["-"]),
        (HTML.encode("cp1256"), ["-"]),
        ((line(id="x", text=PROSE) + line(text=PROSE)).encode(), ["x", "-:2"]),
        (record(1) + record(2), ["urn:uuid:1", "urn:uuid:2"]),
    ],
    ids=["text", "html", "lines", "archive"],
)
def test_standard_input_is_told_by_its_content(pack: Callable[[bytes], bytes], data: bytes, ids: list[str]) -> None:
    assert [c.id for c in captures("-", stdin=pack(data))] == ids


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (HTML.encode(), "Content-Type: text/html; charset=utf-8"),
        (HTML.encode("cp1256"), "Content-Type: text/html; charset=windows-1256"),
        (HTML.encode("cp1256"), "Content-Type: text/html"),
        (gzip.compress(HTML.encode()), "Content-Type: text/html\r\nContent-Encoding: gzip"),
        (HTML.encode(), "Content-Type: text/html\r\nContent-Encoding: gzip"),
        (b"%x\r\n%b\r\n0\r\n\r\n" % (len(HTML.encode()), HTML.encode()), "Content-Type: text/html\r\nTransfer-Encoding: chunked"),
        (HTML.encode(), "Content-Type: text/html\r\nTransfer-Encoding: chunked"),
    ],
    ids=["utf-8", "windows-1256", "undeclared", "gzip", "gzip-already-opened", "chunked", "chunks-already-joined"],
)
def test_a_warc_record_is_a_capture(tmp_path: Path, body: bytes, headers: str) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(record(1, body, headers)) + gzip.compress(record(2, b"\x89PNG", "Content-Type: image/png")))
    (found,) = captures(path)
    assert (found.id, found.url, found.text, found.media) == ("urn:uuid:1", "https://example.org/1", HTML, "html")


def test_redirects_and_errors_of_an_archive_are_no_pages() -> None:
    data = record(1, b"", "Content-Type: text/html", "301 Moved") + record(2, status="404 Not Found") + record(3)
    assert [c.id for c in captures("-", stdin=data)] == ["urn:uuid:3"]


def test_reading_is_lazy(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(PROSE, encoding="utf-8")
    items = read([str(tmp_path)])
    next(items)
    (tmp_path / "b.txt").unlink()
    assert isinstance(next(items), Fault)


# --- what is not

BAD: dict[str, tuple[str, bytes, str, str]] = {
    "empty": ("a.txt", b"", "", "empty"),
    "white-space": ("a.html", b" \n\t\r\n", "", "empty"),
    "pdf": ("a.txt", b"%PDF-1.7\n%\xe2\xe3", "", "not text but PDF"),
    "zero-bytes": ("a.txt", PROSE.encode() + b"\0\0\0" + PROSE.encode(), "", "not text but binary data (a zero byte"),
    "control-characters": ("a.txt", b"\x01\x02\x03\x04 abc" * 50, "", "not text but binary data (control characters)"),
    "cut-gzip": ("a.txt.gz", gzip.compress(PROSE.encode())[:-4], f"byte {len(PROSE.encode())} of its content", "gzip data broken or cut off"),
    "not-gzip-inside": ("a.txt.gz", b"\x1f\x8b\x08\x00garbage!!!!", "byte 0 of its content", "gzip data broken or cut off"),
    "invalid-utf-8": ("a.txt", PROSE.encode() + b"\xff\xfe\xd8 " + PROSE.encode(), f"byte {len(PROSE.encode())}", "invalid UTF-8"),
    "cut-utf-16": ("a.txt", "خبر".encode("utf-16") + b"\x06", "byte 8", "invalid UTF-16-LE"),
    "too-large": ("a.html", b"<p>" + b"a" * 1000, "", "one page of more than 1,000 bytes"),
    "gzip-bomb": ("a.txt.gz", gzip.compress(b"a" * 1_000_000), "", "one page of more than 1,000 bytes"),
    "line-not-json": ("a.jsonl", b"{'id': 1}\n", "line 1, column 2", "not JSON"),
    "line-not-an-object": ("a.jsonl", b"[1]\n", "line 1", "a JSON array where an object should be"),
    "line-without-page": ("a.jsonl", b'{"id": "x"}\n', "line 1", "neither `text` nor `html`"),
    "line-with-empty-page": ("a.jsonl", b'{"text": " "}\n', "line 1", "empty page"),
    "line-with-wrong-type": ("a.jsonl", b'{"text": 7}\n', "line 1", "`text` is a JSON number"),
    "line-that-is-a-number": ("a.jsonl", b"7\n", "line 1", "a JSON number where an object should be"),
    "line-that-is-null": ("a.jsonl", b"null\n", "line 1", "a JSON null where an object should be"),
    "line-with-no-such-day": ("a.jsonl", b'{"text": "x", "published": "2024-13-45"}\n', "line 1", "`published` is no day: '2024-13-45'"),
    "line-with-a-week-for-a-day": ("a.jsonl", b'{"text": "x", "published": "2024-W23"}\n', "line 1", "`published` is no day: '2024-W23'"),
    "line-with-words-for-a-day": ("a.jsonl", b'{"text": "x", "published": "soon"}\n', "line 1", "`published` is no day: 'soon'"),
    "line-invalid-utf-8": ("a.jsonl", b'{"text": "\xc7"}\n', "line 1, byte 11", "invalid UTF-8"),
    "line-nested": ("a.jsonl", b"[" * 900 + b"\n", "line 1, column 901", "not JSON"),
    "line-too-large": ("a.jsonl", b'{"text": "' + b"a" * 2000 + b'"}\n', "line 1", "one page of more than 1,000 bytes"),
    "line-huge-number": ("a.jsonl", b'{"id": 1' + b"0" * 900 + b', "text": 1}\n', "line 1", "`text` is a JSON number"),
    "archive-empty-inside": ("a.warc", b"hello world\r\n\r\n", "record 0", "broken or cut off"),
    "archive-cut-in-head": ("a.warc", record(1)[:60], "record 1", "cut off"),
    "archive-cut-in-body": ("a.warc", record(1)[:-30], "record 1", "broken or cut off"),
    "archive-bad-coding": (
        "a.warc",
        record(1, b"\x1f\x8bxx", "Content-Type: text/html\r\nContent-Encoding: gzip"),
        "record 1",
        "declared as gzip, but broken",
    ),
    "archive-brotli": ("a.warc", record(1, b"xx", "Content-Type: text/html\r\nContent-Encoding: br"), "record 1", "compressed as br"),
}


@pytest.mark.parametrize(("name", "data", "place", "reason"), BAD.values(), ids=BAD)
def test_bad_input_is_one_fault_and_the_run_goes_on(tmp_path: Path, name: str, data: bytes, place: str, reason: str) -> None:
    bad, good = tmp_path / name, tmp_path / "z-good.txt"
    bad.write_bytes(data)
    good.write_text(PROSE, encoding="utf-8")
    fault, capture = read([str(bad), str(good)], limits=SMALL)
    assert isinstance(fault, Fault)
    assert isinstance(capture, Capture)
    assert (fault.source, fault.place) == (str(bad), place)
    assert fault.reason.startswith(reason)
    assert fault.mend
    assert "\n" not in str(fault)


def test_one_bad_line_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(id=1, text=PROSE) + "oops\n" + line(id=3, text="x" * 2000) + line(id=4, text=PROSE), encoding="utf-8")
    assert [item.id if isinstance(item, Capture) else item.place for item in read([str(path)], limits=SMALL)] == [
        "1",
        "line 2, column 1",
        "line 3",
        "4",
    ]


@pytest.mark.parametrize(("cut", "whole"), [(3, 2), (30, 1), (200, 1), (330, 1)])
def test_a_cut_archive_gives_what_is_whole(tmp_path: Path, cut: int, whole: int) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes((gzip.compress(record(1)) + gzip.compress(record(2)))[:-cut])
    *pages, fault = read([str(path)])
    assert [page.id for page in pages if isinstance(page, Capture)] == ["urn:uuid:1", "urn:uuid:2"][:whole]
    assert isinstance(fault, Fault)
    assert "cut off" in fault.reason


def test_an_archive_without_its_last_lines_is_cut() -> None:
    *pages, fault = read(["-"], io.BytesIO(record(1) + record(2)[:90]))
    assert len(pages) == 1
    assert isinstance(fault, Fault)
    assert (fault.place, fault.reason) == ("record 2", "cut off")


@pytest.mark.parametrize(
    ("asked", "reason", "mend"),
    [
        ("pagse.html", "no such file or folder", "did you mean {}/pages.html?"),
        ("zzz", "no such file or folder", "check the path"),
        ("no/such/folder", "no such file or folder", "check the path"),
        ("empty", "nothing readable in this folder", "put files with one of these extensions"),
        ("broken.html", "a link to gone.html, which does not exist", "mend the link"),
        ("a\0b", "no such file or folder", "check the path"),
    ],
)
def test_a_path_that_leads_nowhere(tmp_path: Path, asked: str, reason: str, mend: str) -> None:
    (tmp_path / "pages.html").write_text(HTML, encoding="utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (tmp_path / "broken.html").symlink_to("gone.html")
    (fault,) = read([str(tmp_path / asked)])
    assert isinstance(fault, Fault)
    assert fault.reason.startswith(reason)
    assert fault.mend.startswith(mend.format(tmp_path))


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.html"
    path.write_text(HTML, encoding="utf-8")

    def refuse(*args: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    (fault,) = read([str(path)])
    assert fault == Fault(str(path), "", "no permission to read it", "change its permissions, or run as its owner")


def test_a_second_page_of_the_same_id_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for path in (tmp_path / "a.txt", tmp_path / "b" / "a.txt"):
        path.write_text(PROSE, encoding="utf-8")
    _, fault = read([str(tmp_path)])
    assert isinstance(fault, Fault)
    assert fault.source == str(tmp_path / "b" / "a.txt")
    assert fault.reason == f"a second page with the id 'a.txt', after that of {tmp_path / 'a.txt'}"
    assert [item.source for item in read([str(tmp_path)], distinct=False)] == [str(tmp_path / "a.txt"), str(tmp_path / "b" / "a.txt")]


def test_a_second_line_of_the_same_id_is_a_fault() -> None:
    _, fault = read(["-"], io.BytesIO((line(id=1, text=PROSE) * 2).encode()))
    assert isinstance(fault, Fault)
    assert fault.reason == "a second page with the id '1', after that of -"


def test_standard_input_that_is_not_there() -> None:
    (fault,) = read(["-"])
    assert isinstance(fault, Fault)


def test_a_very_long_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("كلمة " * 100_000, encoding="utf-8")
    (found,) = captures(path)
    assert len(found.text) == 500_000


# --- what is read, and what is told of it


@pytest.mark.parametrize(
    ("fields", "near"),
    [
        pytest.param({"text": PROSE, "publised": "2016"}, ("publised", "published"), id="a-letter-left-out"),
        pytest.param({"text": PROSE, "published_at": "2016"}, ("published_at", "published"), id="a-longer-key"),
        pytest.param({"text": PROSE, "URL": "https://example.org"}, ("URL", "url"), id="in-capitals"),
        pytest.param({"txt": PROSE}, ("txt", "text"), id="without-a-page"),
        pytest.param({"text": PROSE, "id": 1, "ids": 2}, None, id="beside-the-right-one"),
        pytest.param({"text": PROSE, "author": "x", "tags": [], "title": "x", "source": "x"}, None, id="keys-like-none"),
        pytest.param({"text": PROSE, "id": 1, "url": "x", "published": "2016", "html": HTML}, None, id="all-known"),
    ],
)
def test_a_key_that_is_like_one_that_is_read_is_told(fields: dict[str, object], near: tuple[str, str] | None) -> None:
    told = [(one.source, one.place, one.reason, one.mend) for one in notices("-", stdin=line(**fields).encode())]
    key, known = near or ("", "")
    assert told == ([("-", "line 1", f"the key {key!r} is not read, here and in later lines", f"did you mean `{known}`?")] if near else [])


def test_a_key_is_told_once_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line(text=PROSE) + line(text=PROSE, publised="2016") * 3 + line(text=PROSE, ulr="x", publised="2016"), encoding="utf-8")
    assert [(one.place, one.mend) for one in notices(path)] == [("line 2", "did you mean `published`?")]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        pytest.param(["a.txt", "b.pdf", "z/c.JSON", "z/d.pdf"], "3 files are left out, of kinds that are not read (2 .pdf, 1 .json)", id="two-kinds"),
        pytest.param(["a.txt", "README"], "1 file is left out, of kinds that are not read (1 without an extension)", id="no-extension"),
        pytest.param(["a.txt.gz", "b.tar.gz"], "1 file is left out, of kinds that are not read (1 .tar.gz)", id="packed"),
        pytest.param(
            ["a.txt", *(f"a.{n}" for n in range(9)), "b.0"],
            "10 files are left out, of kinds that are not read (2 .0, 1 .1, 1 .2, 1 .3, 1 .4, 1 .5, 1 .6, 1 .7, 1 of further kinds)",
            id="many-kinds",
        ),
        pytest.param(["a.txt", ".hidden"], None, id="hidden"),
        pytest.param(["a.txt", "b.html"], None, id="none"),
        pytest.param(["b.pdf"], None, id="nothing-readable-which-is-a-fault"),
    ],
)
def test_files_of_other_kinds_in_a_folder_are_counted(tmp_path: Path, names: list[str], told: str | None) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(gzip.compress(PROSE.encode()) if name.endswith(".gz") else PROSE.encode())
    assert [(one.source, one.reason) for one in notices(tmp_path)] == ([(str(tmp_path), told)] if told else [])
    assert notices(*(tmp_path / name for name in names)) == []


@settings(deadline=None)
@example(b"\r\n", "a.warc", b"WARC/1.0\r\n")
@given(
    st.binary(max_size=300),
    st.sampled_from(["a.txt", "a.html.gz", "a.jsonl", "a.warc", "a.warc.gz", "a"]),
    st.sampled_from([b"", b"\x1f\x8b\x08\x00", b"WARC/1.0\r\n", b'{"text"']),
)
def test_any_bytes_are_captures_or_faults(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str, head: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(head + data)
    items = list(read([str(path), "-"], io.BytesIO(head + data)))
    assert items
    assert all(isinstance(item, Capture | Fault) for item in items)
