"""`python -m bench.claims.conditions`: how well the words of conditions are found: on the corpus's held-out tenth, and on invented cases.

The cases of `tests/claims/cases/conditions_{open,held}.yaml` give for words of cues the condition of a claim with such a cue, or say that it
stands in a condition and gives no claim. The held half was written before the coder was run on either; its faults are never printed.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from bench.claims.cases import AFTER, CASES, HALVES
from bench.gold import fingerprint
from bench.passages import CORPUS, coded
from khabar.arabic.folding import fold
from khabar.arabic.words import words
from khabar.records.spans import Span
from training import data

Claim = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A cue, and the condition of its claims: empty where there is none, None where there is no claim either."""

    case: str
    cue: str
    condition: str | None
    claim: Claim | None
    """The best scored claim with such a cue."""

    @property
    def right(self) -> bool:
        if self.condition is None or self.claim is None:
            return self.claim is None and self.condition is None
        return bare(self.claim["condition"] or "") == bare(self.condition)


def bare(condition: str) -> list[str]:
    """The words of a condition, folded, without marks and without a conjunction on the first."""
    found = [fold(condition[w.start : w.end]) for w in words(condition)]
    found = [word for word in found if word.isalnum()]
    return [found[0][1:] if found[0].startswith(("و", "ف")) and len(found[0]) > 2 else found[0], *found[1:]] if found else []


def overlap(said: str, right: str) -> float:
    """F1 of the words of two conditions."""
    a, b = bare(said), bare(right)
    return 2 * sum((Counter(a) & Counter(b)).values()) / max(1, len(a) + len(b))


def coded_at(text: str, cue: Span) -> Claim | None:
    """The best scored claim of a text whose cue overlaps."""
    records = [r for row in coded({"id": "case", "text": text}) if (r := json.loads(row))["kind"] == "claim"]
    return _best(records, cue)


def _best(claims: Sequence[Claim], cue: Span) -> Claim | None:
    here = [c for c in claims if cue.overlaps(Span(c["event"]["cue"]["start"], c["event"]["cue"]["end"]))]
    return max(here, key=lambda c: (c["coder"]["score"], c["id"]), default=None)


def read(half: str) -> dict[str, dict[str, Any]]:
    """The cases of a half. Raises ValueError where the words of a cue or condition are not in the text."""
    table: dict[str, dict[str, Any]] = yaml.safe_load((CASES / f"conditions_{half}.yaml").read_text(encoding="utf-8"))
    for key, row in table.items():
        for found in (*row["claims"], *filter(None, row["claims"].values())):
            if found not in row["text"]:
                raise ValueError(f"{key}: «{found}» is not in the text")
    return table


def answers(half: str) -> Iterator[Wanted]:
    """What the coder makes of each cue of a half."""
    for key, row in read(half).items():
        for cue, condition in row["claims"].items():
            at = row["text"].find(cue)
            yield Wanted(key, cue, condition, coded_at(f"{row['text']}\n{AFTER}", Span(at, at + len(cue))))


def shares(told: Sequence[Wanted]) -> dict[str, float]:
    """Of the cues that stand on a condition: how many are coded at all; of those whose claims are, exact conditions and their words' F1. Of the
    cues within a condition, how many rightly give no claim; of those without, how many coded ones rightly have none.
    """
    on = [w for w in told if w.condition]
    heard = [w for w in on if w.claim]
    within = [w for w in told if w.condition is None]
    without = [w for w in told if w.condition == "" and w.claim]
    found = {"coded": (on, [bool(w.claim) for w in on]), "exact_of_coded": (heard, [w.right for w in heard])}
    found |= {"silent_within": (within, [w.right for w in within]), "none_of_coded": (without, [w.right for w in without])}
    kept = {name: sum(right) / len(of) for name, (of, right) in found.items() if of}
    words_of = [overlap(w.claim["condition"] or "", w.condition or "") for w in heard if w.claim]
    return kept | ({"words_of_coded": sum(words_of) / len(words_of)} if words_of else {})


def held_out() -> Iterator[Wanted]:
    """The conditional events of the corpus's held-out tenth, with what the coder makes of them."""
    for item in data.corpus_lines(CORPUS):
        if data.is_held_out(item["id"]) and any(event.get("condition") for event in item["events"]):
            records = [r for row in coded(item) if (r := json.loads(row))["kind"] == "claim"]
            for event in item["events"]:
                place = data.locate(item["text"], event["cue"])
                if event.get("condition") and place:
                    yield Wanted(item["id"], event["cue"], event["condition"].partition("#")[0], _best(records, place))


def corpus_shares() -> dict[str, float]:
    """Of the held-out conditional events, over those coded as conditional: with a condition, exact, and the words' F1."""
    told = [w for w in held_out() if w.claim and w.claim["status"] == "conditional"]
    assert told, "no event of the corpus was coded as conditional"
    words_of = [overlap(str((w.claim or {})["condition"] or ""), w.condition or "") for w in told]
    given = [bool((w.claim or {})["condition"]) for w in told]
    return {
        "conditional": float(len(told)),
        "given": sum(given) / len(told),
        "exact": sum(w.right for w in told) / len(told),
        "words": sum(words_of) / len(told),
    }


def figures() -> tuple[dict[str, float], str]:
    """Shares by half and on the corpus, and the fingerprint of the cases."""
    found = {f"{half}_{name}": round(value, 4) for half in HALVES for name, value in shares(list(answers(half))).items()}
    return found | {f"corpus_{k}": round(v, 4) for k, v in corpus_shares().items()}, fingerprint([CASES / f"conditions_{h}.yaml" for h in HALVES])


def faults() -> Iterator[str]:
    """One line for each cue of the open half that is not as it should be."""
    for one in answers("open"):
        if not one.right:
            said = f"{one.claim['status']}, «{one.claim['condition'] or ''}»" if one.claim else "not coded"
            yield f"{one.case}: {one.cue}: {said}, not {'a claim' if one.condition is None else f'«{one.condition}»'}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="faults of the open half; the held one's stay unseen")
    if parser.parse_args().show:
        print(*faults(), sep="\n")
        return
    table, gold = figures()
    print(f"conditions (cases {gold})")
    print(*(f"  {key:24} {value:.3f}" for key, value in table.items()), sep="\n")


if __name__ == "__main__":
    main()
