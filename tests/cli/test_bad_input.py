"""Bad input, end to end: one line on standard error with file, place and reason; the other pages are still coded; exit code 1."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
PROSE = "اعتقلت شرطة الميناء يوم الأحد ثلاثة من أعضاء نقابة الصيادين قرب السوق القديم، وقال الناطق باسم النقابة إن الشرطة ضربت المعتقلين. "
QUIET = "الطقس جميل في هذا المساء والبحر هادئ. "
"""Nothing in it for the model to read, so that a long line of it is quick."""


def archive() -> bytes:
    """A WARC of one page, compressed and cut."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + f"<html><body><p>{PROSE * 20}</p></body></html>".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://example.org/1\r\n"
        f"WARC-Date: 2016-05-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    whole = gzip.compress(head.encode() + http + b"\r\n\r\n")
    return whole[: len(whole) // 2]


def run_beside_a_good_page(run: Run, good: Path, bad: Path) -> tuple[Result, list[str], list[str]]:
    """The result, the lines on standard error but the last (the counts), and the captures that were coded."""
    result = run("code", bad, good, "--format", "jsonl")
    coded = [record["capture"] for one in result.stdout.splitlines() if (record := json.loads(one))["kind"] == "article"]
    *told, counts = result.stderr.splitlines()
    assert counts.startswith("khabar: ")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result, told, coded


FAULTS: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "empty file": ("a.txt", lambda: b"", "", "empty"),
    "white space alone": ("a.txt", lambda: b" \n\r\n\t", "", "empty"),
    "binary": ("a.txt", lambda: bytes(range(256)) * 40, "", "not text but binary data"),
    "a PDF": ("a.txt", lambda: b"%PDF-1.7\n", "", "not text but PDF"),
    "truncated gzip WARC": ("a.warc.gz", archive, "record ", "cut off"),
    "truncated gzip text": ("a.txt.gz", lambda: gzip.compress(PROSE.encode() * 50)[:-40], "byte ", "cut off"),
    "invalid UTF-8": ("a.txt", lambda: PROSE.encode() + b"\xff\xfe\xd8 " + PROSE.encode(), "byte ", "invalid UTF-8"),
    "50 MB page": ("a.html", lambda: b"<p>" + b"a " * 25_000_000, "", "one page of more than 20,000,000 bytes"),
    "a line that is no JSON": ("a.jsonl", lambda: b"{oops\n", "line 1", "not JSON"),
}


@pytest.mark.parametrize(("name", "data", "place", "reason"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_read_is_one_line_and_the_others_are_coded(
    run: Run, good: Path, name: str, data: Callable[[], bytes], place: str, reason: str
) -> None:
    bad = good.with_name(name)
    bad.write_bytes(data())
    result, told, coded = run_beside_a_good_page(run, good, bad)
    assert result.exit_code == 1
    assert len(told) == 1
    assert told[0].startswith(f"khabar: {bad}")
    assert place in told[0]
    assert reason in told[0]
    assert coded == ["good.txt"]


def test_a_missing_path_is_one_line_with_the_nearest_name(run: Run, good: Path) -> None:
    result, told, coded = run_beside_a_good_page(run, good, good.with_name("god.txt"))
    assert (result.exit_code, coded) == (1, ["good.txt"])
    assert told == [f"khabar: {good.with_name('god.txt')}: no such file or folder; did you mean {good}?"]


def test_no_permission_is_one_line(run: Run, good: Path) -> None:
    bad = good.with_name("locked.txt")
    bad.write_text(PROSE, encoding="utf-8")
    bad.chmod(0)
    if os.access(bad, os.R_OK):
        pytest.skip("this user (root) may read any file, so that none is locked")
    result, told, coded = run_beside_a_good_page(run, good, bad)
    assert (result.exit_code, coded) == (1, ["good.txt"])
    assert told == [f"khabar: {bad}: no permission to read it; change its permissions, or run as its owner"]


def test_one_bad_line_of_many_is_named(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text(json.dumps({"id": "one", "text": text}) + '\n{"id": 2}\n' + json.dumps({"id": "three", "text": text}) + "\n", encoding="utf-8")
    result = run("code", path)
    assert result.exit_code == 1
    assert f"khabar: {path}, line 2: neither `text` nor `html`" in result.stderr
    assert [r["capture"] for one in result.stdout.splitlines() if (r := json.loads(one))["kind"] == "article"] == ["one", "three"]


def test_a_day_that_is_none_is_told_with_its_line_and_the_others_are_coded(run: Run, good: Path, text: str) -> None:
    bad = good.with_name("a.jsonl")
    bad.write_text(json.dumps({"id": "one", "text": text, "published": "2024-13-45"}) + "\n", encoding="utf-8")
    result, told, coded = run_beside_a_good_page(run, good, bad)
    assert (result.exit_code, coded) == (1, ["good.txt"])
    assert told == [f"khabar: {bad}, line 1: `published` is no day: '2024-13-45'; write it as 2016-05-01, 2016-05 or 2016, or leave it out"]


@pytest.mark.parametrize("command", [("code",), ("code", "--jobs", "2"), ("add", "--db", "khabar.db")], ids=" ".join)
def test_what_is_passed_over_is_told_and_all_else_is_read(
    run: Run, tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    run("init", "--db", "khabar.db")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "in" / "a.jsonl").write_text(json.dumps({"id": "one", "text": text, "publised": "2015-06-02"}) + "\n", encoding="utf-8")
    result = run(*command, "in")
    *told, _counts = result.stderr.splitlines()
    assert (result.exit_code, told) == (
        0,
        [
            "khabar: in/a.jsonl, line 1: the key 'publised' is not read, here and in later lines; did you mean `published`?",
            "khabar: in: 1 file is left out, of kinds that are not read (1 .pdf); name one to have it read whatever its extension is",
        ],
    )


@pytest.mark.parametrize("command", [("code",), ("add", "--db", "khabar.db")], ids=["code", "add"])
def test_a_dropped_page_is_told_by_the_path_that_can_be_opened(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    run("init", "--db", "khabar.db")
    (tmp_path / "in" / "deep").mkdir(parents=True)
    english = "An English page about the weather of the coast. " * 20
    (tmp_path / "in" / "deep" / "en.txt").write_text(english, encoding="utf-8")
    (tmp_path / "in" / "lines.jsonl").write_text(json.dumps({"id": "s", "text": english}) + "\n", encoding="utf-8")
    told = run(*command, "in").stderr.splitlines()
    assert [one.partition(": dropped, not-arabic: ")[0] for one in told[:-1]] == ["khabar: in/lines.jsonl, s", "khabar: in/deep/en.txt"]


# --- what can be read, however odd, is coded or dropped with a reason

ODD: dict[str, tuple[str, Callable[[str], bytes], bool]] = {
    "undeclared Windows-1256": ("a.txt", lambda text: text.encode("cp1256"), True),
    "undeclared Windows-1256 in HTML": ("a.html", lambda text: _html(text).encode("cp1256"), True),
    "UTF-16": ("a.txt", lambda text: text.encode("utf-16"), True),
    "bidi controls": ("a.txt", lambda text: "\n".join(f"\u202b{one}\u202c" if one else "" for one in text.splitlines()).encode(), True),
    "bidi controls between words": ("a.txt", lambda text: text.replace(" ", " \u200f").encode(), True),
    "100,000-word line": ("a.txt", lambda text: (PROSE * 20 + QUIET * 14_300).encode(), True),
    "HTML nested 10,000 deep": ("a.html", lambda text: ("<div>" * 10_000 + _html(text) + "</div>" * 10_000).encode(), False),
    "all tatweel and diacritics": ("a.txt", lambda text: ("ـَُِّ" * 400 + "\n").encode() * 10, False),
    "every word with tatweel and diacritics": ("a.txt", lambda text: text.replace("ا", "اـَ").encode(), True),
}


def _html(text: str) -> str:
    return "<html><body>" + "".join(f"<p>{one}</p>" for one in text.splitlines() if one) + "</body></html>"


@pytest.mark.parametrize(("name", "data", "is_coded"), ODD.values(), ids=ODD)
def test_what_is_odd_is_coded_or_dropped_with_a_reason(
    run: Run, good: Path, text: str, name: str, data: Callable[[str], bytes], is_coded: bool
) -> None:
    odd = good.with_name(name)
    odd.write_bytes(data(text))
    result, told, coded = run_beside_a_good_page(run, good, odd)
    assert "good.txt" in coded
    if is_coded:
        assert (result.exit_code, coded, told) == (0, [name, "good.txt"], [])
    else:
        assert len(told) == 1 - coded.count(name)
        assert all(name in one for one in told)


@pytest.mark.parametrize("encoding", ["cp1256", "utf-16"])
def test_the_encoding_does_not_change_the_claims(run: Run, good: Path, text: str, encoding: str) -> None:
    other = good.with_name("other.txt")
    other.write_bytes(text.encode(encoding))
    one, two = (
        [(r["event"], r["actor"], r["recipient"]) for line in run("code", path).stdout.splitlines() if (r := json.loads(line))["kind"] == "claim"]
        for path in (good, other)
    )
    assert one == two != []
