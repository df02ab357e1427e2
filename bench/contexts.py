"""PLOVER's contexts: invented passages and those that a careful reader gives them. Half are held: nobody tunes on them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from bench.gold import ROOT, fingerprint
from khabar import sentences
from khabar.claims.contexts import Topics
from khabar.records.article import Article
from khabar.records.spans import Span

HALVES = ("open", "held")


def path(half: str) -> Path:
    return ROOT / f"tests/claims/cases/contexts_{half}.yaml"


def passages(half: str) -> Iterator[tuple[str, set[str]]]:
    """Each passage with its contexts."""
    for case in yaml.safe_load(path(half).read_text(encoding="utf-8")):
        yield case["text"], set(case["contexts"])


def said(text: str) -> set[str]:
    """The contexts of a claim in the passage's first sentence, by words alone: no event, no actors."""
    article = Article("case", "", "ar", None, None, (Span(0, len(text)),), (), (), None, None, None, None, None)
    split = sentences.split(text, article, "text")
    return {name for name, _ in Topics(text, "text", split).of(0, "AGREE", None, ())}


def counts(half: str) -> dict[str, Counter[str]]:
    """Right, said and wanted, by context."""
    found = {"right": Counter[str](), "said": Counter[str](), "wanted": Counter[str]()}
    for text, wanted in passages(half):
        given = said(text)
        found["right"].update(given & wanted)
        found["said"].update(given)
        found["wanted"].update(wanted)
    return found


def shares(half: str) -> dict[str, float]:
    """Precision and recall over all contexts of the half, and F1."""
    right, told, wanted = (sum(c.values()) for c in counts(half).values())
    return {
        f"{half}: precision": right / max(1, told), f"{half}: recall": right / max(1, wanted), f"{half}: f1": 2 * right / max(1, told + wanted),
    }  # fmt: skip


def figures() -> tuple[dict[str, float], str]:
    """The measure: both halves, and the fingerprint of their files."""
    return {k: v for half in HALVES for k, v in shares(half).items()}, fingerprint([path(half) for half in HALVES])


def main() -> None:
    """`python -m bench.contexts`: the open passages that are wrong, and the shares of both halves. The held passages are never printed."""
    for text, wanted in passages("open"):
        if said(text) != wanted:
            sys.stdout.write(f"{text}\n  wanted {sorted(wanted)}, given {sorted(said(text))}\n")
    for name, value in figures()[0].items():
        sys.stdout.write(f"{name:16} {value:.3f}\n")


if __name__ == "__main__":
    main()
