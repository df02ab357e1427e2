"""How two articles stand to each other: what was measured on the pair, and the rule that follows from it.

`Rarity` says which sampled shingles are formulas (`Index.formulas`); what is a formula hangs on the archive, all else on the pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from khabar.corroboration.alignment import Stretch, inside, stretches
from khabar.corroboration.candidates import Index
from khabar.corroboration.direction import Origin, direction
from khabar.corroboration.shingles import RUN, Words, fingerprints
from khabar.knowledge.copies import thresholds
from khabar.records.copy import Direction, Feature, Passage, Relation, Reuse

Rarity = Callable[[Words], NDArray[np.bool_]]
"""For each fingerprint of an article, whether it is a formula."""
Origins = tuple[Origin | None, Origin | None]
Compare = Callable[[Words, Words, Rarity, Origins], Reuse]


def no_formulas(words: Words) -> NDArray[np.bool_]:
    """The rarity of two articles without an archive around them: nothing is known to be a formula."""
    return np.zeros(len(fingerprints(words)[0]), dtype=np.bool_)


def sampled(one: Words, other: Words, rarity: Rarity) -> NDArray[np.bool_]:
    """For each fingerprint of the first that the second has too, whether it is a formula: all that a comparison takes from the archive."""
    return rarity(one)[np.isin(fingerprints(one)[0], fingerprints(other)[0])]


def find(index: Index, origins: Mapping[str, Origin], among: Sequence[str] | None = None, by: Compare | None = None) -> Iterator[Reuse]:
    """Every reuse between the articles of the index, each pair once, sorted; with `among`, only those of these captures.

    Pairs without a shared passage are left out. `origins` has what each capture says of where it comes from. `by` stands in for `compare`.
    """
    if among is None:
        index.settle()
    asked = sorted(words.capture for words in index) if among is None else sorted(among)
    formulas = lru_cache(maxsize=16)(index.formulas)  # an article's pairs come one after another
    done: set[tuple[str, str]] = set()
    for capture in asked:
        for other in index.candidates(index[capture]):
            pair = min(capture, other), max(capture, other)
            if pair not in done:
                done.add(pair)
                reuse = (by or compare)(index[pair[0]], index[pair[1]], formulas, (origins.get(pair[0]), origins.get(pair[1])))
                if reuse.relation != "none":
                    yield reuse


def compare(one: Words, other: Words, rarity: Rarity = no_formulas, origins: Origins = (None, None)) -> Reuse:
    """How two articles stand to each other. Symmetric: the order of the arguments does not matter (`origins` are in theirs)."""
    if one.capture > other.capture:
        one, other, origins = other, one, (origins[1], origins[0])
    kept = list(_passages(one, other, rarity))
    features = tuple(_features(one, other, kept))
    relation, reason = _relation({feature.name: feature.value for feature in features})
    passages = tuple(passage for _, passage in kept) if relation != "none" else ()
    shares = features[0].value, features[2].value
    towards = Direction(None, "unknown", "neither is taken from the other")
    if relation != "none":
        towards = direction(origins, (one.day, other.day), shares)
    return Reuse(one.capture, other.capture, relation, reason, passages, features, towards)


def _passages(one: Words, other: Words, rarity: Rarity) -> Iterator[tuple[Stretch, Passage]]:
    """The passages, in words and as records."""
    found = [stretch for stretch in stretches(one, other) if _holds(stretch)]
    if not found:
        return
    hashes, places = fingerprints(one)
    common = rarity(one)
    shared = np.isin(hashes, fingerprints(other)[0])
    for stretch in found:
        within = inside(places, stretch.first[0], stretch.first[1] - RUN + 1)
        sampled = common[within][shared[within]]
        formula = float(sampled.mean()) if len(sampled) else 0.0
        first, second = one.span(*stretch.first), other.span(*stretch.second)
        yield stretch, Passage(first, second, stretch.equal, stretch.longer - stretch.equal, round(formula, 4))


def _holds(stretch: Stretch) -> bool:
    """Whether it is a passage at all: long enough to be no name or turn of phrase, and more kept than changed."""
    limits = thresholds()
    return stretch.equal >= limits.passage_words and stretch.equal / stretch.longer >= limits.passage_density


def _features(one: Words, other: Words, kept: Sequence[tuple[Stretch, Passage]]) -> Iterator[Feature]:
    """The table of a pair. The rows of the first article come before those of the second."""
    equal = sum(stretch.equal for stretch, _ in kept)
    for name, words, sides in (("share_first", one, [s.first for s, _ in kept]), ("share_second", other, [s.second for s, _ in kept])):
        run = sum(end - start for start, end in sides)
        yield Feature(name, _ratio(equal, len(words)), f"{equal} of {len(words)} words are the other article's")
        yield Feature(f"run_{name[6:]}", _ratio(run, len(words)), f"its passages run over {run} of {len(words)} words")
    run = sum(stretch.longer for stretch, _ in kept)
    yield Feature("density", _ratio(equal, run), f"{equal} of the {run} words of the passages are equal")
    longest = max((stretch.equal for stretch, _ in kept), default=0)
    yield Feature("longest", float(longest), f"the longest passage has {longest} equal words")
    own = max((round(stretch.equal * (1 - passage.formula)) for stretch, passage in kept), default=0)
    yield Feature("own", float(own), f"about {own} equal words of a passage are no phrases that come back on many days")
    steps = [b[0].second[0] > a[0].second[0] for a, b in pairwise(kept)]
    yield Feature("order", _ratio(sum(steps), len(steps)) if steps else 1.0, f"{sum(steps)} of {len(steps)} passages follow as in the other article")
    fixed = sum(stretch.equal * passage.formula for stretch, passage in kept)
    yield Feature("formula", _ratio(fixed, equal), f"about {fixed:.0f} of {equal} equal words are phrases that come back on many days")
    quoted = sum(int(one.quoted[slice(*s.first)].sum()) for s, _ in kept)
    inner = sum(s.first[1] - s.first[0] for s, _ in kept)
    yield Feature("quoted", _ratio(quoted, inner), f"{quoted} of {inner} words of the passages stand between quotation marks")
    yield from _figures(one, other, kept)
    apart = abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days) if one.day and other.day else 0
    yield Feature("apart", float(apart), f"they were published {apart} days apart" if one.day and other.day else "one of them has no day")


def _figures(one: Words, other: Words, kept: Sequence[tuple[Stretch, Passage]]) -> Iterator[Feature]:
    """Numbers in the passages: a bulletin keeps its words and changes its figures, a copy keeps both."""
    total = same = 0
    for stretch, _ in kept:
        held = [words.hashes[slice(*side)][words.figures[slice(*side)]].tolist() for words, side in ((one, stretch.first), (other, stretch.second))]
        total += max(len(held[0]), len(held[1]))
        same += LCSseq.similarity(held[0], held[1])
    words = sum(stretch.longer for stretch, _ in kept)
    yield Feature("figures", float(total), f"the passages hold {total} figures")
    yield Feature("figures_share", _ratio(total, words), f"{total} of the {words} words of the passages are figures")
    yield Feature("figures_same", _ratio(same, total) if total else 1.0, f"{same} of {total} figures are the same, in order")


def _ratio(part: float, whole: float) -> float:
    """A share; 1 at most, since the stretches of two passages may overlap where paragraphs changed places."""
    return min(1.0, round(part / whole, 4)) if whole else 0.0


def _relation(value: Mapping[str, float]) -> tuple[Relation, str]:
    """The relation, and the rule that gave it. The first rule that fits decides."""
    limits = thresholds()
    alike = _alike(value)
    if alike:
        return "none", alike
    if min(value["run_first"], value["run_second"]) >= limits.rewrite_share and value["density"] < limits.dense:
        return _rewrite(value)
    if min(value["share_first"], value["share_second"]) >= limits.copy_share:
        return "copy", "at least half of each is the other's"
    if value["quoted"] > limits.quoted and value["longest"] < limits.quoted_words:
        return "none", "they share quoted speech alone, which both may have heard"
    if value["own"] >= limits.excerpt_words:
        return "excerpt", "a passage of one stands in the other"
    return "none", "the passages are too short to be taken over"


def _alike(value: Mapping[str, float]) -> str:
    """Why they only look alike, whatever they share; empty if they do not."""
    limits = thresholds()
    if not value["longest"]:
        return "they share no passage"
    if _is_bulletin(value):
        return "the frame is the same and the figures are others, as in a bulletin"
    if value["formula"] > limits.formula and min(value["share_first"], value["share_second"]) < limits.formula_copy:
        return "what they share comes back on many days"
    return ""


def _is_bulletin(value: Mapping[str, float]) -> bool:
    """Many figures, of which fewer are the same than of the words around them; where those hardly differ, hardly any."""
    limits = thresholds()
    many = value["figures"] >= limits.figures_least and value["figures_share"] >= limits.figures_share
    least = limits.figures_same * value["density"] if value["density"] < limits.dense else limits.figures_kept
    return many and value["figures_same"] < least


def _rewrite(value: Mapping[str, float]) -> tuple[Relation, str]:
    """A text of which many words were changed; far apart in time, two reports by one habit look the same."""
    if value["apart"] > thresholds().rewrite_apart and value["longest"] < thresholds().rewrite_words:
        return "none", "they run along each other with other words, too many days apart: a habit of reporting"
    return "rewrite", "they run along each other, with many words changed"
