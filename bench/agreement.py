"""`python -m bench.agreement`: how far two careful coders agree on the held-out passages, by the scorer that measures the program.

`training/corpus/second/` and `training/press/second/` hold a second coding, made blind to the first. What it reaches against the first is the ceiling
of the measures `passages`, `press` and `newspapers`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from bench import passages
from bench.passages import Item
from khabar.records.spans import Span
from training import data


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


def main() -> None:
    for name, (first, second) in passages.codings().items():
        rows = (json.dumps(claim, ensure_ascii=False) for item in second.values() for claim in claims(item))
        found = passages.scored([first[key] for key in second], rows) if second else {}
        print(f"{name}: {len(second)} of {len(first)} coded twice: " + ", ".join(f"{level} {f1:.3f}" for level, f1 in found.items()))


if __name__ == "__main__":
    main()
