"""JSON Lines: one page a line, with `text` or `html`, and if known `id`, `url`, `published`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from khabar.arabic.likeness import nearest
from khabar.capture.kinds import is_html
from khabar.capture.limits import Limits
from khabar.capture.received import no_day, too_large
from khabar.records.capture import Capture, Fault, Notice

_FORM = 'write one object a line, such as {"id": "1", "text": "…", "url": "…", "published": "2016-05-01"}'
_KEYS = ("id", "text", "html", "url", "published")


def read_lines(stream: BinaryIO, source: str, name: str, limits: Limits) -> Iterator[Capture | Fault | Notice]:
    """A capture or a fault for each line that is not blank, and a notice of each key that is like one that is read. Line numbers count from 1.

    Raises OSError or EOFError where the stream ends or breaks early.
    """
    number, known = 0, set(_KEYS)
    while line := stream.readline(limits.page_bytes + 1):
        number += 1
        place = f"line {number}"
        if len(line) > limits.page_bytes:
            while not line.endswith(b"\n") and (line := stream.readline(limits.page_bytes)):
                pass
            yield too_large(source, place, limits)
        elif line.strip():
            record = _record(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, source, place)
            if isinstance(record, Fault):
                yield record
                continue
            for key, near in _slips(record, known):
                yield Notice(source, place, f"the key {key!r} is not read, here and in later lines", f"did you mean `{near}`?")
            yield _page(record, source, place, f"{name}:{number}")


def _record(line: bytes, source: str, place: str) -> Any:
    """The value that a line holds; a fault where it holds none."""
    try:
        return json.loads(line.decode("utf-8").rstrip())
    except UnicodeDecodeError as error:
        return Fault(source, f"{place}, byte {error.start + 1}", "invalid UTF-8", "JSON Lines are UTF-8: write the line again in it")
    except RecursionError:
        return Fault(source, place, "JSON nested too deep", _FORM)
    except json.JSONDecodeError as error:
        return Fault(source, f"{place}, column {error.colno}", f"not JSON ({error.msg})", _FORM)
    except ValueError as error:
        return Fault(source, place, f"not JSON ({error})", _FORM)


def _slips(record: Any, known: set[str]) -> Iterator[tuple[str, str]]:
    """Keys that are not `known`, each with the one that is read, is most like it and is missing; from now on they are known."""
    if not isinstance(record, dict):
        return
    keys = [key for key in record if key not in known]
    known.update(keys)
    lacked = [key for key in _KEYS if key not in record]
    for key in keys:
        near = nearest(key.lower(), lacked)
        if near:
            yield key, near


def _page(record: Any, source: str, place: str, unnamed: str) -> Capture | Fault:
    """The page of a line's value; `unnamed` is its id where it has none of its own."""
    wrong = _wrong(record)
    if wrong:
        return Fault(source, place, *wrong)
    identifier = record.get("id")
    return _capture(record, source, unnamed if identifier in (None, "") else str(identifier))


def _wrong(record: object) -> tuple[str, str] | None:
    """What keeps a line's value from being a page, and the mend; or None."""
    if not isinstance(record, dict):
        return f"a JSON {_json_type(record)} where an object should be", _FORM
    if record.get("text") is None and record.get("html") is None:
        return "neither `text` nor `html`", _FORM
    for key, types in (("id", (str, int)), ("text", (str,)), ("html", (str,)), ("url", (str,)), ("published", (str,))):
        value = record.get(key)
        if value is not None and (not isinstance(value, types) or isinstance(value, bool)):
            return f"`{key}` is a JSON {_json_type(value)}, not a string", _FORM
    if not (record.get("html") or record.get("text") or "").strip():
        return "empty page", _FORM
    return no_day(record.get("published"))


def _json_type(value: object) -> str:
    names = {bool: "boolean", str: "string", int: "number", float: "number", list: "array", dict: "object", type(None): "null"}
    return names[type(value)]


def _capture(record: dict[str, str | None], source: str, identifier: str) -> Capture:
    """The page of a sound record. Halves of surrogate pairs, which no text has, become U+FFFD."""
    html = record.get("html")
    text = (html or record.get("text") or "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Capture(
        id=identifier,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        media="html" if is_html(text) or (html and "<" in text) else "text",
        source=source,
        encoding="utf-8",
        url=record.get("url") or None,
        published=record.get("published") or None,
    )
