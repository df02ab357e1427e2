"""Reads coded pages and reviewers' judgements; keeps them, append-only, in SQLite or PostgreSQL, and answers queries as of any instant."""
