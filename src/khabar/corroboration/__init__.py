"""Reads articles with their captures; writes which of them copy which, with the passages that they share."""
