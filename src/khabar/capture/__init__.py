"""Reads files, folders, archives and streams; writes captures, or faults that say why not."""
