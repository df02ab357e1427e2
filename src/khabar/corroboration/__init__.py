"""Reads articles, captures and claims; writes copies, occurrences, witnesses, contradictions, predictions and relations."""
