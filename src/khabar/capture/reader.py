"""Reads every source in turn, page by page: nothing is held but the page at hand."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO, cast

from khabar.capture.archives import read_archive
from khabar.capture.kinds import GZIP, Kind, kind_by_content, kind_by_name
from khabar.capture.limits import Limits
from khabar.capture.lines import read_lines
from khabar.capture.received import Received, capture_of, too_large
from khabar.capture.sources import Source, sources, unreadable
from khabar.records.capture import Capture, Fault, Notice

Item = Capture | Fault | Notice
Tell = Callable[[Notice], None]
_CHUNK = 65_536
_BREAKS = (EOFError, gzip.BadGzipFile, zlib.error, OSError)
_ANOTHER_ID = "give each page its own name or id, and each path once; `khabar add` takes pages of one name"
_CUT = "fetch or copy the file again; what came before this place was read"


def read(
    paths: Sequence[str], stdin: BinaryIO | None = None, limits: Limits | None = None, tell: Tell | None = None, *, distinct: bool = True
) -> Iterator[Capture | Fault]:
    """The pages of files, folders (in sorted order) and archives; `-` is standard input. What cannot be read is a fault, and the run goes on.

    With `distinct` a second page of the same id is a fault, for whoever tells captures by their ids alone. `tell` is given what is to be known
    of input that was read.
    """
    items = (item for path in paths for item in _path(path, stdin, limits or Limits()))
    for item in _apart(items) if distinct else items:
        if not isinstance(item, Notice):
            yield item
        elif tell:
            tell(item)


def _apart(items: Iterator[Item]) -> Iterator[Item]:
    """The same, with a fault for each page that has the id of one before it."""
    sources: dict[str, str] = {}
    for item in items:
        if isinstance(item, Capture) and item.id in sources:
            yield Fault(item.source, "", f"a second page with the id {item.id!r}, after that of {sources[item.id]}", _ANOTHER_ID)
            continue
        if isinstance(item, Capture):
            sources[item.id] = item.source
        yield item


def _path(path: str, stdin: BinaryIO | None, limits: Limits) -> Iterator[Item]:
    if path == "-":
        if stdin is None:
            yield Fault("-", "", "no standard input here", "pass a file or a folder")
            return
        yield from _stream(stdin, "-", "-", None, limits)
        return
    for source in sources(path):
        if isinstance(source, Source):
            yield from _file(source, limits)
        else:
            yield source


def _file(source: Source, limits: Limits) -> Iterator[Item]:
    try:
        with source.path.open("rb") as stream:
            yield from _stream(stream, str(source.path), source.name, kind_by_name(source.name), limits)
    except OSError as error:
        yield unreadable(str(source.path), error)


def _stream(stream: BinaryIO, source: str, name: str, kind: Kind | None, limits: Limits) -> Iterator[Item]:
    """The pages of an open stream, decompressed if it is gzip. `kind` None: told by its first bytes."""
    plain = _Ahead(stream)
    try:
        if plain.peek(len(GZIP)) == GZIP:
            plain = _Ahead(gzip.GzipFile(fileobj=plain))
        kind = kind or kind_by_content(plain.peek(limits.sniffed_bytes))
        if kind == "lines":
            yield from read_lines(cast(BinaryIO, plain), source, name, limits)
        elif kind == "archive":
            yield from read_archive(cast(BinaryIO, plain), source, limits)
        else:
            yield _page(plain, source, name, limits)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield Fault(source, f"byte {plain.given:,} of its content", f"gzip data broken or cut off ({error})", _CUT)
    except OSError as error:
        yield replace(unreadable(source, error), place=f"byte {plain.given:,}")


def _page(stream: _Ahead, source: str, name: str, limits: Limits) -> Capture | Fault:
    data = stream.read(limits.page_bytes + 1)
    if len(data) > limits.page_bytes:
        return too_large(source, "", limits)
    stream.read(1)
    return capture_of(Received(name, source, "", data), limits)


class _Ahead(io.BufferedIOBase):
    """A binary stream of which the beginning can be seen before it is read (pipes cannot be rewound).

    Where the stream breaks, what came before is given first; the next read raises what broke it.
    """

    def __init__(self, stream: BinaryIO | gzip.GzipFile) -> None:
        self._stream = stream
        self._some: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._head = b""
        self._at = 0
        self._broken: Exception | None = None
        self.given = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.given

    def _more(self, size: int) -> bytes:
        """Some bytes, at most `size`; none at the end or where the stream broke."""
        if self._broken is None:
            try:
                return self._some(size)
            except _BREAKS as error:
                self._broken = error
        return b""

    def _give(self, data: bytes, size: int) -> bytes:
        if not data and size and self._broken is not None:
            raise self._broken
        self.given += len(data)
        return data

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, fewer only at the end; they stay to be read."""
        while len(self._head) - self._at < size and (more := self._more(size)):
            self._head, self._at = self._head[self._at :] + more, 0
        return self._head[self._at : self._at + size]

    def _take(self, size: int) -> bytes:
        """The next bytes of what was seen ahead, at most `size`."""
        taken = self._head[self._at : self._at + size]
        self._at += len(taken)
        return taken

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = size if size is not None and size >= 0 else 1 << 62
        parts = [self._take(wanted)]
        missing = wanted - len(parts[0])
        while missing and (more := self._more(min(missing, _CHUNK))):
            parts.append(more)
            missing -= len(more)
        return self._give(b"".join(parts), wanted)

    def readline(self, size: int | None = -1, /) -> bytes:
        """A line with its newline, of at most `size` bytes."""
        limit = size if size is not None and size >= 0 else 1 << 62
        parts: list[bytes] = []
        while limit and (self._at < len(self._head) or self.peek(_CHUNK)):
            end = self._head.find(b"\n", self._at, self._at + limit) + 1
            parts.append(self._take(end - self._at if end else limit))
            limit -= len(parts[-1])
            if end:
                break
        return self._give(b"".join(parts), 1)
