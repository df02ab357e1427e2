"""What an input is: by its name, and where the name does not say, by its first bytes."""

from __future__ import annotations

import json
import re
from typing import Literal

Kind = Literal["page", "lines", "archive"]

_EXTENSIONS: dict[str, Kind] = {
    ".txt": "page",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".warc": "archive",
    ".wet": "archive",
}
EXTENSIONS = (*_EXTENSIONS, *(f"{extension}.gz" for extension in _EXTENSIONS))
"""The extensions that are read from folders; each may be compressed with gzip."""
GZIP = b"\x1f\x8b"
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "a ZIP archive (or an Office document)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"SQLite format 3", "an SQLite database"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "Zstandard-compressed data"),
    (b"BZh9", "bzip2-compressed data"),
    (b"\xfd7zXZ", "xz-compressed data"),
    (b"OggS", "sound"),
    (b"ID3", "sound"),
    (b"{\\rtf", "RTF"),
    (GZIP, "gzip-compressed data"),
)
"""First bytes of formats that people save beside pages (after the `file` program's database)."""
_UTF_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\f\x0b\x1b\x1a") + b"\x7f"
_DOCUMENT = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S)
_ELEMENT = re.compile(r"</?(?:html|head|body|div|p|span|a|td|tr|table|h[1-6]|meta|title|article|section|li|ul|br|font)(?:\s[^<>]*)?/?>", re.I)


def kind_by_name(name: str) -> Kind | None:
    """The kind that a file name's extension says, or None for an unknown one.

    >>> kind_by_name("crawl-07.warc.gz")
    'archive'
    """
    stem = name.lower().removesuffix(".gz")
    return next((kind for extension, kind in _EXTENSIONS.items() if stem.endswith(extension)), None)


def kind_by_content(head: bytes) -> Kind:
    """The kind that the first bytes (decompressed) say; a page where nothing else is seen."""
    if head.startswith(b"WARC/"):
        return "archive"
    return "lines" if _is_json_line(head.removeprefix(b"\xef\xbb\xbf").lstrip()) else "page"


def _is_json_line(head: bytes) -> bool:
    """Whether the first line is a JSON object, or is cut and begins like one with a key of ours."""
    if not head.startswith(b"{"):
        return False
    line, newline, _ = head.partition(b"\n")
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return not newline and bool(re.match(rb'\{\s*"(?:id|text|html|url|published)"\s*:', line))


def binary_kind(data: bytes) -> str | None:
    """What the bytes are if they are not text: a known format, or bytes that no text holds. UTF-16 and UTF-32 are text."""
    known = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    if known or data.startswith(_UTF_MARKS) or looks_utf16(data):
        return known
    head = data[:1_000_000]
    if b"\0" in head:
        return f"binary data (a zero byte at byte {head.index(0):,})"
    if len(head) - len(head.translate(None, _CONTROL)) > len(head) * 0.02:
        return "binary data (control characters)"
    return None


def looks_utf16(data: bytes) -> str | None:
    """`utf-16-le` or `utf-16-be` if nearly every second byte is the high byte of a Latin or Arabic letter, sign or space."""
    head = data[:4096]
    if len(data) % 2 or len(head) < 8:
        return None
    for name, high, low in (("utf-16-le", head[1::2], head[0::2]), ("utf-16-be", head[0::2], head[1::2])):
        if len(high) - len(high.translate(None, b"\x00\x06\x20")) >= 0.95 * len(high) and low.count(0) <= 0.02 * len(low) and set(high) & {0, 6}:
            return name
    return None


def is_html(text: str) -> bool:
    """Whether the page has tags: it begins as an HTML document, or has many elements, and not by the way.

    >>> is_html("<!DOCTYPE html><p>خبر"), is_html("قال <b>الوزير</b> إن 5 < 6")
    (True, False)
    """
    head = text[:20_000]
    if _DOCUMENT.match(head.lstrip("\ufeff")):
        return True
    found = sum(1 for _ in _ELEMENT.finditer(head))
    return (found >= 4 and found * 400 >= len(head)) or (found >= 1 and head.lstrip().startswith("<"))
