"""Templates: autoescaped, strict about names that are missing, with the filters that keep the two directions of writing apart."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from functools import cache, lru_cache
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse

from khabar.desk.accounts.guard import form_token, signed_in
from khabar.desk.addresses import address
from khabar.desk.choices import THEMES, choices, remember, switched
from khabar.desk.marks import ROLES
from khabar.desk.source import Source
from khabar.desk.words import LANGUAGES, Words, words
from khabar.ledger.reader import Reader
from khabar.ledger.words import sentence
from khabar.records.capture import Media

HERE = Path(__file__).parent
STATIC = HERE / "static"


def bdi(text: object, language: str | None = "ar") -> Markup:
    """A name or sentence of the press, kept from mixing with the writing around it, whatever letters it begins with."""
    lang = f' lang="{escape(language)}"' if language else ""
    return Markup(f"<bdi{lang}>{escape(text)}</bdi>")  # noqa: S704 - both are escaped; `Markup.format` takes ten times as long


def latin(text: object) -> Markup:
    """An id, a number with signs or a word in Latin letters, left to right."""
    return Markup(f'<bdi dir="ltr" lang="en">{escape(text)}</bdi>')  # noqa: S704 - escaped


def words_of(text: str, media: Media) -> str:
    """A quote as it is read: without tags, on one line."""
    return _line(text, media)


@lru_cache(20_000)
def _line(text: str, media: Media) -> str:
    """Few words are most cues, and one page shows a headline several times."""
    return sentence(text, media) if media == "html" and ("<" in text or "&" in text) else " ".join(text.split())


def plain(name: str) -> str:
    """A name as it is read: who is not in the who's who is named as the source of the page has it, entities and all."""
    return unescape(name)


def value(found: object) -> str:
    """A field's value as words: of an actor, a witness, a time or a place its name or words, of lists their parts."""
    if isinstance(found, dict):
        return str(found.get("name") or found.get("text") or "")
    return "، ".join(map(value, found)) if isinstance(found, (list, tuple)) else "—" if found is None or found == "" else str(found)


def number(value: float) -> str:
    return f"{value:,}"


def day(value: str | None, end: str | None = None) -> Markup:
    """An ISO day, or a stretch of days, for machines and eyes alike."""
    ends = [escape(one) for one in dict.fromkeys((value, end)) if one]
    return Markup("–".join(f'<time datetime="{one}" dir="ltr">{one}</time>' for one in ends))  # noqa: S704 - escaped


def instant(value: str) -> Markup:
    """A UTC instant of the ledger, to the minute."""
    return Markup('<time datetime="{}" dir="ltr">{} UTC</time>').format(value, value[:16].replace("T", " "))


def segment(value: object) -> str:
    """One segment of an address: a name may hold any letter, a slash too."""
    return _quoted(str(value))


@lru_cache(20_000)
def _quoted(value: str) -> str:
    return quote(value, safe="")


@cache
def fingerprint(name: str) -> str:
    """Eight digits of a static file's content: its address changes with it, so that it may be kept for ever."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8]


def static(name: str) -> str:
    return f"/static/{name}?v={fingerprint(name)}"


@cache
def environment() -> Environment:
    """Templates are read once: a desk that is open shows them as they were."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False, cache_size=-1,
    )  # fmt: skip
    made.filters |= {one.__name__: one for one in (bdi, latin, number, day, instant, segment, words_of, plain, value)}
    made.globals |= {"static": static, "languages": LANGUAGES, "themes": THEMES, "roles": ROLES, "address": address}
    return made


def aside(response: HTMLResponse, source: Source, reader: Reader) -> HTMLResponse:
    """A page that made do with what was worked out lately leaves the rest to be done when it has been sent; of an empty ledger there is no rest."""
    lately = source.lately(reader)
    if not lately.current and not lately.beyond and source.extent(reader).claims:
        response.background = BackgroundTask(source.catch_up, reader)
    return response


def title(request: Request, key: str, **values: object) -> str:
    """Words in the reader's language, for what is made before its page is."""
    return words(choices(request).language)(key, **values)


def page(request: Request, template: str, view: object, status: int = 200, **more: Any) -> HTMLResponse:
    """The page of a view record. `view` is all that its template knows beside the words, the reader's choices and the address."""
    return _answer(request, _shown(request, template, view, form_token=lambda: form_token(request), **more), status)


def kept(request: Request, source: Source, state: Hashable, template: str, make: Callable[[], object]) -> HTMLResponse:
    """A page that is made once for each state of what it shows, which `state` has to name; of the reader it knows language and theme alone."""
    key = (template, str(request.url), choices(request), signed_in(request), state)
    body = source.pages.get(key)
    if body is None:
        body = _shown(request, template, make(), form_token=_no_form).encode()
        source.pages.put(key, body)
    return _answer(request, body, 200)


def _no_form() -> str:
    raise RuntimeError("a page that is kept for all readers has no form of one of them")


def _shown(request: Request, template: str, view: object, **more: Any) -> str:
    made = choices(request)
    told: Words = words(made.language)
    return environment().get_template(template).render(
        view=view, t=told, choices=made, path=request.url.path, query=request.url.query, switch=lambda name, value: switched(request, name, value),
        sections=request.app.state.sections, public=request.app.state.settings.public, signed=signed_in(request), **more,
    )  # fmt: skip


def _answer(request: Request, body: str | bytes, status: int) -> HTMLResponse:
    response = HTMLResponse(body, status)
    response.headers["Vary"] = "Cookie"
    remember(request, response)
    return response
