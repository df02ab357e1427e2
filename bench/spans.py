"""The words of actor and recipient on the Arabic gold events: how far the program's agree with those that human coders marked.

Each sentence of `gold/gsr/*_spans_dev.jsonl` was marked by up to four people. Here the program stands in the place of one of them: token F1 with each
person, over the sentences in which it codes such an event, averaged over the pairs in which at least one of the two marked somebody. People among
themselves are measured alike, and so is our own coding of the sentences by hand (`training/press/newspapers.jsonl`), which says how far the guide and
the marks agree. Of two in three articles the training knows that coding; the last third, of which it does not, is given beside the whole.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from bench import passages
from bench.gold import EVENTS, fingerprint, gold_words
from bench.passages import Item
from khabar.arabic.folding import fold
from khabar.arabic.words import words
from training import data, press

SIDES = {"actor": "source_actor", "recipient": "target_actor"}
Words = Counter[str]


@dataclass(frozen=True, slots=True)
class Marked:
    """One person's marks in a sentence: the words of the verb and of both sides."""

    verb: Words
    sides: dict[str, Words]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A gold sentence, the marks of those who saw an event in it, and the program's claims of the event's type, as records of JSON Lines.

    `by_hand` is what our own coding has of the type, in the same form.
    """

    text: str
    held: bool
    """Whether it is of an article that was not trained on."""
    marks: tuple[Marked, ...]
    claims: tuple[dict[str, Any], ...]
    by_hand: tuple[dict[str, Any], ...] = ()


def folded(text: str) -> Words:
    """How often each word occurs, folded; punctuation is no word."""
    cut = (text[w.start : w.end] for w in words(text))
    return Counter(fold(word) for word in cut if any(c.isalnum() for c in word))


def f1(a: Words, b: Words) -> float | None:
    """Token F1, the same either way round; None where both are empty, since there is nothing to agree about."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else None


def whole_words(text: str, start: int, end: int) -> str:
    """`text[start:end]` with the particles that are written on its first word: people mark words as they are printed."""
    return " ".join(text[w.start : w.end] for w in words(text) if w.start < end and start < w.end)


def side_of(claim: dict[str, Any], side: str, text: str) -> Words:
    found: Words = Counter()
    for start, end in sorted({(e["start"], e["end"]) for e in claim[side]}):
        found |= folded(whole_words(text, start, end))
    return found


def closest(claims: Sequence[dict[str, Any]], mark: Marked, text: str) -> dict[str, Any]:
    """The claim that is of the verb that this person marked: most words of it in the cue, then the surest."""
    return max(
        claims,
        key=lambda c: ((folded(whole_words(text, c["event"]["cue"]["start"], c["event"]["cue"]["end"])) & mark.verb).total(), c["coder"]["score"]),
    )


def located(item: Item, name: str) -> dict[str, int]:
    place = data.locate(item["text"], name)
    assert place is not None
    return {"start": place.start, "end": place.end}


def hand_coded(item: Item | None, event_type: str) -> tuple[dict[str, Any], ...]:
    """Events of the type in an item, in the form of claims; none of no item."""
    return tuple(
        {"event": {"cue": located(item, event["cue"])}, "coder": {"score": 1.0}}
        | {side: [located(item, name) for name in event[side]] for side in SIDES}
        for event in (item["events"] if item else ())
        if event["type"] == event_type
    )


def sentences(path: Path) -> Iterator[Sentence]:
    """The file's sentences with their claims. Ids in the file repeat, so each sentence is coded under the number of its line."""
    ours = {item["text"]: item for item in press.lines() if item["id"].startswith(data.SENTENCES)}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        marks = tuple(Marked(folded(" ".join(m["verb"])), {s: folded(" ".join(m[k])) for s, k in SIDES.items()}) for m in row["spans"])
        marks = tuple(m for m in marks if m.verb or any(m.sides.values()))
        records = [json.loads(r) for r in passages.coded({"id": str(number), "text": row["text"]})]
        of_type = tuple(r for r in records if r["kind"] == "claim" and r["event"]["type"] == row["event_type"])
        by_hand = hand_coded(ours.get(row["text"]), row["event_type"])
        yield Sentence(row["text"], data.fold(row["id"]) == data.HELD_FOLD, marks, of_type, by_hand)


def pairs(found: Sequence[Sentence], side: str, *, by_hand: bool = False) -> Iterator[float]:
    """F1 of the program, or of our coding by hand, with each person, over the sentences in which it coded such an event."""
    for sentence in found:
        coded = sentence.by_hand if by_hand else sentence.claims
        for mark in sentence.marks if coded else ():
            agreed = f1(side_of(closest(coded, mark, sentence.text), side, sentence.text), mark.sides[side])
            if agreed is not None:
                yield agreed


def among_people(found: Sequence[Sentence], side: str) -> Iterator[float]:
    for sentence in found:
        for one, other in combinations(sentence.marks, 2):
            agreed = f1(one.sides[side], other.sides[side])
            if agreed is not None:
                yield agreed


def mean(values: Iterator[float]) -> float:
    held = list(values)
    return sum(held) / max(1, len(held))


def files() -> dict[str, Path]:
    return {name: gold_words(name) for name in EVENTS}


def parts(found: Sequence[Sentence]) -> Iterator[tuple[str, Sequence[Sentence]]]:
    """All of them, and those not trained on, each with what its figures' names end with."""
    yield "", found
    yield ", held out", [sentence for sentence in found if sentence.held]


def figures() -> tuple[dict[str, float], str]:
    """The measure: F1 of both sides on both types, and the fingerprint of the gold files."""
    found = {}
    for name, path in files().items():
        for part, those in parts(list(sentences(path))):
            found |= {f"{name} {side}{part}": round(mean(pairs(those, side)), 4) for side in SIDES}
    return found, fingerprint(list(files().values()))


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    for name, path in files().items():
        for part, those in parts(list(sentences(path))):
            print(f"{name}{part}: {sum(bool(s.claims) for s in those)} of {len(those)} sentences coded")
            for side in SIDES:
                hands, people = mean(pairs(those, side, by_hand=True)), mean(among_people(those, side))
                print(f"  {side:10} {mean(pairs(those, side)):.3f}  our coding by hand {hands:.3f}, people among themselves {people:.3f}")


if __name__ == "__main__":
    main()
