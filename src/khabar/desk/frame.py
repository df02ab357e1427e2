"""What a page shows of the request for it and of who makes it: enough to make it in another process, and to keep it under."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request

from khabar.desk.accounts.guard import Door, door
from khabar.desk.choices import Choices, choices


@dataclass(frozen=True, slots=True)
class Frame:
    """`path` is as written in addresses, with letters that have a meaning there escaped, for names may hold any.

    `items` are the names and values of the address's question, in their order, and `query` is all of it as written.
    """

    url: str
    path: str
    query: str
    items: tuple[tuple[str, str], ...]
    choices: Choices
    door: Door


def frame(request: Request) -> Frame:
    url = request.url
    return Frame(str(url), quote(url.path), url.query, tuple(request.query_params.multi_items()), choices(request), door(request))
