"""The ledger as JSON: the questions of the command line as addresses, described by OpenAPI 3.1."""
