"""Reads an article; writes its sentences with their direct speech."""
