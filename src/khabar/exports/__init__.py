"""Reads what corroboration computes and the ledger holds; writes it for other programs and for the eye: plots, tables, graphs."""
