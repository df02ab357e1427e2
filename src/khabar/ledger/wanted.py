"""What an article is to be coded from (a sighting, and what readers supplied), and whether its latest coding rests on just that."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, select

from khabar.ledger.codec import cell, dumps
from khabar.ledger.judgements import standing
from khabar.ledger.tables import article, coding, sighting
from khabar.records.article import Supplied
from khabar.records.capture import Capture


@dataclass(frozen=True, slots=True)
class Seen:
    """Where an article was met. `id` is None before it is stored."""

    id: int | None
    source: str
    url: str | None
    published: str | None

    @property
    def tells(self) -> bool:
        return bool(self.url or self.published)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a coding has to rest on."""

    seen: Seen
    supplied: Supplied
    coder: str

    @property
    def inputs(self) -> str:
        """A digest of all of it but the coder and the text."""
        told = [self.seen.url, self.seen.published, asdict(self.supplied)]
        return digest(dumps(told))


def digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def text_sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def uid_of(page: Capture) -> str:
    """The article's id: the same bytes, read to the same text, under the same name are the same article."""
    return digest(page.sha256, text_sha256(page.text), cell(page.id))


def sightings(connection: Connection, key: int) -> Iterator[Seen]:
    query = select(sighting.c.id, sighting.c.source, sighting.c.url, sighting.c.published).where(sighting.c.article == key).order_by(sighting.c.id)
    return (Seen(*row) for row in connection.execute(query))


def chosen(seen: list[Seen]) -> Seen:
    """The sighting to code from: the last that tells a URL or a day, else the first."""
    return next((one for one in reversed(seen) if one.tells), seen[0])


def supplied_for(connection: Connection, uid: str) -> Supplied:
    """What the standing judgements on an article supply."""
    told: dict[str, Any] = {}
    for kind, field in (("date", "published"), ("outlet", "outlet"), ("origin", "republished_from")):
        for one in standing(connection, f"{kind}:{uid}"):
            value = one.body.get("value")
            told[field] = tuple(value) if isinstance(value, list) else value
    return Supplied(**told)


def latest(connection: Connection, key: int) -> tuple[str, str] | None:
    """Coder and inputs of the coding that holds."""
    query = select(coding.c.coder, coding.c.inputs).where(coding.c.article == key).order_by(coding.c.id.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return (row.coder, row.inputs) if row else None


def key_of(connection: Connection, uid: str) -> int | None:
    return connection.execute(select(article.c.id).where(article.c.uid == cell(uid))).scalar()


def rests_on(connection: Connection, key: int, wanted: Wanted) -> bool:
    """Whether the latest coding is what this coder would write again."""
    return latest(connection, key) == (wanted.coder, wanted.inputs)


def supplied_json(supplied: Supplied) -> str:
    return json.dumps({k: v for k, v in asdict(supplied).items() if v is not None}, ensure_ascii=False)
