"""`python -m training.tune`: thresholds of the packaged coder, one after the other, by the claims on held-out passages, ours and of the press.

Rules and all: the model runs once a window and once a sentence; what it said is remembered, and only the reading of it is done anew for each trial.
It prints the trials and proposes; `training/thresholds.json` is set by hand. Needs the gold sets' scorer.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import Any

from bench import passages
from khabar.claims import model
from khabar.claims.decode import Thresholds
from khabar.claims.model import Model

GRID: dict[str, tuple[float, ...]] = {
    "event": (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5),
    "gates": (0.0, 0.2, 0.3, 0.4, 0.5, 0.7),
    "role": (0.1, 0.15, 0.2, 0.25, 0.3, 0.4),
    "beside": (1.0, 2.0, 3.0, 4.0),
    "elsewhere": (0.2, 0.3, 0.4, 0.5, 0.6),
    "skim": (-1.5, -1.0, -0.65, -0.3),
}


def remembered(coder: Model) -> None:
    """Lets the model remember what it said, by what it was asked."""
    coder.read = _remembering(coder.read, lambda pieces, hints, sentences: (pieces.ids.tobytes(), hints.tobytes(), tuple(sentences)))  # type: ignore[method-assign]
    coder.judge = _remembering(  # type: ignore[method-assign]
        coder.judge,
        lambda reading, _, cues, mentions, shown: (reading.low.tobytes(), tuple(cues), tuple((m.words, m.kind) for m in mentions), shown),
    )


def _remembering(ask: Callable[..., Any], key: Callable[..., object]) -> Callable[..., Any]:
    said: dict[object, Any] = {}

    def asked(*arguments: Any) -> Any:
        question = key(*arguments)
        if question not in said:
            said[question] = ask(*arguments)
        return said[question]

    return asked


def trials(coder: Model, start: Thresholds, items: list[passages.Item]) -> Iterator[tuple[Thresholds, dict[str, float]]]:
    """From `start`, each threshold in turn is put to the value with the best sum of the four F1."""
    best = start
    for name, values in GRID.items():
        tried = {}
        for value in dict.fromkeys((getattr(best, name), *values)):
            coder.thresholds = replace(best, **{name: value})
            tried[value] = passages.measured(items)
            yield coder.thresholds, tried[value]
        best = replace(best, **{name: max(tried, key=lambda value: sum(tried[value].values()))})
    coder.thresholds = best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--blend", type=float, nargs=4, help="the weights that `training.calibrate` proposes")
    arguments = parser.parse_args()
    coder = model.load()
    remembered(coder)
    start = replace(coder.thresholds, blend=tuple(arguments.blend)) if arguments.blend else coder.thresholds
    for tried, found in trials(coder, start, [*passages.held_out(), *passages.of_the_press()]):
        print({name: getattr(tried, name) for name in GRID}, found, f"sum {sum(found.values()):.3f}", flush=True)
    print(json.dumps(asdict(coder.thresholds), indent=1))


if __name__ == "__main__":
    main()
