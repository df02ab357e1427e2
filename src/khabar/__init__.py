"""Khabar reads the Arabic press and keeps an open ledger of attributed claims."""

__version__ = "0.1.0"
