"""`python -m bench.agreement`: how far two careful coders agree, by the scorer that measures the program.

`training/corpus/second/` and `training/press/second/` hold a second coding of held-out passages, made blind to the first. What it reaches
against the first is the ceiling of the measures `passages`, `press` and `newspapers`. `bench/second/` holds a coding of the gold pages by the
corpus's guide, blind to their gold: what it reaches says how far the guide, by which the coder is taught, and the gold agree. It is kept as
`training.press` keeps passages, by offsets and without the pages' words; nothing is trained on it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator

from bench import passages
from bench.gold import ROOT, by_level, claims_scored, shared
from bench.passages import Item
from khabar.records.spans import Span
from training import data, press

SECOND = ROOT / "bench" / "second"


def entities(surfaces: list[str]) -> list[dict[str, object]]:
    return [{"id": None, "name": passages.bare(s), "mention": passages.bare(s), "of": []} for s in surfaces]


def claims(item: Item) -> Iterator[dict[str, object]]:
    """The item's events as the scorer reads claims; each quotes the paragraph that holds its cue."""
    text, name = item["text"], f"{item['id']}.txt"
    rows = passages.paragraphs(text)
    yield {"kind": "article", "capture": name, "body": [[r.start, r.end] for r in rows], "comments": [], "published": None}
    for event in item["events"]:
        cue = data.locate(text, event["cue"])
        assert cue is not None
        row = next((r for r in rows if r.overlaps(cue)), Span(0, 0))
        yield {
            "kind": "claim", "capture": name, "quote": {"start": row.start, "end": row.end, "text": text[row.start : row.end]},
            "event": {"type": event["type"]}, "status": event["status"],
            "actor": entities(event["actor"]), "recipient": entities(event["recipient"]),
            "attribution": [{"id": None, "name": passages.bare(s), "kind": "person"} for s in event["by"]],
        }  # fmt: skip


def rows(items: Iterable[Item]) -> Iterator[str]:
    """JSON Lines of what a coder made of the items."""
    return (json.dumps(claim, ensure_ascii=False) for item in items for claim in claims(item))


def pages(name: str) -> list[Item]:
    """The gold pages `seeds` or `news` as the guide codes them; none where they are not at hand. Raises ValueError if a page is not the coded one."""
    captures = shared() / name
    codings = data.lines(SECOND / f"{name}.jsonl") if captures.is_dir() else ()
    return [press.by_surfaces(coding, (captures / f"{coding['id']}.txt").read_text(encoding="utf-8")) for coding in codings]


def of_pages(name: str) -> dict[str, float]:
    """F1 of the guide's coding of gold pages at the scorer's four levels, against their gold."""
    return by_level(claims_scored(shared() / "gold" / name, shared() / name, rows(pages(name))))


def told(found: dict[str, float]) -> str:
    return ", ".join(f"{level} {f1:.3f}" for level, f1 in found.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", help="files of the corpus: these alone, and what the packaged coder reaches on them")
    files = parser.parse_args().files
    for name, codings in passages.codings().items():
        first, second = ({key: item for key, item in one.items() if not files or data.file_of(key) in files} for one in codings)
        if not first:
            continue
        found = passages.scored([first[key] for key in second], rows(second.values())) if second else {}
        print(f"{name}: {len(second)} of {len(first)} coded twice: {told(found)}")
        if files:
            print(f"{name}: the packaged coder on these {len(first)}: {told(passages.measured(list(first.values())))}")
    if files:
        return
    for name in ("seeds", "news"):
        if coded := pages(name):
            print(f"{name}: {len(coded)} gold pages coded by the guide: {told(of_pages(name))}")


if __name__ == "__main__":
    main()
