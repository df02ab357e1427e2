"""Pure functions on Arabic text: folding with offsets, words, clitics, calendar. Reads strings, writes strings and spans."""
