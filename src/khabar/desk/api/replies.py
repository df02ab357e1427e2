"""Answers: JSON with an entity tag that names what it was made from, so that who has it already is told so and nothing is worked out (RFC 9110)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Request
from starlette.responses import Response

import khabar
from khabar.client import Ledger
from khabar.client.form import Form
from khabar.desk.api.parameters import ContradictionError
from khabar.ledger.codec import dumps
from khabar.ledger.wanted import digest

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a route needs to answer one request."""

    request: Request
    ledger: Ledger

    def at(self, as_of: str | None) -> Desk:
        """The same with the ledger pinned as it stands, or as it stood: all of one answer is of one state."""
        pinned = self.ledger.as_of(as_of).reader.pin()
        return Desk(self.request, Ledger(pinned, self.ledger.corroborate))

    def reply(self, make: Callable[[], Any], *more: str) -> Response:
        """The answer, or that it has not changed. `more`: what it depends on beside the ledger and what was asked, such as today's date."""
        asked = sorted(self.request.query_params.multi_items())
        tag = f'"{digest(khabar.__version__, self.ledger.reader.mark, self.request.url.path, urlencode(asked, errors="replace"), *more)}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        if _matches(self.request.headers.get("If-None-Match", ""), tag):
            return Response(status_code=304, headers=headers)
        told = make()
        following = told.get("next") if isinstance(told, dict) and told.get("kind") == "page" else None
        if following:
            rest = [(name, value) for name, value in self.request.query_params.multi_items() if name != "cursor"]
            query = urlencode([*rest, ("cursor", following)], errors="replace")
            headers["Link"] = f'<?{query}>; rel="next"'  # relative to this very address
        return Response(dumps(told), headers=headers, media_type="application/json")


def _matches(held: str, tag: str) -> bool:
    """Weak comparison, as RFC 9110 asks for If-None-Match."""
    return tag in (one.strip().removeprefix("W/") for one in held.split(","))


def _desk(request: Request) -> Desk:
    return Desk(request, request.app.state.ledger)


Here = Annotated[Desk, Depends(_desk)]


@dataclass(frozen=True, slots=True)
class Listed(Generic[Item]):
    """A list that is worked out as a whole, and what names each of its items for a cursor."""

    form: Form[Item]
    items: Iterable[Item]
    key: Callable[[Item], Sequence[str | None]]

    def page(self, limit: int, cursor: str | None) -> dict[str, Any]:
        """So many items after the one that the cursor names. Raises ContradictionError where there is none such."""
        rest = iter(self.items)
        if cursor is not None and not any(self._mark(one) == cursor for one in rest):
            raise ContradictionError(f"{cursor} is no cursor of this list", "the list has changed since, or was another: begin anew without cursor")
        found = list(islice(rest, limit + 1))
        return page([self.form.record(one) for one in found[:limit]], self._mark(found[limit - 1]) if len(found) > limit else None)

    def _mark(self, one: Item) -> str:
        return digest(*(part or "" for part in self.key(one)))


def page(items: Iterable[Any], following: str | None) -> dict[str, Any]:
    return {"kind": "page", "items": list(items), "next": following}
