"""One page coded without a ledger: its article and claims, or why there are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from khabar.capture.limits import Limits
from khabar.capture.received import Received, capture_of
from khabar.client.answer import Answer
from khabar.client.claims import CODED
from khabar.records.article import Article
from khabar.records.capture import Capture, Dropped, Fault
from khabar.records.claim import Claim


class Coded(Protocol):
    """What the pipeline gives for a page that it does not drop."""

    @property
    def article(self) -> Article: ...

    @property
    def claims(self) -> tuple[Claim, ...]: ...


Read = Callable[[list[str]], Iterable[Capture | Fault]]
Code = Callable[[Capture], Coded | Dropped]


class UnreadableError(ValueError):
    """What was given is no page that can be read; says why, and the mend."""


@dataclass(frozen=True)
class Coding(Answer[Claim]):
    """The claims of a page, in its order, with its article; of a page that was dropped no claims, and why it was."""

    capture: Capture
    article: Article | None
    dropped: Dropped | None


def coding(given: str | Path, read: Read, code: Code) -> Coding:
    """A text, the source of a page, or the file that holds one, coded. Raises UnreadableError."""
    page = page_of(given) if isinstance(given, str) and not _names_file(given) else _only(str(given), read)
    if isinstance(page, Fault):
        raise UnreadableError(str(page))
    made = code(page)
    if isinstance(made, Dropped):
        return Coding(CODED, lambda: (), page, None, made)
    return Coding(CODED, lambda: made.claims, page, made.article, None)


def page_of(text: str, url: str | None = None, published: str | None = None, *, html: bool = False) -> Capture | Fault:
    """A text or the source of a page as a capture, with what is known of it beside, as an input line carries it."""
    found = capture_of(Received("text", "text", "", text.encode("utf-8", "replace"), "utf-8", url or None, published or None), Limits())
    return replace(found, media="html") if html and "<" in text and isinstance(found, Capture) else found


def _names_file(given: str) -> bool:
    """Whether a string is the name of a file: a text of one line may be short enough to be one."""
    try:
        return "\n" not in given and Path(given).is_file()
    except (OSError, ValueError):  # too long for a name, or with a NUL
        return False


def _only(path: str, read: Read) -> Capture | Fault:
    pages = list(read([path]))
    if len(pages) != 1:
        raise UnreadableError(
            f"{path} holds {len(pages)} pages; give one page, or go through them with khabar.pipeline.read and khabar.pipeline.code"
        )
    return pages[0]
