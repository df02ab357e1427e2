"""The ledger's tables, its inverted index of words and tags, and the triggers that keep it append-only.

A step is frozen once released: it names its tables itself and reads nothing of `tables.py`, which moves on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    "run", "run_end", "capture", "article", "sighting", "coding", "judgement", "superseded",
    "claim", "claim_record", "claim_party", "attachment", "fault",
)  # fmt: skip


def upgrade() -> None:
    for made in (_runs, _pages, _codings, _claims, _decisions):
        made()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _sqlite() if sqlite else _postgresql():
        op.execute(statement)


def _sqlite() -> list[str]:
    made = ["CREATE VIRTUAL TABLE claim_text USING fts5(words, tags, content='', tokenize='ascii')"]
    for table in _TABLES:
        made += [
            f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
            for act in ("update", "delete")
        ]
    return made


def _postgresql() -> list[str]:
    made = [
        "CREATE TABLE claim_text (claim integer PRIMARY KEY REFERENCES claim (id), words tsvector NOT NULL)",
        "CREATE INDEX claim_text_words ON claim_text USING gin (words)",
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
    ]
    made += [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        for table in (*_TABLES, "claim_text")
    ]
    return made


def _runs() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "run_end",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"]),
        sa.PrimaryKeyConstraint("run"),
    )
    op.create_table(
        "fault",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("mend", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"]),
        sa.PrimaryKeyConstraint("id"),
    )


def _pages() -> None:
    op.create_table(
        "capture",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("media", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("sha256", "text_sha256", name="capture_once"),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("capture", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["capture"], ["capture.id"]),
        sa.ForeignKeyConstraint(["run"], ["run.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_table(
        "sighting",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"]),
        sa.ForeignKeyConstraint(["run"], ["run.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index("sighting_article", "sighting", ["article"], unique=False)


def _codings() -> None:
    op.create_table(
        "coding",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("sighting", sa.Integer(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("inputs", sa.Text(), nullable=False),
        sa.Column("supplied", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("outlet_folded", sa.Text(), nullable=False),
        sa.Column("published_start", sa.Text(), nullable=False),
        sa.Column("published_end", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article"], ["article.id"]),
        sa.ForeignKeyConstraint(["run"], ["run.id"]),
        sa.ForeignKeyConstraint(["sighting"], ["sighting.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("coding_article", "coding", ["article", "id"], unique=False)
    op.create_index("coding_learned", "coding", ["learned"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recorded", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["run.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("judgement_recorded", "judgement", ["recorded"], unique=False)
    op.create_index("judgement_article", "judgement", ["article"], unique=False)
    op.create_index("judgement_subject", "judgement", ["subject"], unique=False)


def _claims() -> None:
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("article", sa.Integer(), nullable=False),
        sa.Column("coding", sa.Integer(), nullable=False),
        sa.Column("correction", sa.Integer(), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("event_start", sa.Text(), nullable=False),
        sa.Column("event_end", sa.Text(), nullable=False),
        sa.Column("published_start", sa.Text(), nullable=False),
        sa.Column("published_end", sa.Text(), nullable=False),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["article.id"]),
        sa.ForeignKeyConstraint(["coding"], ["coding.id"]),
        sa.ForeignKeyConstraint(["correction"], ["judgement.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("claim_coding", "claim", ["coding"], unique=False)
    op.create_index("claim_event", "claim", ["event_start", "id", "event_end"], unique=False)
    op.create_index("claim_published", "claim", ["published_start", "id", "published_end"], unique=False)
    op.create_index("claim_uid", "claim", ["uid"], unique=False)
    op.create_table(
        "claim_record",
        sa.Column("claim", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"]),
        sa.PrimaryKeyConstraint("claim"),
    )
    op.create_table(
        "claim_party",
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"]),
        sa.PrimaryKeyConstraint("claim", "side", "position", name="claim_party_place"),
    )
    op.create_index("claim_party_actor", "claim_party", ["actor"], unique=False)
    op.create_index("claim_party_folded", "claim_party", ["folded"], unique=False)


def _decisions() -> None:
    op.create_table(
        "superseded",
        sa.Column("earlier", sa.Integer(), nullable=False),
        sa.Column("later", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["earlier"], ["judgement.id"]),
        sa.ForeignKeyConstraint(["later"], ["judgement.id"]),
        sa.PrimaryKeyConstraint("earlier", "later", name="superseded_pair"),
    )
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("judgement", sa.Integer(), nullable=False),
        sa.Column("claim", sa.Integer(), nullable=False),
        sa.Column("replacement", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["claim"], ["claim.id"]),
        sa.ForeignKeyConstraint(["judgement"], ["judgement.id"]),
        sa.ForeignKeyConstraint(["replacement"], ["claim.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("attachment_claim", "attachment", ["claim"], unique=False)
    op.create_index("attachment_judgement", "attachment", ["judgement"], unique=False)
