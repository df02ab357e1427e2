"""Reads claims with their articles' days and copies; writes occurrences, witnesses, contradictions, predictions and relations."""
