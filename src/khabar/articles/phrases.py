"""Which phrases of the tables of page furniture stand in a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from khabar.articles.lines import Line
from khabar.knowledge import pages

FURNITURE = frozenset(pages.kinds()) - {"informal", "reporting", "bio"}
_SEPARATED = re.compile(r"\s*(?:[:：,|/–—ـ\-•]|$)")


@dataclass(frozen=True, slots=True)
class Match:
    """Phrases of the tables in one line: words covered by kind, kinds that open the line, words covered by any furniture kind.

    A phrase of one word is often just a word: it counts 0.4 unless such phrases are all that the line holds.
    """

    covered: Mapping[str, int]
    opens: frozenset[str]
    furniture: float
    hits: Mapping[str, int]


def match_phrases(line: Line) -> Match:
    covered: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    opens = set()
    furniture: set[int] = set()
    single: set[int] = set()
    for at, phrase in _hits(line.words):
        covered[phrase.kind] += len(phrase.words)
        hits[phrase.kind] += 1
        if at == 0 and _stands_off(line, len(phrase.words)):
            opens.add(phrase.kind)
        if phrase.kind in FURNITURE:
            (furniture if len(phrase.words) > 1 else single).update(range(at, at + len(phrase.words)))
    if counted := _counted(line.words):
        opens |= counted
        furniture.update(range(len(line.words)) if counted & FURNITURE else ())
    if counts_comments(line.words):
        opens.add("reader")
        hits["reader"] += 1
        furniture.update(range(len(line.words)))
    alone = single - furniture
    whole = len(furniture) + len(alone) == len(line.words)
    return Match(covered, frozenset(opens), len(furniture) + len(alone) * (1.0 if whole else 0.4), hits)


def match_words(words: tuple[str, ...]) -> frozenset[str]:
    """Kinds of the phrases in `words`, which are folded."""
    return frozenset(phrase.kind for _, phrase in _hits(words))


def _hits(words: tuple[str, ...]) -> list[tuple[int, pages.Phrase]]:
    """Where each phrase stands. Of one kind, the longest phrase at a word; «و» before the first word is looked through."""
    index = pages.phrases()
    found = []
    for at, word in enumerate(words):
        seen = set()
        for phrase in index.get(word, ()):
            if phrase.kind not in seen and words[at : at + len(phrase.words)] == phrase.words:
                seen.add(phrase.kind)
                found.append((at, phrase))
    if words and len(words[0]) > 3 and words[0][0] in "وف":
        bare = (words[0][1:], *words[1:6])
        found += [(0, p) for p in index.get(bare[0], ()) if p.kind == "reporting" and bare[: len(p.words)] == p.words]
    return found


def _counted(words: tuple[str, ...]) -> set[str]:
    """Kinds of the phrase that is all of the line but a number of something: «تعليقات (3)», «3 comments»."""
    bare = tuple(word for word in words if not word.isdigit())
    if not bare or len(bare) == len(words) or all(word == "0" for word in words if word.isdigit()):
        return set()
    kinds = {phrase.kind for phrase in pages.phrases().get(bare[0], ()) if phrase.words == bare}
    return kinds or ({"reader"} if len(bare) == 1 and bare[0] in pages.counted() else set())


def counts_comments(words: tuple[str, ...]) -> bool:
    """Whether the line is the heading «3 تعليقات على "…"», which repeats the headline."""
    return len(words) > 3 and words[0].isdigit() and words[1] in pages.counted() and words[2] in {"علي", "on"}


def _stands_off(line: Line, count: int) -> bool:
    """Whether an opening phrase of `count` words is more than a word of the sentence: two words, or a mark or the end after it."""
    if count > 1 or len(line.words) == count:
        return True
    head = re.match(r"\W*[^\W_]+", line.text)
    return head is not None and _SEPARATED.match(line.text, head.end()) is not None
