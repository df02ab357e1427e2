"""`python -m bench.names_speed`: how fast the who's who loads and finds names, beside a bare pass of an automaton.

The text is the corpus of `training/corpus`, in articles of ten passages. The bare pass is `ahocorasick-rs` alone, with every spelling of
every name, over the same text already folded: it knows neither words nor clitics, and puts no id to anything. All times are of one core,
the best of several interleaved runs, because other work on the machine slows all of them.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

from ahocorasick_rs import AhoCorasick, MatchKind

from bench.passages import CORPUS
from khabar import mentions
from khabar.arabic.folding import fold
from khabar.mentions.lexicon import lexicon
from khabar.records.spans import Span
from training.data import corpus_lines

_RUNS = 5
_PASSAGES = 10
_LOAD = """
import time
from khabar.mentions import find
from khabar.records.spans import Span
began = time.process_time()
find("داعش", [Span(0, 4)])
print(time.process_time() - began)
"""


def articles() -> list[str]:
    passages = [item["text"] for item in corpus_lines(CORPUS)]
    return ["\n".join(passages[at : at + _PASSAGES]) for at in range(0, len(passages), _PASSAGES)]


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def load_seconds() -> float:
    """Of the first name found in a fresh process: reading the tables, numbering their words."""
    done = [subprocess.run([sys.executable, "-c", _LOAD], check=True, capture_output=True, text=True).stdout for _ in range(_RUNS)]
    return min(map(float, done))


def main() -> None:
    texts = articles()
    folded = [fold(text) for text in texts]
    size = sum(len(text.encode()) for text in texts) / 1e6
    bare = AhoCorasick(lexicon().surfaces, matchkind=MatchKind.Standard)
    times: dict[str, list[float]] = {"find": [], "bare pass": []}
    for _ in range(_RUNS):
        times["find"].append(seconds(lambda: [mentions.find(text, [Span(0, len(text))]) for text in texts]))
        times["bare pass"].append(seconds(lambda: [bare.find_matches_as_indexes(text, overlapping=True) for text in folded]))
    print(f"{size:.1f} MB in {len(texts)} articles, {len(lexicon().surfaces)} spellings of names")
    print(f"load       {load_seconds():.2f} s")
    for name, taken in times.items():
        print(f"{name:10} {size / min(taken):.1f} MB/s")
    print(f"ratio      {min(times['find']) / min(times['bare pass']):.1f}")


if __name__ == "__main__":
    main()
