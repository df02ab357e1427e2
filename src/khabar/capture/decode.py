"""From bytes to text: mark, declaration, validity, then the letters themselves.

Order after the WHATWG Encoding and HTML standards (byte order mark, transport, document), with three departures that old Arabic pages
need: valid UTF-8 overrides a declaration of anything else; a declaration is believed only if the text that it gives is plausible; without
a believable one, Windows-1256 and ISO-8859-6 are told apart by how often each letter occurs. Damaged UTF-8 is not patched up: a page
with missing letters would be coded wrongly without a word. Line ends are kept as they are.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from charset_normalizer import from_bytes

from khabar.capture.kinds import looks_utf16
from khabar.knowledge import letters

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)|<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_LABELS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "windows-1256": "cp1256"}
"""What browsers take some labels for (WHATWG Encoding standard, section 4.2)."""
_MIXED = re.compile(r"[A-Za-z][\u0621-\u064a]|[\u0621-\u064a][A-Za-z]")
_ARABIC = ("cp1256", "iso8859-6")
_OTHERS = ("cp1252", "cp1251", "cp1253", "cp1254", "cp1255", "koi8-r", "gb18030", "shift_jis", "euc_jp", "euc_kr", "big5")
_SAMPLE = 200_000
_LEAST = -3.6
"""Mean log share of a letter in Arabic prose is about -2.9; of bytes read in the wrong Arabic encoding, below -4."""
_FEW = 24
"""So few letters say little by their shares: there it is enough that all are Arabic."""
_PREFERRED = 0.5
"""By so much must another Arabic encoding fit better than the declared one."""
_STRANGE = -9.0
"""Log share given to a character beyond ASCII that is no Arabic letter, mark or sign."""
_RARE = -6.5
"""Log share of a letter or mark of the Arabic block that prose hardly has; among them those that `ي` and `ى` become when misread."""
_SIGNS = frozenset("\u00a0«»،؛؟\u0640\u064b\u064e\u064f\u0650\u0651\u0652“”‘’…–—•\u200c\u200d\u200e\u200f°©®×")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`encoding` is a name that Python's codecs know."""

    text: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Undecodable:
    """`place` is the first byte that does not fit."""

    reason: str
    place: str


def decode(data: bytes, declared: str | None = None) -> Decoded | Undecodable:
    """The text of a page. `declared` is the charset of its HTTP header. A byte order mark is not part of the text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, len(mark))
    wide = looks_utf16(data)
    if wide:
        return _strictly(data, wide, 0)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        wrong_at = error.start
    if _mostly_utf8(data):
        return Undecodable("invalid UTF-8", f"byte {wrong_at:,}")
    return _as_declared(data, declared) or _as_detected(data) or Undecodable("in no encoding that makes sense of it", f"byte {wrong_at:,}")


def _strictly(data: bytes, encoding: str, skipped: int) -> Decoded | Undecodable:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        return Undecodable(f"invalid {encoding.upper()}", f"byte {error.start + skipped:,}")


def _mostly_utf8(data: bytes) -> bool:
    """Whether nine in ten of the bytes beyond ASCII form valid sequences: a damaged UTF-8 page, not a page in another encoding."""
    sample = data[:_SAMPLE]
    beyond = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    valid = sum(len(c.encode()) for c in sample.decode("utf-8", "ignore") if c > "\x7f")
    return valid >= 0.9 * beyond


def _labelled(label: str) -> str | None:
    """The codec of a label, or None for a label that means nothing or no text encoding."""
    name = _LABELS.get(label.strip().lower(), label.strip().lower())
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return found.name if getattr(found, "_is_text_encoding", True) else None


def declarations(data: bytes, http: str | None) -> list[str]:
    """The codecs that the HTTP header, the XML declaration and the meta element name, in that order."""
    labels = [http] if http else []
    labels += [(match[1] or match[2]).decode("ascii", "ignore") for match in _DECLARED.finditer(data[:8192])]
    return list(dict.fromkeys(codec for label in labels if (codec := _labelled(label))))


def _as_declared(data: bytes, http: str | None) -> Decoded | None:
    """The text by the first declaration that gives plausible text."""
    for codec in declarations(data, http):
        if codec in _ARABIC:
            found = _arabic(data, codec)
        else:
            found = _whole(data, codec)
            found = found if found and _plausible_abroad(found.text) else None
        if found:
            return found
    return None


def _plausible_abroad(text: str) -> bool:
    """Whether the letters beyond ASCII are of another script's prose (which a later stage drops by its language)."""
    beyond = [c for c in text[:_SAMPLE] if c > "\x7f" and c not in _SIGNS]
    if not beyond:
        return True
    if arabic_likelihood(text) >= _LEAST:
        return True
    letter_like = sum(c.isalpha() for c in beyond) / len(beyond)
    return letter_like >= 0.9 and (min(beyond) > "\u024f" or _sparse(text, beyond))


def _sparse(text: str, beyond: list[str]) -> bool:
    """Accented Latin letters are few among plain ones; an Arabic page read as Latin has hardly any plain ones beside them."""
    return len(beyond) <= 0.25 * sum(c.isalpha() for c in text[:_SAMPLE])


def arabic_likelihood(text: str) -> float:
    """Mean log share of the characters beyond ASCII, as letters of Arabic prose; `-inf` where there are none."""
    counts = _beyond(text)
    total = counts.total()
    return sum(_share(c) * n for c, n in counts.items()) / total if total else float("-inf")


def _beyond(text: str) -> Counter[str]:
    return Counter(c for c in text[:_SAMPLE] if c > "\x7f" and c not in _SIGNS)


def _share(character: str) -> float:
    return letters.arabic().get(character, _RARE if "\u0600" <= character <= "\u06ff" else _STRANGE)


def _arabic(data: bytes, declared: str | None) -> Decoded | None:
    """The text by the Arabic encoding whose letters fit best, if they are those of Arabic."""
    best: tuple[float, Decoded] | None = None
    for encoding in _ARABIC:
        found = _whole(data, encoding)
        if found is None:
            continue
        likelihood = arabic_likelihood(found.text)
        score = likelihood + (_PREFERRED if encoding == declared else 0)
        if (likelihood >= _LEAST or _few_but_arabic(found.text)) and (best is None or score > best[0]):
            best = (score, found)
    return best[1] if best else None


def _few_but_arabic(text: str) -> bool:
    """Whether a scrap (a headline, a name) is all Arabic letters, none of them in one word with Latin ones."""
    counts = _beyond(text)
    return not _MIXED.search(text[:_SAMPLE]) and 2 <= counts.total() <= _FEW and all(_share(c) > _RARE for c in counts)


def _as_detected(data: bytes) -> Decoded | None:
    """An Arabic encoding; else what charset-normalizer finds among the encodings of other scripts."""
    found = _arabic(data, None)
    if found:
        return found
    best = from_bytes(data[:_SAMPLE], cp_isolation=list(_OTHERS), enable_fallback=False).best()
    return _whole(data, best.encoding) if best is not None and best.encoding in _OTHERS else None


def _whole(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeError, ValueError):
        return None
