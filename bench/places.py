"""`python -m bench.places`: how many of the invented places are found where they are, open and held cases apart.

A case is right when country and precision are right and, where the case gives it, the id.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import yaml

from bench.gold import ROOT, fingerprint
from khabar.knowledge import places
from khabar.knowledge.places import Found, Near

CASES = ROOT / "tests" / "knowledge" / "cases" / "places.yaml"


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(CASES.read_text(encoding="utf-8"))
    return found


def answer(case: dict[str, Any]) -> Found:
    """What is found for a case, with its text as the sentence and `near` as the article's other places."""
    around = case["text"].replace(case["place"], " ، ")
    elsewhere = tuple(place for words in case.get("near", ()) if (place := places.find(words).place).country)
    near = Near(places.states(around), tuple(dict.fromkeys(p.country for p in elsewhere if p.country)), ())
    return places.find(case["place"], replace(near, places=(*places.named(around), *elsewhere)))


def right(case: dict[str, Any]) -> bool:
    place = answer(case).place
    return (place.country, place.precision) == (case["country"], case["precision"]) and case.get("is") in (None, place.id)


def figures() -> tuple[dict[str, float], str]:
    """Accuracy of the open and the held cases, and the fingerprint of the case file."""
    sets = {"open": [c for c in cases() if not c.get("held")], "held": [c for c in cases() if c.get("held")]}
    return {name: round(sum(map(right, rows)) / len(rows), 4) for name, rows in sets.items()}, fingerprint([CASES])


def main() -> int:
    found, gold = figures()
    print(f"places (cases {gold})")
    for name, value in found.items():
        print(f"  {name:6} {value:.3f}")
    for case in cases():
        if not case.get("held") and not right(case):
            print(f"  wrong: {case['id']}: {answer(case).place}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
