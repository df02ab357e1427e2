"""From the paths that were asked for to the files to read, in sorted order; and a word of help where there is none."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from khabar.capture.kinds import EXTENSIONS, kind_by_name
from khabar.records.capture import Fault, Notice

_SIBLINGS = 10_000
_KINDS = 8
"""Kinds of files left out that are named; a mirrored site may have hundreds."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, as it was asked for or found."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name


def sources(path: str) -> Iterator[Source | Fault | Notice]:
    """The files of one path: itself, or for a folder all files below with an extension that is read. Links to folders are not followed.

    Of a folder the other files are counted, last; hidden ones are not.
    """
    asked = Path(path)
    try:
        if asked.is_dir():
            yield from _folder(asked)
        elif asked.exists():
            yield Source(asked)
        else:
            yield missing(asked)
    except (OSError, ValueError) as error:
        yield unreadable(path, error)


def _folder(folder: Path) -> Iterator[Source | Fault | Notice]:
    troubles: list[OSError] = []
    others: Counter[str] = Counter()
    found = False
    for place, folders, names in os.walk(folder, onerror=troubles.append):
        folders.sort()
        for name in sorted(names):
            if kind_by_name(name) is None:
                others[_extension(name)] += not name.startswith(".")
                continue
            found = True
            path = Path(place, name)
            if path.is_file():
                yield Source(path)
            else:
                yield missing(path) if path.is_symlink() else Fault(str(path), "", "not a regular file", "leave it out, or pass it by itself")
    yield from (unreadable(str(trouble.filename), trouble) for trouble in troubles)
    if not found and not troubles:
        yield Fault(str(folder), "", "nothing readable in this folder", f"put files with one of these extensions in it: {', '.join(EXTENSIONS)}")
    elif others.total():
        yield _left_out(folder, others)


def _extension(name: str) -> str:
    """The extension in lower case, with that before a `.gz`; empty for a name without one.

    >>> _extension("a.PDF"), _extension("site.tar.gz"), _extension("README")
    ('.pdf', '.tar.gz', '')
    """
    stem = name.lower().removesuffix(".gz")
    return Path(stem).suffix + name.lower()[len(stem) :]


def _left_out(folder: Path, others: Counter[str]) -> Notice:
    """How many files of which other kinds lie in a folder that was read."""
    total = others.total()
    named = [(extension or "without an extension", count) for extension, count in others.most_common(_KINDS) if count]
    rest = total - sum(count for _, count in named)
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in [*named, *([("of further kinds", rest)] if rest else [])])
    files = "1 file is" if total == 1 else f"{total:,} files are"
    return Notice(str(folder), "", f"{files} left out, of kinds that are not read ({kinds})", "name one to have it read whatever its extension is")


def missing(path: Path) -> Fault:
    """There is no such file: a broken link, or perhaps a slip of the pen."""
    if path.is_symlink():
        return Fault(str(path), "", f"a link to {path.readlink()}, which does not exist", "mend the link, or leave it out")
    near = _similar(path)
    return Fault(str(path), "", "no such file or folder", f"did you mean {near}?" if near else "check the path")


def _similar(path: Path) -> str | None:
    """The file beside a missing one whose name is most like its name."""
    if not path.parent.is_dir():
        return None
    with os.scandir(path.parent) as entries:
        names = [entry.name for entry in islice(entries, _SIBLINGS)]
    near = get_close_matches(path.name, sorted(names), n=1)
    return str(path.parent / near[0]) if near else None


def unreadable(source: str, error: Exception) -> Fault:
    """What the operating system said against opening or reading it."""
    if isinstance(error, PermissionError):
        return Fault(source, "", "no permission to read it", "change its permissions, or run as its owner")
    said = getattr(error, "strerror", None) or str(error)
    return Fault(source, "", f"cannot be read ({said})", "check the file and the disk")
