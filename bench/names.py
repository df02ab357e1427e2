"""`python -m bench.names`: whether names get their right id, over the sentences of `tests/mentions/cases/names_*.yaml`.

Two measures. *Given the words* of each mention (a trap has no mention): `mentions.resolve`, with the short names of the article linked to
the full ones. *From the text*: `mentions.find`, where every known mention must be found by one that overlaps it and has its id. A false
resolution is an id where the cases have null or nothing, or another's. What is found inside a longer mention counts as found for it.
The held-back file is only measured: no case of it may be read to mend a rule, and its misses are never printed.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.gold import ROOT, fingerprint
from khabar import mentions
from khabar.claims.cast import LINKED
from khabar.knowledge import actors
from khabar.records.mention import Kind, Mention
from khabar.records.spans import Span

CASES = ROOT / "tests" / "mentions" / "cases"
FILES = {"open": CASES / "names_open.yaml", "held": CASES / "names_held.yaml"}


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a case: its words, where they stand, and the right id."""

    words: str
    span: Span
    actor: str | None


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    kind: str
    day: str | None
    text: str
    names: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One thing that was right, missed or false; `known` where the case has an id."""

    case: Case
    known: bool
    right: bool
    false: bool
    told: str


def read(path: Path) -> list[Case]:
    """The cases of a file. Raises ValueError where the words of a mention are not in its text, in order."""
    return [_case(row) for row in yaml.safe_load(path.read_text(encoding="utf-8"))]


def _case(row: Mapping[str, object]) -> Case:
    text, names, at = str(row["text"]), [], 0
    pairs = row["names"]
    assert isinstance(pairs, list)
    for words, actor in pairs:
        start = text.find(words, at)
        if start < 0:
            raise ValueError(f"{row['id']}: «{words}» is not in the text after character {at}")
        at = start + len(words)
        names.append(Named(words, Span(start, at), actor))
    return Case(str(row["id"]), str(row["kind"]), str(row["on"]) if row.get("on") else None, text, tuple(names))


def given_the_words(case: Case) -> Iterator[Verdict]:
    """Each mention resolved by its words, or else by the fuller name before it."""
    people: list[tuple[int, str, Kind]] = [(name.span.start, name.words, "PER") for name in case.names]
    links = mentions.link_short_names(people)
    found: dict[int, str | None] = {}
    for name in (name for name in case.names if name.actor is not None or case.kind != "trap"):
        resolution = mentions.resolve(name.words, None, case.day)
        ids = resolution.ids if resolution else ()
        got = "+".join(ids) or None
        fuller = links.get(name.span.start)
        if fuller is not None and (resolution is None or not ids or resolution.score < LINKED):
            got = found[fuller]
        found[name.span.start] = got
        yield Verdict(
            case, name.actor is not None, got == name.actor, got is not None and got != name.actor, f"«{name.words}» {name.actor} got {got}"
        )


def from_the_text(case: Case) -> Iterator[Verdict]:
    """Each mention as it is found in the whole text."""
    found = [one for one in mentions.find(case.text, [Span(0, len(case.text))], case.day) if one.actor is not None]
    for name in case.names:
        ids = [one.actor for one in found if one.quote.span.overlaps(name.span)]
        right = name.actor in ids if name.actor is not None else not ids
        yield Verdict(case, name.actor is not None, right, not right and bool(ids), f"«{name.words}» {name.actor} got {ids}")
    for one in found:
        if not any(one.quote.span.overlaps(name.span) for name in case.names) and not _is_country(one):
            yield Verdict(case, known=False, right=False, false=True, told=f"nothing there, got «{one.quote.text}» {one.actor}")


def _is_country(one: Mention) -> bool:
    """A state by its own name is that state, also where it is a place and no actor; the cases list actors. A capital is not."""
    actor = actors.load().get(one.actor or "")
    return actor is not None and actor.type == "state" and not one.rule.startswith("capital")


MEASURES = {"given the words": given_the_words, "from the text": from_the_text}


def figures(verdicts: list[Verdict]) -> dict[str, float]:
    """Accuracy on known actors, and false resolutions for each hundred mentions of the cases."""
    known = [verdict for verdict in verdicts if verdict.known]
    count = sum(len(case.names) for case in {verdict.case.id: verdict.case for verdict in verdicts}.values())
    return {
        "accuracy": sum(verdict.right for verdict in known) / max(1, len(known)),
        "false_per_100": 100 * sum(verdict.false for verdict in verdicts) / max(1, count),
        "known": len(known),
        "mentions": count,
    }


def measured() -> tuple[dict[str, float], str]:
    """Figures by part and measure, and the fingerprint of the cases; `unmistaken` is the share of mentions without a false resolution."""
    found = {}
    for part, path in FILES.items():
        cases = read(path)
        for measure, judge in MEASURES.items():
            of = figures([verdict for case in cases for verdict in judge(case)])
            name = f"{part}_{measure.replace(' ', '_')}"
            found |= {f"{name}_right": of["accuracy"], f"{name}_unmistaken": 1 - of["false_per_100"] / 100}
    return found, fingerprint(list(FILES.values()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print what went wrong in the open cases")
    arguments = parser.parse_args()
    for part, path in FILES.items():
        cases = read(path)
        for measure, judge in MEASURES.items():
            verdicts = [verdict for case in cases for verdict in judge(case)]
            print(f"{part}, {measure}: {_told(figures(verdicts))}")
            kinds: dict[str, list[Verdict]] = defaultdict(list)
            for verdict in verdicts:
                kinds[verdict.case.kind].append(verdict)
            for kind, of_kind in sorted(kinds.items()):
                print(f"  {kind:12} {_told(figures(of_kind))}")
            if arguments.misses and part == "open":
                for verdict in verdicts:
                    if not verdict.right or verdict.false:
                        print(f"  {verdict.case.id} {verdict.case.day}: {verdict.told}")


def _told(of: Mapping[str, float]) -> str:
    return f"{of['accuracy']:.3f} of {of['known']:.0f} known actors, {of['false_per_100']:.2f} false in 100 of {of['mentions']:.0f} mentions"


if __name__ == "__main__":
    main()
