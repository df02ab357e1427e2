"""The reader's choices that every page follows: language and theme, by `?lang=` and `?theme=`, and kept in cookies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from khabar.desk.words import LANGUAGES, Language

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)
NAMES = ("lang", "theme")
_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Choices:
    language: Language = "ar"
    theme: Theme = "auto"

    @property
    def direction(self) -> Literal["rtl", "ltr"]:
        return "rtl" if self.language == "ar" else "ltr"


def choices(request: Request) -> Choices:
    """What the address asks for, else what the cookie keeps, else Arabic and the theme of the reader's system."""
    language = _chosen(request, "lang", LANGUAGES) or "ar"
    theme = _chosen(request, "theme", THEMES) or "auto"
    return Choices(cast(Language, language), cast(Theme, theme))


def _chosen(request: Request, name: str, known: tuple[str, ...]) -> str | None:
    sources: tuple[Mapping[str, str], ...] = (request.query_params, request.cookies)
    return next((source[name] for source in sources if source.get(name) in known), None)


def remember(request: Request, response: Response, chosen: Choices) -> None:
    """Keep what the address asks for. No secret and nothing that identifies: the cookies hold one word each."""
    for name, value in (("lang", chosen.language), ("theme", chosen.theme)):
        if request.query_params.get(name) == value:
            response.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite="lax", secure=request.url.scheme == "https")


def switched(items: Iterable[tuple[str, str]], name: str, value: str) -> str:
    """The address of this very page, whose question has these items, with another choice."""
    kept = [(key, each) for key, each in items if key not in NAMES]
    return f"?{urlencode([*kept, (name, value)])}"
