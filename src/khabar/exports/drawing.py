"""Draws a chart as SVG, PNG or a page of HTML that asks the network for nothing; the look that all charts share.

Colours are those of Okabe and Ito (2008), which people who do not tell red from green tell apart; text is near black.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import altair as alt
import vl_convert

from khabar.exports.lettering import plain, rtl, width, wrapped

Spec = dict[str, Any]
Chart = alt.VConcatChart
Part = alt.Chart | alt.LayerChart | alt.FacetChart
"""What Altair makes of charts one above the other."""

INK, QUIET, FAINT = "#1A1A1A", "#555555", "#D9D9D9"
BLUE, SKY, ORANGE, VERMILLION, GREEN, PURPLE, GREY = "#0072B2", "#56B4E9", "#E69F00", "#D55E00", "#009E73", "#AA4499", "#8C8C8C"
FONT = "Noto Sans Arabic, Noto Naskh Arabic, Geeza Pro, Segoe UI, Tahoma, DejaVu Sans, sans-serif"
_PACKAGED = "fontpkg_noto_sans_arabic"
"""The package that holds Noto Sans Arabic (SIL Open Font License 1.1): a machine may have no font with Arabic letters."""
SMALL, NORMAL, LARGE = 11, 12, 17
PPI = 144
"""Pixels per inch of PNG: twice the 72 of the SVG's own units."""
_ROW = 22
_EMBED = "window.vegaEmbed = vegaEmbed;"
_ROOT = "https://khabar.invalid/"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a key: its words, and the colour and shape that they explain."""

    label: str
    colour: str
    shape: str = "circle"


def chart(title: str, caption: Sequence[str], key: Sequence[Entry], parts: Sequence[Part], wide: int) -> Chart:
    """The parts one under the other, `wide` pixels wide, under the title, the caption and the key, all from the right."""
    lines = wrapped(title, round(wide / width("م", LARGE)), 3)
    heading = alt.TitleParams(text=[rtl(one) for one in lines], subtitle=[rtl(one) for one in caption])
    drawn: Chart = (
        alt.vconcat(*([_key(key, wide)] if key else []), *parts, spacing=14)
        .properties(title=heading, description=title, padding=18)
        .resolve_scale(color="independent", shape="independent", size="independent")
        .configure(font=FONT, background="white", autosize=alt.AutoSizeParams(type="pad"))
        .configure_title(
            anchor="end", align="right", color=INK, fontSize=LARGE, subtitleColor=QUIET, subtitleFontSize=NORMAL, subtitleLineHeight=18,
            subtitlePadding=7, offset=12,
        )
        .configure_axis(
            labelColor=INK, labelFontSize=SMALL, titleColor=INK, titleFontSize=NORMAL, titleFontWeight="normal", gridColor="#EEEEEE",
            domainColor=GREY, tickColor=GREY,
        )
        .configure_view(stroke=FAINT)
    )  # fmt: skip
    return drawn


def data(rows: Sequence[Spec]) -> alt.InlineData:
    return alt.InlineData(values=list(rows))


def linked(row: Spec, address: str | None) -> Spec:
    """A row of data with its mark's address, if it has one."""
    return row | ({"href": address} if address else {})


def words(rows: Sequence[Spec], **mark: Any) -> alt.Chart:
    """Text at `x` and `y` pixels, as `text` says; each row one mark."""
    place = {"x": alt.X("x:Q", scale=None, axis=None), "y": alt.Y("y:Q", scale=None, axis=None)}
    look: dict[str, Any] = {"color": INK, "fontSize": NORMAL, "baseline": "middle"} | mark
    drawn: alt.Chart = alt.Chart(data(rows)).mark_text(**look).encode(**place, text="text:N")
    return drawn


def _key(entries: Sequence[Entry], wide: int) -> Part:
    """The key from right to left, each sign to the right of its words; the key that comes with Vega only reads from the left."""
    rows: list[Spec] = []
    right, line = float(wide), 0
    for one in entries:
        takes = width(one.label, NORMAL) + 44
        if right - takes < 0 and right < wide:
            right, line = float(wide), line + 1
        rows.append({"x": right - 8, "at": right - 20, "y": line * _ROW + _ROW / 2, "text": rtl(one.label), "c": one.colour, "s": one.shape})
        right -= takes
    signs = (
        alt.Chart(data(rows))
        .mark_point(filled=True, size=90, opacity=1)
        .encode(
            x=alt.X("x:Q", scale=None, axis=None), y=alt.Y("y:Q", scale=None, axis=None),
            color=alt.Color("c:N", scale=None), shape=alt.Shape("s:N", scale=None),
        )
    )  # fmt: skip
    labels = words([row | {"x": row["at"]} for row in rows], align="right")
    return alt.layer(signs, labels).properties(width=wide, height=(line + 1) * _ROW, view=alt.ViewConfig(stroke=None))


def svg(drawn: Chart) -> str:
    """The chart as SVG; its text stays text, and is shown in the reader's font where Noto Sans Arabic is not at hand."""
    _fonts()
    made = str(vl_convert.vegalite_to_svg(_rooted(_spec(drawn)), vl_version=_version()))
    return made.replace(f'href="{_ROOT}', 'href="')


def png(drawn: Chart) -> bytes:
    """The chart as PNG, letters shaped and joined."""
    _fonts()
    return bytes(vl_convert.vegalite_to_png(_spec(drawn), vl_version=_version(), ppi=PPI))


def html(drawn: Chart) -> str:
    """A page with the chart, its data and the scripts that draw it. Its content policy forbids the browser to load anything."""
    spec = _spec(drawn)
    title = escape(plain(" ".join(spec["title"]["text"])))
    script = _script(_version()).replace("</script", "<\\/script")
    told = json.dumps(spec, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return _PAGE.format(title=title, script=script, spec=told, font=FONT, policy=_POLICY)


def save(drawn: Chart, path: Path) -> None:
    """Write the chart in the form that the file's ending names. Raises ValueError for another than those of `FORMS`."""
    write = FORMS.get(path.suffix.lower())
    if write is None:
        raise ValueError(f"{path.name} ends in none of {', '.join(FORMS)}")
    made = write(drawn)
    path.write_bytes(made.encode() if isinstance(made, str) else made)


FORMS: dict[str, Callable[[Chart], str | bytes]] = {".svg": svg, ".png": png, ".html": html}

_POLICY = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data:"
"""Vega makes functions of its expressions, which asks for `unsafe-eval`; nothing is loaded from anywhere."""
_PAGE = """<!doctype html>
<html lang="ar" dir="rtl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body {{ font-family: {font}; margin: 1rem; overflow-x: auto }} #vg-tooltip-element {{ direction: rtl }}</style>
</head>
<body>
<div id="chart" dir="ltr"></div>
<script>{script}</script>
<script>vegaEmbed("#chart", {spec}, {{ actions: false, renderer: "svg" }});</script>
</body>
</html>
"""


def _spec(drawn: Chart) -> Spec:
    spec = drawn.to_dict()
    unlinked: Spec = _unlinked(spec, spec.get("datasets", {}))
    return unlinked


def _unlinked(part: Any, held: Spec) -> Any:
    """Layers whose data have no addresses do not ask for links: Vega would make one of each that is missing, to its own site.

    Of the marks of one layer all have links, or none. `held` are the data by their names.
    """
    if isinstance(part, list):
        return [_unlinked(one, held) for one in part]
    if not isinstance(part, dict):
        return part
    if "href" in part.get("encoding", {}):
        linked = {"href" in row for row in held[part["data"]["name"]]}
        assert len(linked) < 2
        if True not in linked:
            part = part | {"encoding": {name: one for name, one in part["encoding"].items() if name != "href"}}
    return {key: one if key == "datasets" else _unlinked(one, held) for key, one in part.items()}


def _rooted(part: Any) -> Any:
    """Relative links under a root of ours, to be taken off the SVG again: the converter would put a root of its own before them."""
    if isinstance(part, list):
        return [_rooted(one) for one in part]
    if isinstance(part, dict):
        return {key: _ROOT + one if key == "href" and isinstance(one, str) and "://" not in one else _rooted(one) for key, one in part.items()}
    return part


@cache
def _version() -> str | None:
    """The Vega-Lite of the charts, as the converter names it, by its two first numbers; its latest where it has not this one."""
    wanted = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    return wanted if wanted in vl_convert.get_vegalite_versions() else None


@cache
def _script(version: str | None) -> str:
    return str(vl_convert.javascript_bundle(_EMBED, version))


@cache
def _fonts() -> None:
    """Give the converter the packaged font, where it is installed; else it takes what the machine has."""
    found = find_spec(_PACKAGED)
    for place in (found.submodule_search_locations or []) if found else []:
        vl_convert.register_font_directory(str(Path(place) / "files"))
