"""`python -m bench.occurrences`: figures of the open and the held half; `--growth` prints claims against seconds; `--show` the open half's faults."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from bench.occurrences import gold, growth, measure
from khabar.corroboration.contradictions import contradictions
from khabar.corroboration.witnesses import tree, witnesses


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--growth", action="store_true", help="claims against seconds")
    parser.add_argument("--crowd", action="store_true", help="claims of one pair of actors against seconds")
    parser.add_argument("--sizes", type=int, nargs="+", help="numbers of synthetic claims, with --growth or --crowd")
    parser.add_argument("--show", action="store_true", help="faults of the open half; the held one's stay unseen")
    arguments = parser.parse_args()
    if arguments.growth:
        grown(growth.claims, arguments.sizes or (1_000, 10_000, 100_000))
    elif arguments.crowd:
        for name, read in growth.CROWDS.items():
            print(name)
            grown(read, arguments.sizes or (500, 1_000, 2_000, 5_000, 20_000))
    elif arguments.show:
        show()
    else:
        table()


def grown(read: growth.Reading, sizes: Sequence[int]) -> None:
    points = growth.measured(sizes, read)
    for count, seconds in points:
        print(f"{count:8,} claims {seconds:9.2f} s")
    print(f"exponent {growth.exponent(points):.2f}")


def table() -> None:
    halves = {name: measure.half(stories) for name, stories in gold.halves().items()}
    for name, half in halves.items():
        found, wanted = len(set(half.found.values())), len(set(half.truth.values()))
        print(f"{name}: {len(half.stories)} stories, {gold.written(list(half.stories))} claims, with reprints {len(half.told)}")
        print(f"  {wanted} occurrences, {found} found")
        for key, value in measure.of_half(half).items():
            print(f"  {key:24} {value:.3f}")


def show() -> None:
    half = measure.half(gold.halves()["open"])
    key = {one.claim.id: name for story in half.stories for name, one in story.told.items()}
    groups: dict[str, list[str]] = {}
    for claim, one in half.found.items():
        groups.setdefault(one, []).append(claim)
    for claims in groups.values():
        if len({half.truth[c] for c in claims}) > 1:
            print("joined:", ", ".join(f"{key[c]} ({half.truth[c]})" for c in sorted(claims, key=key.__getitem__)))
    for occurrence in sorted(set(half.truth.values())):
        parts = sorted({half.found[c] for c, one in half.truth.items() if one == occurrence})
        if len(parts) > 1:
            split = [" ".join(sorted(key[c] for c, one in half.truth.items() if one == occurrence and half.found[c] == part)) for part in parts]
            print(f"split: {occurrence}: {' | '.join(split)}")
    for story in half.stories:
        for occurrence, wanted in story.witnesses.items():
            told = [story.told[name] for name, of in story.occurrence.items() if of == occurrence]
            counted = witnesses(told, half.copies)
            if (counted[0].least, counted[0].most) != wanted:
                print(f"witnesses: {occurrence}: {wanted}", *tree(counted), sep="\n  ")
        for occurrence in set(story.occurrence.values()):
            told = [story.told[name] for name, of in story.occurrence.items() if of == occurrence]
            found = {(c.kind, frozenset((key[c.first], key[c.second]))) for c in contradictions(told, half.copies)}
            for kind, pair in sorted(found - story.conflicts, key=str):
                print(f"too many: {kind} {' '.join(sorted(pair))}")


if __name__ == "__main__":
    main()
