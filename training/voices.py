"""`python -m training.voices`: fits the table of speakers (`khabar.claims.voices`) on the corpus without its held-out tenth.

The packaged coder reads every item; of each draft that meets a coded event the candidates are laid out, and those that the coding names are right.
Two log-linear choices are fitted: who is nearest, nobody among them; and, given a speaker, who quotes him, or that the chain ends. On items that the
weights of the model were trained on, its chances are surer than on any other text: such an item counts half with the signs of the model, and half
without. `--unseen` names the files that the weights have not seen.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench.claims import cases
from bench.passages import held_out, laid
from khabar import claims
from khabar.arabic.folding import fold
from khabar.claims import hearing, voices
from khabar.claims.reading import Draft, Party
from khabar.claims.speakers import SPEECH_ACTS, Floor
from khabar.claims.voices import Candidate
from training import data
from training.evidence import items

LEAST_SIGNS, LEAST_WEIGHT = 4, 0.1
RIDGE = {"nearest": 2.0, "further": 1.0}
UNSURE = 0.5
"""How much a draft counts whose speaker is no candidate: then nobody is better than somebody."""
CASES_COUNT = 4.0
"""How much a cue of the open cases of attribution counts: they are few, and each shows another way to name a speaker."""
SHY = 0.6
"""Taken from the weight of nobody: of pages of newspapers the model is less sure than of ours. The held-out passages do not mind."""
STEPS, RATE = 250, 0.1
_CASE = "case: "
Vector = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Choice:
    """The signs of each candidate, and which of them are right; `item` it is of, and how much it counts."""

    item: str
    signs: tuple[Sequence[str], ...]
    right: tuple[bool, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Told:
    """A draft with its candidates, and the coded event that it meets."""

    item: data.Line
    draft: Draft
    candidates: list[Candidate]
    floor: Floor
    event: data.Line


def read(item: data.Line) -> Iterator[Told]:
    """The drafts of an item that meet its events."""
    page, article, split, known = laid(item)
    drafts, parties = claims.read_all(page, article, split, known, background=True)
    floor = Floor(page.text, page.media, split, parties)
    floor.learn(drafts)
    for draft in drafts:
        event = _met(draft, item)
        if event:
            yield Told(item, draft, floor.candidates(draft, floor.place(draft)), floor, event)


def _met(draft: Draft, item: data.Line) -> data.Line | None:
    """The event whose cue the draft's overlaps, one of its type before others."""
    met = [e for e in item["events"] if (place := data.locate(item["text"], e["cue"])) and place.overlaps(draft.cue.span)]
    return next((e for e in met if e["type"] == draft.type), met[0] if met else None)


def _names(party: Party, item: data.Line, surface: str) -> bool:
    """Whether a mention is the one that the coding names, or holds its words, or lacks one of them."""
    place = data.locate(item["text"], surface)
    if place and place.overlaps(party.quote.span) and 2 * len(party.quote.span) > len(place):
        return True
    said, wanted = _bare(party.words), _bare(surface.partition("#")[0])
    return _holds(said, wanted) or (_holds(wanted, said) and len(wanted) - len(said) <= 1)


def _bare(words: str) -> list[str]:
    return [word.strip("«»“”\"'()،.:").removeprefix("ال") for word in fold(words).split()]


def _holds(outer: Sequence[str], inner: Sequence[str]) -> bool:
    return bool(inner) and any(list(outer[at : at + len(inner)]) == list(inner) for at in range(len(outer) - len(inner) + 1))


def nearest(told: Told) -> Choice:
    """Who is heard first. The actor of a speech act may be named or left out (codebook, Attribution)."""
    by, actors = told.event["by"], told.event["actor"]
    act = told.draft.type in SPEECH_ACTS
    place = told.floor.place(told.draft)

    def right(one: Candidate) -> bool:
        if one.party is None:
            return not by or (act and by[0] in actors)
        wanted = by[:1] or (actors if act else [])
        return any(_names(one.party, told.item, surface) for surface in wanted)

    return _choice(told.item, [hearing.nearest(c, told.draft, place) for c in told.candidates], [right(c) for c in told.candidates])


def further(told: Told) -> Iterator[Choice]:
    """Who quotes each speaker of the chain, the last of whom nobody quotes."""
    by = told.event["by"]
    place = told.floor.place(told.draft)
    chain: list[Party] = []
    for depth, surface in enumerate(by):
        named = [c.party for c in told.candidates if c.party is not None and _names(c.party, told.item, surface)]
        if not named:
            return
        at = data.locate(told.item["text"], surface)
        chain.append(min(named, key=lambda p: (not (at and at.overlaps(p.quote.span)), abs(p.quote.start - told.draft.cue.start))))
        beyond = by[depth + 1] if depth + 1 < len(by) else None
        left = voices.left(told.candidates, chain)
        right = [(c.party is None) if beyond is None else c.party is not None and _names(c.party, told.item, beyond) for c in left]
        yield _choice(told.item, [hearing.further(c, chain, told.draft, place) for c in left], right)


def _choice(item: data.Line, signs: list[list[str]], right: list[bool]) -> Choice:
    if any(right):
        return Choice(item["id"], tuple(signs), tuple(right))
    return Choice(item["id"], tuple(signs), (True, *right[1:]), UNSURE)


def weighed(choices: Iterable[Choice], unseen: Sequence[str]) -> Iterator[Choice]:
    """Those of files that the model was trained on twice, the second time without what the model says."""
    for one in choices:
        if one.item.startswith(_CASE):
            yield replace(one, weight=one.weight * CASES_COUNT)
        elif data.file_of(one.item) in unseen:
            yield one
        else:
            half = replace(one, weight=one.weight / 2)
            yield half
            yield replace(half, signs=tuple([s for s in signs if not hearing.of_model(s)] for signs in one.signs))


def fitted(choices: Sequence[Choice], ridge: float) -> dict[str, float]:
    """Weights of the signs that are met often enough, by Adam on all choices at once."""
    counted = Counter(sign for one in choices for signs in one.signs for sign in signs)
    known = {sign: n for n, sign in enumerate(sorted(s for s, c in counted.items() if c >= LEAST_SIGNS))}
    laid = _Laid.out(choices, known)
    weights, mean, square = np.zeros(len(known)), np.zeros(len(known)), np.zeros(len(known))
    for step in range(1, STEPS + 1):
        slope = laid.slope(weights) + ridge * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        rate = RATE * (1 - 0.9 * step / STEPS)
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {sign: float(weights[n]) for sign, n in known.items()}


def share_right(choices: Sequence[Choice], weights: dict[str, float]) -> float:
    """Of the choices whose speaker is a candidate or rightly nobody, those in which the largest sum is right; the others count as wrong."""
    hits = 0
    for one in choices:
        sums = [sum(weights.get(sign, 0.0) for sign in signs) for signs in one.signs]
        hits += one.weight == 1 and one.right[int(np.argmax(sums))]
    return hits / len(choices)


@dataclass(frozen=True, slots=True)
class _Laid:
    """All candidates of all choices in rows: `signs[i]` is a sign of row `rows[i]`; `first` is the row where each choice begins."""

    signs: Numbers
    rows: Numbers
    choice: Numbers
    first: Numbers
    right: npt.NDArray[np.bool_]
    weight: Vector

    @staticmethod
    def out(choices: Sequence[Choice], known: dict[str, int]) -> _Laid:
        signs, rows, choice, right = [], [], [], []
        for n, one in enumerate(choices):
            for found, is_right in zip(one.signs, one.right, strict=True):
                ids = [known[s] for s in found if s in known]
                signs += ids
                rows += [len(right)] * len(ids)
                choice.append(n)
                right.append(is_right)
        numbers = np.array(choice)
        first = np.searchsorted(numbers, np.arange(len(choices)))
        return _Laid(np.array(signs), np.array(rows), numbers, first, np.array(right), np.array([one.weight for one in choices]))

    def slope(self, weights: Vector) -> Vector:
        """Of the negative log-likelihood that a right candidate is chosen."""
        sums = np.bincount(self.rows, weights=weights[self.signs], minlength=len(self.right))
        raised = np.exp(sums - np.maximum.reduceat(sums, self.first)[self.choice])
        chance = raised / np.add.reduceat(raised, self.first)[self.choice]
        hit = np.where(self.right, chance, 0.0)
        share = hit / np.maximum(np.add.reduceat(hit, self.first), 1e-12)[self.choice]
        wrong = (chance - share) * self.weight[self.choice]
        slope: Vector = np.bincount(self.signs, weights=wrong[self.rows], minlength=len(weights))
        return slope


def cases_as_items() -> Iterator[data.Line]:
    """The open cases of attribution as items whose events are of any type."""
    for case in cases.read("attribution", "open"):
        yield {"id": f"{_CASE}{case.id}", "text": f"{case.text}\n{cases.AFTER}", "events": [
            {"cue": one.cue, "type": "", "actor": [], "by": [name for name, _ in one.chain]} for one in case.wanted
        ]}  # fmt: skip


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=here / "corpus")
    parser.add_argument("--unseen", nargs="*", default=(), help="files that the model's weights were not trained on")
    parser.add_argument("--out", type=Path, default=here.parent / "src/khabar/claims/weights/voices.tsv")
    a = parser.parse_args()
    passages = (item for item in items(a.corpus) if not data.is_short(item["id"]))
    rows, held = ["choice\tsign\tweight"], list(laid_out(held_out()))
    told = list(laid_out((*passages, *cases_as_items())))
    for choice in voices.CHOICES:
        weights = fitted(list(weighed(choices(choice, told), a.unseen)), RIDGE[choice])
        if choice == "nearest":
            weights["nobody"] -= SHY
        rows += [f"{choice}\t{sign}\t{weight:.2f}" for sign, weight in sorted(weights.items()) if abs(weight) >= LEAST_WEIGHT]
        print(f"{choice}: right in {share_right(list(choices(choice, held)), weights):.3f} of the choices of held-out passages")
    a.out.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows) - 1} weights, from {len(told)} drafts")


def laid_out(found: Iterable[data.Line]) -> Iterator[Told]:
    for item in found:
        if item["events"]:
            yield from read(item)


def choices(choice: str, told: Iterable[Told]) -> Iterator[Choice]:
    for one in told:
        if choice == "nearest":
            yield nearest(one)
        else:
            yield from further(one)


if __name__ == "__main__":
    main()
