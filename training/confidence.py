"""`python -m training.confidence`: fits the weights of a claim's score on the held-out passages, ours and the press's, which the model has not seen.

A claim is right when a gold event of its sentence has its sides and its type. Two careful coders credit each other's claims only so often;
that share, measured on the passages that were coded twice, is the ceiling of the fit: P(a coder credits the claim) = ceiling x score. So the
score says how likely the claim is one that a careful coder could have made, whichever of several readings the coder chose. Each passage that was
coded twice counts once for each coder. Needs the gold sets' scorer. Writes `knowledge/data/confidence/weights.tsv` unless `--dry`.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bench import agreement, credit, passages
from bench.gold import ROOT
from bench.passages import Item
from khabar.claims import confidence
from khabar.claims.coding import distinct
from khabar.knowledge import confidence as table
from khabar.records.jsonl import claim_record

Matrix = npt.NDArray[np.float64]
RIDGE = 10.0
FOLDS = 10
PATH = ROOT / "src/khabar/knowledge/data" / table.TABLE
_EITHER_ORDER = frozenset(("AGREE", "CONSULT", "COOPERATE"))
"""Symmetric events: either order of the sides is right (codebook)."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Claims as one or two coders judged them. Rows that belong to one claim stand once for each coder."""

    signs: Matrix
    """(N, signs of the table)."""
    right: Matrix
    """(N,): 1 where the coder's gold has the claim's sides and type, else 0."""
    ceiling: Matrix
    """(N,): how often that coder credits what the other coded."""
    fold: npt.NDArray[np.int64]
    """(N,): all rows of an item are in one fold."""


def gold(item: Item) -> Item:
    """The gold of the scorer, with symmetric events in either order."""
    found = copy.deepcopy(passages.gold(item))
    for event in found["claims"]:  # type: ignore[attr-defined]
        event["symmetric"] = event["symmetric"] or event["types"][0] in _EITHER_ORDER
    return found


def credited(makers: dict[str, Item], judges: dict[str, Item]) -> float:
    """The share of the first coding's claims whose sides and type the second has too."""
    right: list[bool] = []
    for name, item in makers.items():
        made = [one for one in agreement.claims(item) if one["kind"] == "claim"]
        right += [level >= credit.TYPE for level in credit.levels(gold(judges[name]), item["text"], made)]
    return sum(right) / len(right)


def samples() -> dict[str, Sample]:
    """The claims of the packaged coder on held-out passages, by the set that these are of; sets that are not at hand are left out.

    Lone sentences of newspapers are left out too: what is told of them is right less often than what is told of pages, on which the score is read.
    """
    return {name: sample(*both) for name, both in passages.codings().items() if both[0] and name != "newspapers"}


def together(of: Iterable[Sample]) -> Sample:
    """The rows of all, in order."""
    return Sample(*(np.concatenate(column) for column in zip(*((s.signs, s.right, s.ceiling, s.fold) for s in of), strict=True)))


def sample(first: dict[str, Item], second: dict[str, Item]) -> Sample:
    """The claims of the packaged coder on passages that were coded, some of them twice."""
    twice = {name: first[name] for name in second}
    codings = ((first, credited(second, twice)), (second, credited(twice, second)))
    rows: list[tuple[list[float], bool, float, int]] = []
    for name, item in first.items():
        _, made = passages.drafted(item)
        kept = {claim.id for claim in distinct([claim for _, claim in made])}
        once = {claim.id: (draft, claim) for draft, claim in reversed(made) if claim.id in kept}
        values = [_values(confidence.signs(draft, claim.actor, claim.recipient)) for draft, claim in once.values()]
        records = [json.loads(json.dumps(claim_record(claim))) for _, claim in once.values()]
        for coding, ceiling in codings:
            if name in coding:
                reached = credit.levels(gold(coding[name]), item["text"], records)
                rows += [(v, level >= credit.TYPE, ceiling, _fold(name)) for v, level in zip(values, reached, strict=True)]
    signs, right, ceilings, folds = zip(*rows, strict=True)
    return Sample(np.array(signs), np.array(right, np.float64), np.array(ceilings), np.array(folds))


def _values(signs: confidence.Signs) -> list[float]:
    return [signs[one.sign] for one in table.weights()]


def _fold(name: str) -> int:
    """By another hash than the one that held the items out."""
    return int(hashlib.sha256(f"fold {name}".encode()).hexdigest(), 16) % FOLDS


def fitted(of: Sample) -> Matrix:
    """Weights (signs,) of the likeliest p = ceiling x logistic(signs · weights), by Fisher scoring, with a ridge on signs of unit spread."""
    base = [one.sign for one in table.weights()].index("base")
    spread, middle = of.signs.std(0), of.signs.mean(0)
    spread[spread == 0], middle[base] = 1.0, 0.0
    x = (of.signs - middle) / spread
    weights, shrink = np.zeros(x.shape[1]), np.full(x.shape[1], RIDGE)
    shrink[base] = 1e-6
    for _ in range(60):
        right = logistic(x @ weights)
        p, slope = of.ceiling * right, of.ceiling * right * (1 - right)
        gradient = x.T @ ((p - of.right) / (p * (1 - p)) * slope) + shrink * weights
        curvature = (x * (slope**2 / (p * (1 - p)))[:, None]).T @ x + np.diag(shrink)
        weights -= 0.7 * np.linalg.solve(curvature, gradient)
    found: Matrix = weights / spread
    found[base] -= float((found * middle).sum())
    return found


def logistic(odds: Matrix) -> Matrix:
    return 1 / (1 + np.exp(-np.clip(odds, -12, 12)))


def cross_validated(of: Sample) -> Matrix:
    """(N,): the score of each row by weights fitted on the other folds."""
    scores = np.zeros(len(of.right))
    for fold in range(FOLDS):
        out = of.fold == fold
        rest = Sample(of.signs[~out], of.right[~out], of.ceiling[~out], of.fold[~out])
        scores[out] = logistic(of.signs[out] @ fitted(rest))
    return scores


def table_rows(weights: Sequence[float]) -> Iterator[str]:
    yield "sign\tweight\tmeaning"
    for one, weight in zip(table.weights(), weights, strict=True):
        yield f"{one.sign}\t{weight:.3f}\t{one.meaning}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=PATH)
    parser.add_argument("--dry", action="store_true", help="print only")
    arguments = parser.parse_args()
    of = together(samples().values())
    rows = "\n".join(table_rows(fitted(of).tolist())) + "\n"
    print(f"{len(of.right)} judgements of claims, {of.right.mean():.3f} of them right; ceilings {sorted({round(c, 3) for c in of.ceiling.tolist()})}")
    print(rows, end="")
    if not arguments.dry:
        arguments.out.write_text(rows, encoding="utf-8")


if __name__ == "__main__":
    main()
