"""The labels of the lines of a page: features times weights for each line, and the best sequence of states over the page (Viterbi).

A state is `phase:label`. The phases (top, head, gap, text, tail, readers) go one way, so that an article is one stretch of the page,
which furniture may interrupt but nothing may resume once it has ended.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import numpy.typing as npt

from khabar.articles.features import features
from khabar.articles.lines import Line
from khabar.articles.page import Page, full_stop, stems
from khabar.knowledge import pages

Numbers = npt.NDArray[np.float64]
_STRANGE_BELOW, _STRANGE_WITHIN = 0.2, 0.06
_TELLING = 5
"""Content words from which on a line tells something by sharing none."""


def labels_of(page: Page) -> list[str]:
    """The state of each line, `phase:label`. Decodes twice: the second time, lines that share no word with the article found weigh less."""
    if not page.lines:
        return []
    scores = _matrix(page) @ _weights(tuple(features()))
    states = _best_path(scores)
    strange = np.array(strangeness(page, states))
    return _best_path(scores + strange[:, None] * _weights(("strange",)))


def strangeness(page: Page, states: list[str]) -> list[float]:
    """0 to 1 a line: how little of its content words the article shares.

    The article is the block with the most running text. A line of another block is held against that block, and is strange below a fifth;
    a line of the block itself against the other lines there, if they are six or more, and is strange below a sixteenth (measured on
    whole articles: one paragraph in fifty shares less).
    """
    inside = [state in {"head:title", "text:body"} for state in states]
    size: Counter[int] = Counter()
    for block, line, within in zip(page.blocks, page.lines, inside, strict=True):
        size[block] += len(line.words) * within
    main = max(size, key=lambda block: size[block])
    known: Counter[str] = Counter()
    for block, line, within in zip(page.blocks, page.lines, inside, strict=True):
        if within and block == main:
            known.update(set(stems(line.words)))
    paragraphs = sum(within and block == main for block, within in zip(page.blocks, inside, strict=True))
    found = []
    for block, line, within in zip(page.blocks, page.lines, inside, strict=True):
        own = set(stems(line.words))
        counted = within and block == main
        bar = (_STRANGE_WITHIN if paragraphs > 6 else 0.0) if counted else (_STRANGE_BELOW if paragraphs > 2 else 0.0)
        bar = 0.0 if len(own) < (_TELLING if counted else 3) or (counted and _goes_on(line)) else bar
        shared = sum(known[stem] > counted for stem in own) / len(own) if own else 0.0
        found.append(max(0.0, 1 - shared / bar) if bar else 0.0)
    return found


def _goes_on(line: Line) -> bool:
    """Whether it is a sentence that «و» ties to the one before, as paragraphs of a report are and notices of the site are not."""
    return line.words[0].startswith("و") and full_stop(line.text)


def reasons(page: Page, at: int, label: str) -> list[tuple[float, str]]:
    """Why line `at` is, or is not, of `label`: weight times value with the feature's sentence, the strongest first."""
    found = []
    for name, (feature, because) in features().items():
        value = feature(page, at) * pages.weights()[name][label]
        if value:
            found.append((round(value, 3), because))
    return sorted(found, key=lambda reason: -abs(reason[0]))


def _matrix(page: Page) -> Numbers:
    """Lines by features."""
    functions = [feature for feature, _ in features().values()]
    return np.array([[feature(page, at) for feature in functions] for at in range(len(page.lines))])


@cache
def _states() -> tuple[str, ...]:
    return tuple(sorted({state for pair in pages.transitions() for state in pair} - {"start", "end"}))


def _weights(names: tuple[str, ...]) -> Numbers:
    """Features by states."""
    table = pages.weights()
    return np.array([[table[name][state.partition(":")[2]] for state in _states()] for name in names])


@cache
def _steps() -> Numbers:
    """Scores of each state (rows) after which each state (columns) may follow; minus infinity where it may not."""
    return np.array([[pages.transitions().get((a, b), -np.inf) for b in _states()] for a in _states()])


def _best_path(scores: Numbers) -> list[str]:
    states, steps = _states(), _steps()
    best = scores[0] + [pages.transitions().get(("start", state), -np.inf) for state in states]
    back = np.zeros(scores.shape, dtype=np.int8)
    for at in range(1, len(scores)):
        options = best[:, None] + steps
        back[at] = options.argmax(axis=0)
        best = options.max(axis=0) + scores[at]
    best = best + [pages.transitions().get((state, "end"), -np.inf) for state in states]
    path = [int(best.argmax())]
    for at in range(len(scores) - 1, 0, -1):
        path.append(int(back[at][path[-1]]))
    return [states[state] for state in reversed(path)]
