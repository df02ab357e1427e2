"""The ledger's tables, one schema for SQLite and PostgreSQL. Rows are only ever inserted.

Integer keys stay inside; what users see are content ids (`uid`). Instants are UTC text of one width, so that they sort as text.
Days are ISO text, empty where unknown or open, so that an index orders them alike on both databases. Keys are given by the writer,
who is alone (see `engine.writing`), so a later row has a higher key than an earlier one: "as the ledger stood" is a comparison of keys.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, PrimaryKeyConstraint, Table, Text, UniqueConstraint
from sqlalchemy.types import Float

METADATA = MetaData()


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _of(name: str, table: str, *, null: bool = False) -> Column[int]:
    return Column(name, Integer, ForeignKey(f"{table}.id"), nullable=null)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null)


run = Table("run", METADATA, _key(), _text("started"), _text("version"), _text("command"))
run_end = Table("run_end", METADATA, Column("run", Integer, ForeignKey("run.id"), primary_key=True), _text("ended"), _text("counts"))
"""A run without an end was killed; nothing that it committed is lost."""

capture = Table(
    "capture", METADATA, _key(), _text("sha256"), _text("text_sha256"), Column("text", LargeBinary, nullable=False),
    _text("media"), _text("encoding"), _of("run", "run"),
    UniqueConstraint("sha256", "text_sha256", name="capture_once"),
)  # fmt: skip
"""`sha256` of the bytes as received, `text_sha256` of the decoded text, `text` zlib-compressed UTF-8."""

article = Table(
    "article", METADATA, _key(), Column("uid", Text, nullable=False, unique=True), _of("capture", "capture"), _text("name"), _of("run", "run")
)
"""A capture under a page's name: what claims belong to and judgements speak of."""

sighting = Table(
    "sighting", METADATA, _key(), Column("digest", Text, nullable=False, unique=True), _of("article", "article"),
    _text("source"), _text("url", null=True), _text("published", null=True), _of("run", "run"),
    Index("sighting_article", "article"),
)  # fmt: skip
"""Where an article was met: file, URL and the day that its envelope gives."""

coding = Table(
    "coding", METADATA, _key(), _of("article", "article"), _of("sighting", "sighting"), _text("coder"), _text("inputs"), _text("supplied"),
    _of("run", "run"), _text("learned"), _text("record", null=True), _text("title"), _text("outlet"), _text("outlet_folded"),
    _text("published_start"), _text("published_end"), _text("language"), _text("reason", null=True), _text("detail", null=True),
    Index("coding_article", "article", "id"), Index("coding_learned", "learned"), Index("coding_run", "run"),
)  # fmt: skip
"""An article as one coder read it. The latest coding holds; `record` is null where the page was dropped, for a `reason`."""

judgement = Table(
    "judgement", METADATA, _key(), _text("recorded"), _text("reviewer"), _text("reason"), _text("kind"), _text("subject"), _text("article"),
    _text("body"), _of("run", "run"),
    Index("judgement_subject", "subject"), Index("judgement_article", "article"), Index("judgement_recorded", "recorded"),
)  # fmt: skip
"""`subject` is what a later judgement supersedes an earlier one on; `article` the content id of the article that it speaks of, or empty."""
superseded = Table(
    "superseded", METADATA, _of("earlier", "judgement"), _of("later", "judgement"), PrimaryKeyConstraint("earlier", "later", name="superseded_pair")
)

claim = Table(
    "claim", METADATA, _key(), _text("uid"), _of("article", "article"), _of("coding", "coding"), _of("correction", "judgement", null=True),
    _text("type"), _text("mode"), _text("status"), _text("event_start"), _text("event_end"), _text("published_start"), _text("published_end"),
    _text("learned"), _text("place"), _text("place_id"), _text("country"),
    Column("score", Float, nullable=False), Column("start", Integer, nullable=False),
    Index("claim_uid", "uid"), Index("claim_coding", "coding"),
    Index("claim_event", "event_start", "id", "event_end"), Index("claim_published", "published_start", "id", "published_end"),
)  # fmt: skip
"""The columns that are searched. `correction` is the judgement that made the row, null for the coder's own."""

claim_record = Table(
    "claim_record", METADATA, Column("claim", Integer, ForeignKey("claim.id"), primary_key=True, autoincrement=False), _text("record")
)
"""The whole claim as JSON, `why` included; apart, so that the searched rows stay narrow."""

claim_party = Table(
    "claim_party", METADATA, _of("claim", "claim"), _text("side"), Column("position", Integer, nullable=False),
    _text("actor", null=True), _text("name"), _text("folded"), _text("kind", null=True),
    PrimaryKeyConstraint("claim", "side", "position", name="claim_party_place"),
    Index("claim_party_folded", "folded"), Index("claim_party_actor", "actor"),
)  # fmt: skip
"""`side` is actor, recipient or witness; `kind` is a witness's."""

attachment = Table(
    "attachment", METADATA, _key(), _of("judgement", "judgement"), _of("claim", "claim"), _of("replacement", "claim", null=True),
    Index("attachment_claim", "claim"), Index("attachment_judgement", "judgement"),
)  # fmt: skip
"""To which row of a claim a judgement speaks; a correction with the row that holds the corrected values."""

audit = Table(
    "audit", METADATA, _key(), _text("at"), _text("who"), _text("way"), _text("address"), _text("act"), _text("subject"), _text("detail"),
    _of("judgement", "judgement", null=True),
)  # fmt: skip
"""Who did what, how and from which address; `judgement` where the act is one, which then stands there whole."""

fault = Table(
    "fault", METADATA, _key(), _of("run", "run"), _text("source"), _text("place"), _text("reason"), _text("mend"), Index("fault_run", "run")
)

APPEND_ONLY = tuple(table.name for table in METADATA.sorted_tables)
"""In an order in which each table refers only to those before it."""
