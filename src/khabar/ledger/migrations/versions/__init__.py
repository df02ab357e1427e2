"""One step a file, numbered in their order."""
