"""`python -m bench.agreement`: how far two careful coders agree on the held-out passages, by the scorer that measures the program.

`training/corpus/second/` holds a second coding, made blind to the first. What it reaches against the first is the ceiling of the measure `passages`.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

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
    first = {item["id"]: item for item in passages.held_out()}
    second = [item for path in sorted((passages.CORPUS / "second").glob("*.jsonl")) for item in data.lines(path)]
    second = [item for item in second if item["id"] in first and item["text"] == first[item["id"]]["text"]]
    with tempfile.TemporaryDirectory() as folder:
        rows = (json.dumps(claim, ensure_ascii=False) for item in second for claim in claims(item))
        found = passages.scored(Path(folder), [first[item["id"]] for item in second], rows)
    print(f"{len(second)} of the {len(first)} held-out passages coded twice: " + ", ".join(f"{level} {f1:.3f}" for level, f1 in found.items()))


if __name__ == "__main__":
    main()
