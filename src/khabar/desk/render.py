"""Templates: autoescaped, and strict about names that are missing; and the pages that they make."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse

from khabar.desk.accounts.guard import form_token
from khabar.desk.addresses import address
from khabar.desk.caching import matches
from khabar.desk.choices import THEMES, Choices, choices, remember, switched
from khabar.desk.fragments import CARDS, FRAGMENTS
from khabar.desk.frame import Frame, frame
from khabar.desk.inline import bdi, day, instant, latin, number, plain, segment, value, words_of
from khabar.desk.kept import Made, State
from khabar.desk.marks import ROLES
from khabar.desk.source import CLAIMS, Source
from khabar.desk.words import LANGUAGES, Language, Words, words
from khabar.ledger.reader import Reader

HERE = Path(__file__).parent
STATIC = HERE / "static"
_ALONE = re.compile(r"\{\{ t\('([^']+)'\) \}\}")


@cache
def fingerprint(name: str) -> str:
    """Eight digits of a static file's content: its address changes with it, so that it may be kept for ever."""
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:8]


def static(name: str) -> str:
    return f"/static/{name}?v={fingerprint(name)}"


class _Told(FileSystemLoader):
    """Templates in which the words of a language stand already, where they stand alone: `{{ t('site.name') }}`. Most of a page is made so at once."""

    def __init__(self, language: Language) -> None:
        super().__init__(HERE / "templates")
        self._words = words(language)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        source, name, current = super().get_source(environment, template)
        return _ALONE.sub(lambda found: escape(self._words(found[1])), source), name, current


@cache
def environment(language: Language) -> Environment:
    """Templates are read once: a desk that is open shows them as they were."""
    from khabar.desk.pages import sections  # noqa: PLC0415 - which need this module

    made = Environment(
        loader=_Told(language), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        auto_reload=False, cache_size=-1,
    )  # fmt: skip
    made.filters |= {one.__name__: one for one in (bdi, latin, number, day, instant, segment, words_of, plain, value)}
    made.globals |= {one.__name__: one for one in FRAGMENTS}
    made.globals |= {"static": static, "languages": LANGUAGES, "themes": THEMES, "roles": ROLES, "address": address, "most_claims": CLAIMS}
    made.globals |= {"sections": sections(), "most_cards": CARDS}
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
    body = _shown(frame(request), template, view, form_token=lambda: form_token(request), **more).encode()
    return _answer(request, body, _tag(body), status=status)


def kept(asked: Frame, source: Source, reader: Reader, state: State, template: str, make: Callable[[], object]) -> Made:
    """A page that is made once for each state of what it shows; of the reader it knows its frame alone. `reader` is pinned, for `state`."""
    seen = reader.pinned if reader.instant is None else None
    made = source.pages.get(asked, state, seen)
    if made is not None:
        return made
    with source.turn:
        body = _shown(asked, template, make(), form_token=_no_form).encode()
    return source.pages.put(asked, body, _tag(body), state, seen)


def recalled(asked: Frame, source: Source) -> Made | None:
    """A page that `kept` made, at once, for the event loop; None where it has to be asked for in the ordinary way."""
    made = source.pages.find(asked) if source.watched else None
    return None if made is None or made.seen is None or not source.unchanged(made.state, made.seen) else made


def answer(request: Request, made: Made, chosen: Choices) -> HTMLResponse:
    """What is sent of a page that `kept` made."""
    return _answer(request, made.page, made.tag, chosen)


def _tag(body: bytes) -> str:
    return f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'


def _no_form() -> str:
    raise RuntimeError("a page that is kept for all readers has no form of one of them")


def _shown(asked: Frame, template: str, view: object, **more: Any) -> str:
    told: Words = words(asked.choices.language)
    return environment(asked.choices.language).get_template(template).render(
        view=view, t=told, choices=asked.choices, path=asked.path, query=asked.query, switch=lambda name, value: switched(asked.items, name, value),
        door=asked.door, **more,
    )  # fmt: skip


def _answer(request: Request, body: bytes, tag: str, chosen: Choices | None = None, status: int = 200) -> HTMLResponse:
    """The page, or nothing but its tag to who has it already (RFC 9110, section 13.1.2)."""
    held = status == 200 and request.method in ("GET", "HEAD") and matches(request.headers.get("if-none-match", ""), tag)
    response = HTMLResponse(b"" if held else body, 304 if held else status, {"ETag": tag} if status == 200 else None)
    response.headers["Vary"] = "Cookie"
    remember(request, response, chosen or choices(request))
    return response
