"""How the time of finding reuse grows with the articles: archives of 1,000 to 100,000 articles made of real sentences.

An article is spun from the archive's sentences: a walk that leaves a sentence at any word for another that has the same word, so that words,
names and turns of phrase come as often as they do in the press, and hardly a sentence whole. One article in ten copies or excerpts an
earlier one, and one in twenty is an issue of a daily bulletin, however large the archive is.
"""

from __future__ import annotations

import math
import random
import resource
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from bench.copies_set import Page, Token, page, sources
from khabar.corroboration import copies
from khabar.corroboration.candidates import Index
from khabar.corroboration.shingles import Words, read
from khabar.records.article import Article
from khabar.records.capture import Capture

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
WORDS, LEAVE = 145, 0.4
"""Words of an article, and the chance to leave a sentence after a word: two shingles of four words in nine are of the archive."""
COPY, BULLETIN, PER_DAY = 0.1, 0.05, 150
_CHUNK = 500


class Spinner:
    """Articles by number, the same for the same number."""

    def __init__(self) -> None:
        sentences = [sentence for source in sources() for sentence in source.sentences]
        self.words = [word for sentence in sentences for word in sentence]
        places: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            places.setdefault(word, []).append(at)
        self.places = places

    def text(self, number: int) -> list[str]:
        chance = random.Random(f"kind of {number}")
        kind = chance.random()
        if kind < COPY and number > 10:
            return self._taken(number, chance)
        if kind < COPY + BULLETIN:
            frame = self._spun(random.Random(f"frame {number % 3}"))[:80]
            return [str(chance.randrange(100)) if at % 9 == 4 else word for at, word in enumerate(frame)]
        return self._spun(random.Random(number))

    def _spun(self, chance: random.Random) -> list[str]:
        at, found = chance.randrange(len(self.words)), []
        while len(found) < WORDS:
            word = self.words[at]
            found.append(str(chance.randrange(100)) if word.isdigit() else word)
            at = chance.choice(self.places[word]) if chance.random() < LEAVE else at
            at = (at + 1) % len(self.words)
        return found

    def _taken(self, number: int, chance: random.Random) -> list[str]:
        """An earlier article of the last thousand with small edits, or a part of it in a new one."""
        earlier = self._spun(random.Random(number - chance.randrange(1, min(number, 1000))))
        if chance.random() < 0.5:
            return [word for word in earlier if chance.random() > 0.04]
        return self._spun(chance)[:100] + earlier[30:75]

    def page(self, number: int) -> Page:
        day = (date(2000, 1, 1) + timedelta(days=number // PER_DAY)).isoformat()
        words = [Token(word) for word in self.text(number)]
        return page(f"{number:06}", day, [words[at : at + 40] for at in range(0, len(words), 40)])


def words_of(pages: Sequence[tuple[Capture, Article]]) -> tuple[list[Words], float]:
    """The articles' words, and the processor seconds that it took."""
    began = time.process_time()
    return [read(capture, article) for capture, article in pages], time.process_time() - began


def chunks(spinner: Spinner, size: int) -> Iterator[list[tuple[Capture, Article]]]:
    numbers = iter(range(size))
    while some := list(islice(numbers, _CHUNK)):
        made = [spinner.page(number) for number in some]
        yield [(each.capture, each.article) for each in made]


@dataclass(frozen=True, slots=True)
class Run:
    """An archive from captures to reuses, the making of its articles left out. Seconds by the wall, and of all processors."""

    size: int
    wall: float
    processor: float
    reuses: int


def run(spinner: Spinner, size: int, pool: ProcessPoolExecutor) -> Run:
    index, wall, processor = Index(), 0.0, 0.0
    for some in chunks(spinner, size):
        began = time.perf_counter(), time.process_time()
        for words, spent in pool.map(words_of, (some[: len(some) // 2], some[len(some) // 2 :])):
            processor += spent
            for each in words:
                index.add(each)
        wall, processor = wall + time.perf_counter() - began[0], processor + time.process_time() - began[1]
    began = time.perf_counter(), time.process_time()
    found = sum(1 for _ in copies.find(index, {}))
    return Run(size, wall + time.perf_counter() - began[0], processor + time.process_time() - began[1], found)


def exponent(runs: Sequence[Run]) -> float:
    """The slope of processor time over articles, both as logarithms, by least squares."""
    points = [(math.log(each.size), math.log(each.processor)) for each in runs]
    mean = [sum(axis) / len(points) for axis in zip(*points, strict=True)]
    return sum((x - mean[0]) * (y - mean[1]) for x, y in points) / sum((x - mean[0]) ** 2 for x, _ in points)


def main(most: int) -> None:
    spinner, runs = Spinner(), []
    with ProcessPoolExecutor(2) as pool:
        run(spinner, SIZES[0], pool)  # starts the processes
        for size in (size for size in SIZES if size <= most):
            done = run(spinner, size, pool)
            runs.append(done)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
            each = 1000 * done.processor / size
            print(f"{size:7,} articles  {done.wall:6.1f} s by the wall  {done.processor:6.1f} s of processors  {each:.2f} ms an article  "
                  f"{done.reuses:6,} reuses  peak {peak:.2f} GB", flush=True)  # fmt: skip
    if len(runs) > 1:
        print(f"processor time grows as articles to the power {exponent(runs):.2f}")
