"""Reads the ledger; shows it as pages to read, check and cite."""
