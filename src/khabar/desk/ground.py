"""The claims on which a page rests that puts claims together: all of them, or, where they are too many or the address has filters, an excerpt.

An excerpt is corroborated by itself, which takes a second or two: what stands outside it, such as a denial or the article that another reprints,
is not known on its page, and the page says so.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from khabar.desk.filters import Asked, asked
from khabar.desk.source import Source
from khabar.knowledge import plover
from khabar.ledger.query import MANY, Query
from khabar.ledger.reader import Reader

if TYPE_CHECKING:
    from khabar.client.ledger import Ledger as Client
    from khabar.corroboration.standing import Standing

FILTERS = ("text", "party", "type", "outlet", "published")
"""By which the claims of an excerpt may be chosen, named as those of the search."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The filters by which it was chosen, the names of those that its page offers, and how many claims it has."""

    asked: Asked
    offered: tuple[str, ...]
    claims: int
    more: bool
    """Whether there are others, published earlier, that belong here."""
    large: bool
    """Whether the ledger has too many claims for all of them to be put together."""

    @property
    def types(self) -> tuple[str, ...]:
        return plover.types()


@dataclass(frozen=True, slots=True)
class Ground:
    """`excerpt` is None where all claims are held; `mark` names all that was read."""

    reader: Reader
    standing: Standing
    mark: Hashable
    excerpt: Excerpt | None = None

    @property
    def client(self) -> Client:
        """The questions of the Python client, of these claims."""
        from khabar.client.ledger import Ledger as Client  # noqa: PLC0415 - slow to load, and the first page must not wait for it

        return Client(self.reader, lambda _: self.standing)

    def asked(self, **own: object) -> str:
        """The query of an address on the same ground, with a page's own choices; empty for none."""
        written = self.excerpt.asked.written.items() if self.excerpt else ()
        return urlencode([*own.items(), *((name, value) for name, values in written for value in values)])

    def at(self, path: str, **own: object) -> str:
        """The address of another page on the same ground."""
        return f"{path}?{asked}" if (asked := self.asked(**own)) else path


def ground(source: Source, reader: Reader, given: QueryParams, own: Query | None = None) -> Ground:
    """What a page rests on. `own` are the claims of which it tells if it tells of some alone: no others need be read for it.

    Raises LedgerError for a filter that cannot be understood.
    """
    own = own or Query()
    offered = tuple(name for name in FILTERS if not getattr(own, MANY.get(name, name)))
    wanted = asked(QueryParams([(name, value) for name, value in given.multi_items() if name in offered]), reader)
    large = source.beyond(reader)
    if not (large or wanted.written):
        return Ground(reader, source.standing(reader), reader.mark)
    query = replace(wanted.query, order="published", **_set(own))
    if wanted.strange:
        query = replace(query, ids=("",))
    held, more = source.excerpt(reader, query)
    return Ground(reader, held, (reader.mark, query), Excerpt(wanted, offered, len(held.told), more, large))


def around(source: Source, reader: Reader, uid: str, query: Query) -> Ground:
    """The claim of an id with the newest that answer a query, whatever the size of the ledger."""
    held, more = source.excerpt(reader, query := replace(query, order="published"), uid)
    return Ground(reader, held, (reader.mark, query, uid), Excerpt(asked(QueryParams(), reader), (), len(held.told), more, source.beyond(reader)))


def _set(query: Query) -> dict[str, Any]:
    """The fields that say something."""
    return {one.name: getattr(query, one.name) for one in fields(query) if getattr(query, one.name) != one.default}
