"""`python -m bench.captures`: figures of the open and the held half, and each page that is not wholly right; `--show` gives the open one's lines."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from bench.captures.measure import Found, figures, found
from khabar.records.article import Article
from khabar.records.spans import Span


def shown(one: Found) -> Iterator[str]:
    """Of a page of the open half: what it was taken for, and the lines that are body and were not taken, or the other way."""
    if not isinstance(one.answer, Article):
        yield f"    {one.answer.reason}: {one.answer.detail}"
        return
    answer, text = one.answer, one.case.text
    yield f"    title {answer.title and answer.title.text!r}; published {answer.published}"
    yield f"    outlet {answer.outlet!r}; from {answer.republished_from!r}"
    parts = (("body", one.case.spans("BSK"), answer.body), ("comment", one.case.spans("C"), answer.comments))
    for kind, gold, said in parts:
        yield from (f"    {kind} missed: {text[s.start : s.end][:100]!r}" for s in gold if not _touched(s, said))
        yield from (f"    no {kind}: {text[s.start : s.end][:100]!r}" for s in said if not _touched(s, [*gold, *one.case.spans("O")]))


def _touched(span: Span, others: tuple[Span, ...] | list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="lines of the open half; the held one's stay unseen")
    arguments = parser.parse_args()
    table, gold = figures()
    print(f"captures (cases {gold})")
    print(*(f"  {key:16} {value:.3f}" for key, value in table.items()), sep="\n")
    for one in found():
        if one.faults:
            print(f"{'held' if one.case.held else 'open'} {one.case.name}: {', '.join(f'{k} {v:.3f}' for k, v in one.faults.items())}")
            if arguments.show and not one.case.held:
                print(*shown(one), sep="\n")


if __name__ == "__main__":
    main()
