"""Which articles of a ledger share passages, and of which article each copy is: what can be said without its claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from khabar.corroboration import copies
from khabar.corroboration.candidates import Index
from khabar.corroboration.copies import Compare
from khabar.corroboration.direction import Origin
from khabar.corroboration.lineage import lineage
from khabar.corroboration.memory import Memory, page_of, reuse_of
from khabar.corroboration.shingles import Words
from khabar.ledger.reader import Reader
from khabar.ledger.stored import StoredArticle
from khabar.records.copy import Reuse


@dataclass(frozen=True, slots=True)
class Reprints:
    """Articles are named by their ids in the ledger."""

    reuses: tuple[Reuse, ...]
    """All pairs of articles that share passages, sorted."""
    copies: Mapping[str, str]
    """Article → the one that it reprints."""


def reprints(reader: Reader) -> Reprints:
    """Of the ledger as a pinned reader sees it. A remembered answer is given without reading any article."""
    memory, key = Memory(reader), reader.mark
    known = memory.whole("reprints", key)
    if known is not None:
        return Reprints(tuple(map(reuse_of, known["reuses"])), known["copies"])
    answer = _found(reader.articles(), memory.page, memory.compare)
    memory.add_whole("reprints", key, {"reuses": answer.reuses, "copies": answer.copies})
    memory.keep()
    return answer


def among(reader: Reader, articles: Iterable[StoredArticle]) -> Reprints:
    """Of some articles by themselves: what they share with others is not looked for. Nothing is remembered."""
    return _found(articles, lambda one: page_of(reader, one))


def _found(articles: Iterable[StoredArticle], page: Callable[[StoredArticle], tuple[Words, Origin]], by: Compare | None = None) -> Reprints:
    index, origins, days = Index(), dict[str, Origin](), dict[str, str]()
    for one in articles:
        if one.article is not None:
            words, origins[one.id] = page(one)
            index.add(words)
            if one.article.published:
                days[one.id] = one.article.published.start
    found = tuple(sorted(copies.find(index, origins, by=by), key=lambda each: (each.first, each.second)))
    return Reprints(found, lineage(found, days))
