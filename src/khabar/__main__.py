"""`python -m khabar`: the command line, where the script is not on the path."""

from __future__ import annotations

from khabar.cli import main

main()
