"""Reads an article; writes its sentences with their direct speech."""

from khabar.sentences.splitter import split

__all__ = ["split"]
