"""Reads the ledger and what corroboration makes of it; gives answers as frozen records, dictionaries, JSON Lines and data frames."""

from khabar.client.answer import Answer
from khabar.client.ledger import Ledger, opened

__all__ = ["Answer", "Ledger", "opened"]
