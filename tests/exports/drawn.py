"""Reads what was drawn: the words, links and signs of an SVG, the size of a PNG."""

from __future__ import annotations

import struct
from xml.etree import ElementTree as Xml

from khabar.exports.lettering import plain

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"


def texts(svg: str) -> list[str]:
    """The lines that are written, signs of direction left out."""
    return [plain(line) for one in Xml.fromstring(svg).iter(f"{SVG}text") for line in one.itertext()]  # noqa: S314 - drawn by us


def links(svg: str) -> list[str]:
    return [one.attrib[XLINK] for one in Xml.fromstring(svg).iter(f"{SVG}a")]  # noqa: S314 - drawn by us


def size(svg: str) -> tuple[float, float]:
    root = Xml.fromstring(svg)  # noqa: S314 - drawn by us
    return float(root.attrib["width"]), float(root.attrib["height"])


def png_size(made: bytes) -> tuple[int, int]:
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = struct.unpack(">II", made[16:24])
    return int(wide), int(high)
