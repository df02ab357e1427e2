"""WARC archives (ISO 28500): each response or conversion record with a page in it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from khabar.capture.limits import Limits
from khabar.capture.received import Received, capture_of, too_large
from khabar.records.capture import Capture, Fault

_PAGES = {"text/html", "application/xhtml+xml", "text/plain"}
_MEND = "fetch the archive again; the pages before this place were read"


class _Tail(io.RawIOBase):
    """A stream that remembers its last bytes: a whole archive ends with an empty line."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.last = b""
        self._given = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._given

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self.last = (self.last + data)[-4:]
        self._given += len(data)
        return data

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def read_archive(stream: BinaryIO, source: str, limits: Limits) -> Iterator[Capture | Fault]:
    """A capture or a fault for each successful response that holds HTML or text. `stream` is decompressed. Records count from 1.

    An archive that breaks off gives what is whole of it, and a fault.
    """
    tail = _Tail(stream)
    number, known = 0, False
    try:
        for record in ArchiveIterator(tail, parse_http=True):
            number += 1
            known = known or record.record_type not in (WarcRecordType.no_type, WarcRecordType.unknown)
            if record.record_type in (WarcRecordType.response, WarcRecordType.conversion):
                item = _page(record, source, f"record {number}", limits)
                if item is not None:
                    yield item
    except (OSError, EOFError, ValueError, UnicodeError, zlib.error) as error:
        yield Fault(source, f"record {number}", f"broken or cut off ({error})", _MEND)
        return
    if not known:
        yield Fault(source, "", "no WARC record in it", "check that it is a WARC archive (ISO 28500)")
    elif not tail.last.endswith(b"\n\r\n"):
        yield Fault(source, f"record {number}", "cut off", _MEND)


def _page(record: WarcRecord, source: str, place: str, limits: Limits) -> Capture | Fault | None:
    """The page of a record; None when it holds none (a redirect, an image)."""
    headers = record.http_headers
    status = headers.status_code if headers is not None else 200
    kind = (record.http_content_type if headers is not None else record.headers.get("Content-Type", "")) or ""
    if kind.partition(";")[0].strip().lower() not in _PAGES or (status is not None and not 200 <= status < 300):
        return None
    expected = record.content_length
    if expected > limits.page_bytes:
        return too_large(source, place, limits)
    data = record.reader.read(expected)
    if len(data) < expected:
        raise EOFError(f"{place} has {len(data):,} of {expected:,} bytes")
    page = Received(
        id=str(record.record_id or record.headers.get("WARC-Target-URI") or f"{source}:{place}").strip("<>"),
        source=source,
        place=place,
        data=data,
        charset=record.http_charset if headers is not None else None,
        url=record.headers.get("WARC-Target-URI") or None,
    )
    return _unwrapped(page, dict(headers.asdict()) if headers is not None else {}, limits)


def _unwrapped(page: Received, headers: dict[str, str], limits: Limits) -> Capture | Fault:
    """The page out of its transfer and content encodings (RFC 9112, section 7.1; RFC 9110, section 8.4)."""
    fields = {name.lower(): value.lower() for name, value in headers.items()}
    data = page.data
    if "chunked" in fields.get("transfer-encoding", ""):
        data = unchunked(data)
    for coding in reversed([c.strip() for c in fields.get("content-encoding", "").split(",") if c.strip()]):
        if coding in {"identity", "utf-8"}:
            continue
        if coding not in {"gzip", "x-gzip", "deflate"}:
            return page.fault(f"compressed as {coding}, which is not read", "write the archive with gzip or without content encoding")
        inflated = inflate(data, limits.page_bytes + 1)
        if inflated is None:
            return page.fault(f"declared as {coding}, but broken or not compressed so", "fetch the page again")
        data = inflated
    return capture_of(Received(page.id, page.source, page.place, data, page.charset, page.url, page.published), limits)


def unchunked(data: bytes) -> bytes:
    r"""The body out of its chunks; what is not chunked (many tools store it so under the original header) is left as it is.

    >>> unchunked(b"3\r\nabc\r\n0\r\n\r\n")
    b'abc'
    """
    parts: list[bytes] = []
    at = 0
    while (line_end := data.find(b"\r\n", at, at + 64)) >= 0:
        try:
            size = int(data[at:line_end].partition(b";")[0], 16)
        except ValueError:
            return data
        start = line_end + 2
        if size <= 0:
            return b"".join(parts)
        parts.append(data[start : start + size])
        at = start + size + 2
    return data


def inflate(data: bytes, limit: int) -> bytes | None:
    """At most `limit` bytes of gzip, zlib or raw deflate data; the data itself if tools stored it decompressed; None if it is broken."""
    if not data.startswith(b"\x1f\x8b") and data.lstrip()[:1] == b"<":
        return data
    for window in (47, -15):
        decompressor = zlib.decompressobj(window)
        try:
            inflated = decompressor.decompress(data, limit)
        except zlib.error:
            continue
        return inflated if decompressor.eof or len(inflated) >= limit else None
    return None
