"""How much a compressed file holds, found out without holding it: what a few kilobytes of gzip can unpack to has no bound."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from khabar.capture.kinds import GZIP

_CHUNK = 1 << 20


def too_much(path: Path, most: int) -> bool:
    """Whether a file unpacks to more than so many bytes; a broken one does to what can be read of it, and one that is not gzip to its size."""
    with path.open("rb") as file:
        if file.read(len(GZIP)) != GZIP:
            return path.stat().st_size > most
        file.seek(0)
        given = 0
        try:
            with gzip.GzipFile(fileobj=file) as packed:
                while chunk := packed.read1(_CHUNK):
                    given += len(chunk)
                    if given > most:
                        return True
        except (EOFError, OSError, zlib.error):
            return False
    return False
