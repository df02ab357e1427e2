"""Reads files, folders, archives and standard input; writes captures (the decoded text of each page), and faults for what cannot be read."""

from khabar.capture.limits import Limits
from khabar.capture.reader import read

__all__ = ["Limits", "read"]
