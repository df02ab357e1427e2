"""Alembic's entry: runs the steps in the transaction of the caller, on both databases."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True, transaction_per_migration=False)
with context.begin_transaction():
    context.run_migrations()
