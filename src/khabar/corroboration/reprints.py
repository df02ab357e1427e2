"""Which articles of a ledger share passages, and of which article each copy is: what can be said without its claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from khabar.corroboration import copies
from khabar.corroboration.candidates import Index
from khabar.corroboration.lineage import lineage
from khabar.corroboration.memory import Memory, reuse_of
from khabar.ledger.reader import Reader
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
    index, origins, days = Index(), {}, {}
    for one in reader.articles():
        if one.article is not None:
            words, origins[one.id] = memory.page(one)
            index.add(words)
            if one.article.published:
                days[one.id] = one.article.published.start
    found = tuple(sorted(copies.find(index, origins, by=memory.compare), key=lambda each: (each.first, each.second)))
    answer = Reprints(found, lineage(found, days))
    memory.add_whole("reprints", key, {"reuses": answer.reuses, "copies": answer.copies})
    memory.keep()
    return answer
