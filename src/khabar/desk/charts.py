"""Charts of `khabar.exports` as the desk shows them: drawn once for a state of the ledger, then kept.

A chart stands in its page as SVG, so that its marks are links of the page: in an image they would be dead, and an object would need a rule of its own
in the page's policy. What the policy forbids is taken off (styles in attributes); what the SVG says, it says in attributes of its own.
"""

from __future__ import annotations

import csv
import io
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from lxml import etree
from markupsafe import Markup
from starlette.responses import Response

if TYPE_CHECKING:
    from khabar.exports.drawing import Chart

Form = Literal["svg", "png", "csv"]
MEDIA: dict[Form, str] = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}
"""Forms in which a chart may be taken along, its numbers too."""
_KEPT = 48
_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_TOLD = re.compile(r"told: (.*?)(?:; href: |$)")
"""The words of a mark, among the fields of its datum that Vega writes into its label."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its numbers. `key` names all on which it depends, the ledger's mark too."""

    key: Hashable
    draw: Callable[[], Chart]
    columns: tuple[str, ...]
    rows: Callable[[], Iterable[Sequence[object]]]


@dataclass(frozen=True)
class Charts:
    """Of one ledger."""

    _drawn: OrderedDict[tuple[str, Hashable], str | bytes] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def inline(self, figure: Figure, title: str) -> Markup:
        """The chart as a part of a page, named `title`."""
        return inline(self._svg(figure), title)

    def file(self, form: Form, figure: Figure, name: str) -> Response:
        """The chart, or its numbers, as a file to keep under an ASCII name."""
        made: str | bytes
        if form == "csv":
            made = _csv(figure)
        else:
            made = self._svg(figure) if form == "svg" else self._once(("png", figure.key), lambda: _drawing().png(figure.draw()))
        return Response(made, media_type=MEDIA[form], headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'})

    def _svg(self, figure: Figure) -> str:
        return str(self._once(("svg", figure.key), lambda: _drawing().svg(figure.draw())))

    def _once(self, key: tuple[str, Hashable], make: Callable[[], str | bytes]) -> str | bytes:
        with self._lock:
            if key in self._drawn:
                self._drawn.move_to_end(key)
                return self._drawn[key]
            made = self._drawn[key] = make()
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
            return made


def _drawing() -> ModuleType:
    from khabar.exports import drawing  # noqa: PLC0415 - only a chart needs it, and it is slow to load

    return drawing


def _csv(figure: Figure) -> str:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(figure.columns)
    writer.writerows(figure.rows())
    return made.getvalue()


def inline(svg: str, title: str) -> Markup:
    """SVG as part of a page: no styles in attributes, no scripts, every link an ordinary one; the words are read out as `title`."""
    root = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
    for element in list(root.iter(f"{_SVG}*")):
        if element.tag == f"{_SVG}a":
            _linked(element)
            continue
        told = element.get("aria-label", "")
        for name in list(element.attrib):
            if name == "style" or str(name).startswith(("on", "aria-", "role")):
                del element.attrib[name]
        if found := _TOLD.search(told):
            etree.SubElement(element, f"{_SVG}title").text = found[1]
    for name, value in (("role", "group"), ("aria-label", title), ("class", "drawn")):
        root.set(name, value)
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704 - our own drawing; its text was escaped as it was written


def _linked(element: etree._Element) -> None:
    """An ordinary link with the words of its mark as its name."""
    element.set("href", element.attrib.pop(_LINK, "#content"))
    told = next((found[1] for mark in element if (found := _TOLD.search(mark.get("aria-label", "")))), None)
    element.set("aria-label", told or element.get("href", ""))
