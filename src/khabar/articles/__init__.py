"""Reads a capture; writes its article (title, body, comments, outlet, day) or says why it was dropped."""

from khabar.articles.assembly import extract

__all__ = ["extract"]
