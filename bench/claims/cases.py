"""The cases of `tests/claims/cases/{status,attribution}_{open,held}.yaml`, and what the packaged coder makes of them.

A case is a text with words of cues; each cue has the statuses, or the chain of witnesses, that a claim with it must have. The held half was
written before the coder was run on either: it is only measured, and its faults are never printed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from bench.gold import ROOT, fingerprint
from bench.passages import coded
from khabar.arabic.clitics import peelings
from khabar.arabic.folding import fold
from khabar.records.spans import Span

CASES = ROOT / "tests" / "claims" / "cases"
HALVES = ("open", "held")
AFTER = "وبقيت درجات الحرارة عند معدلها."
"""A paragraph without events after each case: of a sentence that stands alone, the coder drops violence that it does not surely report."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A cue's words and place in the text of its case; `statuses`, any of which is right, or `chain`, each link a name and its possible kinds."""

    cue: str
    span: Span
    statuses: tuple[str, ...]
    chain: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    text: str
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the coder said of one cue: a claim record, or None where it coded nothing there."""

    case: Case
    wanted: Wanted
    claim: dict[str, Any] | None

    @property
    def status(self) -> bool:
        return self.claim is not None and self.claim["status"] in self.wanted.statuses

    @property
    def links(self) -> list[dict[str, Any]]:
        """The witnesses without the outlet, nearest first."""
        return [link for link in self.claim["attribution"] if link["kind"] != "outlet"] if self.claim else []

    @property
    def nearest(self) -> bool:
        """The first witness is right, or there is rightly none."""
        if self.claim is None or not self.links or not self.wanted.chain:
            return self.claim is not None and not self.links and not self.wanted.chain
        return self._named(self.links[0], self.wanted.chain[0][0])

    @property
    def chain(self) -> bool:
        """All witnesses are right, in their order, and no other is there."""
        pairs = list(zip(self.links, self.wanted.chain, strict=False))
        return self.claim is not None and len(self.links) == len(self.wanted.chain) and all(self._named(link, name) for link, (name, _) in pairs)

    @property
    def kinds(self) -> bool:
        """The chain is right, and so is what each witness is."""
        return self.chain and all(link["kind"] in kinds for link, (_, kinds) in zip(self.links, self.wanted.chain, strict=True))

    def _named(self, link: dict[str, Any], name: str) -> bool:
        """Whether the link's name or mention holds the words of a name, or is held by them; articles and particles aside."""
        wanted, mention = _bare(name), self.case.text[link["start"] : link["end"]] if link["start"] is not None else ""
        return any(_holds(said, wanted) or _holds(wanted, said) for said in (_bare(link["name"]), _bare(mention)))


def _bare(words: str) -> list[str]:
    found = []
    for word in fold(words).split():
        stems = [stem.removeprefix("ال") for _, stem in peelings(word.strip("«»\"'()،.:"))]
        found.append(min(stems, key=len))
    return [word for word in found if word]


def _holds(outer: Sequence[str], inner: Sequence[str]) -> bool:
    return bool(inner) and any(list(outer[at : at + len(inner)]) == list(inner) for at in range(len(outer) - len(inner) + 1))


def read(kind: str, half: str) -> list[Case]:
    """The cases of a half. Raises ValueError where the words of a cue are not in the text."""
    table = yaml.safe_load((CASES / f"{kind}_{half}.yaml").read_text(encoding="utf-8"))
    return [_case(kind, key, row) for key, row in table.items()]


def _case(kind: str, key: str, row: dict[str, Any]) -> Case:
    wanted = []
    for cue, right in row["claims"].items():
        at = row["text"].find(cue)
        if at < 0:
            raise ValueError(f"{key}: «{cue}» is not in the text")
        statuses = tuple(right) if kind == "status" else ()
        chain = tuple((link["name"], tuple(link["kinds"])) for link in right) if kind == "attribution" else ()
        wanted.append(Wanted(cue, Span(at, at + len(cue)), statuses, chain))
    return Case(key, row["text"], tuple(wanted))


def answers(case: Case) -> Iterator[Answer]:
    """What the coder says of each cue, by the best scored claim whose cue overlaps it."""
    records = [json.loads(row) for row in coded({"id": "case", "text": f"{case.text}\n{AFTER}"})]
    claims = [r for r in records if r["kind"] == "claim"]
    for wanted in case.wanted:
        here = [c for c in claims if Span(c["event"]["cue"]["start"], c["event"]["cue"]["end"]).overlaps(wanted.span)]
        yield Answer(case, wanted, max(here, key=lambda c: (c["coder"]["score"], c["id"]), default=None))


def figures(kind: str) -> tuple[dict[str, float], str]:
    """Shares of cues, by half, and the fingerprint of the cases. `… coded` is over those cues that the coder coded, whatever it said of them."""
    found: dict[str, float] = {}
    for half in HALVES:
        told = [answer for case in read(kind, half) for answer in answers(case)]
        found |= {f"{half}_{name}": round(value, 4) for name, value in _shares(kind, told).items()}
    return found, fingerprint([CASES / f"{kind}_{half}.yaml" for half in HALVES])


def _shares(kind: str, told: Sequence[Answer]) -> dict[str, float]:
    heard = [a for a in told if a.claim is not None]
    shares = {"coded": len(heard) / len(told)}
    if kind == "status":
        return shares | {"right": sum(a.status for a in told) / len(told), "right_of_coded": sum(a.status for a in heard) / len(heard)}
    own = [a for a in heard if not a.wanted.chain]
    return shares | {
        "nearest_of_coded": sum(a.nearest for a in heard) / len(heard),
        "chain": sum(a.chain for a in told) / len(told),
        "chain_of_coded": sum(a.chain for a in heard) / len(heard),
        "kinds_of_coded": sum(a.kinds for a in heard) / len(heard),
        "unspoken_of_coded": sum(a.chain for a in own) / len(own),
    }


def faults(kind: str) -> Iterator[str]:
    """One line for each cue of the open half that is not as it should be."""
    for case in read(kind, "open"):
        for answer in answers(case):
            if not (answer.status if kind == "status" else answer.kinds):
                yield f"{case.id}: {answer.wanted.cue}: {_told(kind, answer)}"


def _told(kind: str, answer: Answer) -> str:
    if answer.claim is None:
        return "not coded"
    if kind == "status":
        return f"{answer.claim['status']}, not {' or '.join(answer.wanted.statuses)}"
    said = " > ".join(f"{link['name']} ({link['kind']})" for link in answer.links) or "nobody"
    right = " > ".join(f"{name} ({'/'.join(kinds)})" for name, kinds in answer.wanted.chain) or "nobody"
    return f"{said}, not {right}"
