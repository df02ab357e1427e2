"""Style, scripts and the typeface, from the package itself: no page loads anything from elsewhere."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

from khabar.desk.render import STATIC

router = APIRouter(include_in_schema=False)
_FONT = "fontpkg_noto_sans_arabic"
"""The package that holds Noto Sans Arabic, a variable font (SIL Open Font License 1.1)."""
FOREVER = "public, max-age=31536000, immutable"


def font() -> Path:
    """The typeface's file. Raises FileNotFoundError where the package is not installed whole."""
    spec = find_spec(_FONT)
    places = spec.submodule_search_locations if spec else None
    for place in places or ():
        for file in sorted(Path(place, "files").glob("*.ttf")):
            return file
    raise FileNotFoundError(_FONT)


@router.get("/static/noto-sans-arabic.ttf")
def typeface() -> FileResponse:
    return FileResponse(font(), media_type="font/ttf", headers={"Cache-Control": FOREVER})


@router.get("/favicon.ico")
def icon() -> FileResponse:
    """What a browser asks for beside an answer that names no icon, such as JSON."""
    return FileResponse(STATIC / "khabar.svg", media_type="image/svg+xml")


class _Kept(StaticFiles):
    """Files whose addresses carry their fingerprint: they may be kept for ever."""

    def file_response(self, *arguments: object, **options: object) -> object:  # type: ignore[override]
        answer = super().file_response(*arguments, **options)  # type: ignore[arg-type]
        answer.headers["Cache-Control"] = FOREVER
        return answer


def install(app: FastAPI) -> None:
    app.include_router(router)
    app.mount("/static", _Kept(directory=STATIC), name="static")
