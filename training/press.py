"""`python -m training.press`: passages of the real press, coded by hand. Their words stay in the archive; here stands their coding, by offsets.

The corpus is invented prose, and the press writes otherwise: loosely, with names nobody explains and hardly two events alike. So runs of lines and
sentences of the articles in `data/antcorpus.tar.gz` (Apache-2.0, in the folder of gold sets) were coded by the corpus's guide as well, and so were
the single sentences of the gold events (`gold/gsr`, MIT), which are of newspapers. A line of `training/press/*.jsonl` holds the passage's id, the
first letters of its text's SHA-256, its mentions as `[start, end, kind]`, and its events, whose cue and condition are `[start, end]` and whose sides,
speakers, time and place are numbers of mentions. Offsets count characters, ends are exclusive. Where a source is not at hand there are no items of
it.

The command stores items as the guide writes them, without their text: `python -m training.press ITEMS.jsonl… --out FOLDER`, a file for each category.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path

from bench.false_claims import articles
from bench.gold import EVENTS, archive, gold_events, gold_words
from khabar.records.spans import Span
from training import data
from training.data import Line

PRESS = Path(__file__).parent / "press"
FEWEST_LETTERS, MOST_LETTERS = 150, 700
_MANY, _ONE = ("actor", "recipient", "by"), ("time", "place")


def at_hand() -> bool:
    return archive().is_file()


def passages() -> Iterator[Line]:
    """Id and text of runs of lines and sentences of those articles that training may read.

    It may read all but the half of sport, shows, weather and prices on which false claims are counted.
    """
    for article in articles():
        if article.seen or article.topic is None:
            rest, n = article.text.strip(), 0
            while len(rest) > FEWEST_LETTERS:
                cut = max((m.end() for m in re.finditer(r"[.!؟\n]\s*", rest[:MOST_LETTERS])), default=MOST_LETTERS)
                passage, rest = rest[:cut].strip(), rest[cut:].strip()
                if len(passage) > FEWEST_LETTERS:
                    yield {"id": f"{article.id}-{n}", "text": passage}
                n += 1


def sentences() -> Iterator[Line]:
    """Id and text of the gold events' sentences; an id that comes with two texts has the first."""
    met: set[str] = set()
    for path in (of(kind) for kind in EVENTS for of in (gold_events, gold_words)):
        for row in data.lines(path) if path.is_file() else ():
            if row["id"] not in met:
                met.add(row["id"])
                yield {"id": data.sentence_item(row["id"]), "text": row["text"]}


@cache
def texts() -> Mapping[str, str]:
    """Text of each passage and sentence by its id, of what is at hand."""
    return {item["id"]: item["text"] for item in chain(passages() if at_hand() else (), sentences())}


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def surface(text: str, span: Span) -> str:
    """The characters of a span, with `#n` if they stand before it already: what `data.locate` reads."""
    words, earlier, at = text[span.start : span.end], 0, -1
    while (at := text.find(words, at + 1)) < span.start:
        earlier += 1
    return f"{words}#{earlier + 1}" if earlier else words


def by_offsets(item: Line) -> Line:
    """The coding of an item. Raises ValueError if one of its surfaces is not in its text."""

    def located(name: str) -> list[int]:
        place = data.locate(item["text"], name)
        if place is None:
            raise ValueError(f"{item['id']}: «{name}» is not in the text; write it letter for letter, `#n` for its n-th occurrence")
        return [place.start, place.end]

    numbers = {name: n for n, (name, _) in enumerate(item["entities"])}

    def event(one: Line) -> Line:
        return (
            {"cue": located(one["cue"]), "type": one["type"], "mode": one.get("mode"), "status": one["status"]}
            | {role: [numbers[name] for name in one[role]] for role in _MANY}
            | {role: numbers[one[role]] if one.get(role) else None for role in _ONE}
            | {"condition": located(one["condition"]) if one.get("condition") else None}
        )

    mentions = [[*located(name), kind] for name, kind in item["entities"]]
    return {"id": item["id"], "text": digest(item["text"]), "entities": mentions, "events": [event(e) for e in item["events"]]}


def by_surfaces(coding: Line, text: str) -> Line:
    """The item that a coding and its text make. Raises ValueError if it is the coding of another text."""
    if coding["text"] != digest(text):
        raise ValueError(f"{coding['id']}: the text at hand is not the one that was coded; drop the line or code the passage anew")
    names = [surface(text, Span(start, end)) for start, end, _ in coding["entities"]]

    def event(one: Line) -> Line:
        return (
            one
            | {"cue": surface(text, Span(*one["cue"]))}
            | {role: [names[n] for n in one[role]] for role in _MANY}
            | {role: None if one[role] is None else names[one[role]] for role in _ONE}
            | {"condition": surface(text, Span(*one["condition"])) if one["condition"] else None}
        )

    kinds = [kind for _, _, kind in coding["entities"]]
    return {
        "id": coding["id"],
        "text": text,
        "entities": [list(pair) for pair in zip(names, kinds, strict=True)],
        "events": [event(e) for e in coding["events"]],
    }


def lines(folder: Path = PRESS) -> Iterator[Line]:
    """The coded passages of all files of a folder, with their words; none of a source that is not at hand."""
    for coding in data.corpus_lines(folder):
        if gold_events(EVENTS[0]).is_file() if coding["id"].startswith(data.SENTENCES) else at_hand():
            yield by_surfaces(coding, texts().get(coding["id"], ""))


def items(corpus: Path) -> Iterator[Line]:
    """All that was coded: the corpus, and the passages of the press."""
    return chain(data.corpus_lines(corpus), lines())


def stored(found: Iterable[Line]) -> dict[str, list[Line]]:
    """Codings by the category of their article, in order of ids."""
    kept: dict[str, list[Line]] = defaultdict(list)
    for item in sorted(found, key=lambda one: one["id"]):
        kept[item["id"].split("-")[1]].append(by_offsets(item))
    return kept


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("items", type=Path, nargs="+", help="JSON Lines as the guide writes them; the text may be left out")
    parser.add_argument("--out", type=Path, default=PRESS)
    a = parser.parse_args()
    found = [item | {"text": texts()[item["id"]]} for path in a.items for item in data.lines(path)]
    a.out.mkdir(parents=True, exist_ok=True)
    for category, codings in stored(found).items():
        rows = (json.dumps(coding, separators=(",", ":")) + "\n" for coding in codings)
        (a.out / f"{category}.jsonl").write_text("".join(rows), encoding="utf-8")
        print(f"{category}: {len(codings)} passages, {sum(len(c['events']) for c in codings)} events")


if __name__ == "__main__":
    main()
