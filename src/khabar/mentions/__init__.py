"""Reads sentences; writes the mentions that the who is who knows."""
