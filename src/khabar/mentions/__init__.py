"""Reads spans of a capture's text; writes the mentions of public actors that the who's who knows, and resolves the words of others."""

from khabar.mentions.coreference import link_short_names
from khabar.mentions.finding import find
from khabar.mentions.resolution import Resolution, resolve

__all__ = ["Resolution", "find", "link_short_names", "resolve"]
