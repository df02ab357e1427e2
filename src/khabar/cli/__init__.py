"""The command line: thin, streaming, composable."""
