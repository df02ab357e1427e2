"""One page as its carrier (file, JSON line, WARC record) hands it over, and how it becomes a capture."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from khabar.capture.decode import Undecodable, decode
from khabar.capture.kinds import binary_kind, is_html
from khabar.capture.limits import Limits
from khabar.knowledge.declared import declared_days
from khabar.records.capture import Capture, Fault

_SHOWN = 40
"""Characters of a wrong value that are told."""


@dataclass(frozen=True, slots=True)
class Received:
    """The bytes of a page. `place` is where in the carrier it stands; empty when the page is the whole of it."""

    id: str
    source: str
    place: str
    data: bytes
    charset: str | None = None
    """As the HTTP header of a WARC record declares it."""
    url: str | None = None
    published: str | None = None

    def fault(self, reason: str, mend: str, place: str | None = None) -> Fault:
        where = ", ".join(part for part in (self.place, place) if part)
        return Fault(self.source, where, reason, mend)


def too_large(source: str, place: str, limits: Limits) -> Fault:
    size = f"{limits.page_bytes:,} bytes"
    return Fault(source, place, f"one page of more than {size}", "split it into pages, or leave it out")


def no_day(published: str | None) -> tuple[str, str] | None:
    """What is wrong with a day of publication that is none, and the mend; None where it is one, or was not given."""
    given = (published or "").strip()
    if not given or declared_days(given):
        return None
    return f"`published` is no day: {given[:_SHOWN]!r}", "write it as 2016-05-01, 2016-05 or 2016, or leave it out"


def capture_of(page: Received, limits: Limits) -> Capture | Fault:
    """The page as a capture, or why it cannot be read: empty, too large, not text, in no encoding that makes sense, or of no day."""
    if not page.data.strip():
        return page.fault("empty", "fetch the page again, or leave it out")
    if len(page.data) > limits.page_bytes:
        return too_large(page.source, page.place, limits)
    binary = binary_kind(page.data)
    if binary:
        return page.fault(f"not text but {binary}", "convert it to text or HTML first")
    decoded = decode(page.data, page.charset)
    if isinstance(decoded, Undecodable):
        return page.fault(decoded.reason, "save the page in the encoding that it declares, or in UTF-8", decoded.place)
    wrong = no_day(page.published)
    if wrong:
        return page.fault(*wrong)
    return Capture(
        id=page.id,
        sha256=hashlib.sha256(page.data).hexdigest(),
        text=decoded.text,
        media="html" if is_html(decoded.text) else "text",
        source=page.source,
        encoding=decoded.encoding,
        url=page.url,
        published=page.published,
    )
