"""`python -m training.scopes`: how often each pairing of operators means the status that its table says, over training items and the open cases.

Counts, for each row of `knowledge/data/markers/nesting.tsv`, the cues that it governs in the passages of the corpus (never its held-out tenth) and
in `tests/claims/cases/status_open.yaml`, and those with its status. With `--write` the log-odds of being right go into the column `weight`; a row
starts with `PRIOR` cases at the share that is right over all rows, so that one that is seldom met leans on the others.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Iterator

from bench.claims import cases
from bench.gold import ROOT
from bench.passages import CORPUS
from khabar.arabic.words import words
from khabar.claims.features import touched
from khabar.claims.scope import scope
from khabar.knowledge import scopes, tables
from khabar.records.spans import Span
from training import data, known

PRIOR = 5.0
PATH = ROOT / "src/khabar/knowledge/data/markers/nesting.tsv"

Told = tuple[list[str], Span, tuple[str, ...]]
"""A sentence's words, the cue among them, the statuses that are right."""


def from_corpus() -> Iterator[Told]:
    for item in data.corpus_lines(CORPUS):
        if not data.is_short(item["id"]) and not data.is_held_out(item["id"]):
            yield from _told(item)


def _told(item: data.Line) -> Iterator[Told]:
    text = item["text"]
    for sentence in known.split(text) if item["events"] else ():
        span = sentence.quote.span
        cut = words(text, span.start, span.end)
        for event in item["events"]:
            place = data.locate(text, event["cue"])
            if place and span.covers(place):
                yield [text[w.start : w.end] for w in cut], touched(cut, place), (event["status"],)


def from_cases() -> Iterator[Told]:
    for case in cases.read("status", "open"):
        cut = words(case.text)
        for wanted in case.wanted:
            yield [case.text[w.start : w.end] for w in cut], touched(cut, wanted.span), wanted.statuses


def counted(told: Iterator[Told]) -> tuple[Counter[scopes.Pair], Counter[scopes.Pair]]:
    """Right and wrong, by row."""
    right, wrong = Counter[scopes.Pair](), Counter[scopes.Pair]()
    for sentence, cue, statuses in told:
        found = scope(sentence, cue)
        if found.pair:
            (right if found.status in statuses else wrong)[found.pair] += 1
    return right, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the weights into the table")
    arguments = parser.parse_args()
    right, wrong = counted(told for source in (from_corpus(), from_cases()) for told in source)
    share = right.total() / (right.total() + wrong.total())
    rows = ["outer\tinner\tstatus\tweight"]
    for row in tables.rows("markers/nesting.tsv"):
        pair = row["outer"], row["inner"]
        weight = math.log((right[pair] + PRIOR * share) / (wrong[pair] + PRIOR * (1 - share)))
        print(f"{pair[0]:8} {pair[1]:10} {row['status']:12} right {right[pair]:5} wrong {wrong[pair]:4} weight {weight:6.2f}")
        rows.append(f"{pair[0]}\t{pair[1]}\t{row['status']}\t{weight:.2f}")
    if arguments.write:
        PATH.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
