"""What the article stage finds of a capture, beside the gold: body and comments by characters, the rest right or wrong."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from bench.captures.cases import Case, cases, paths
from bench.gold import fingerprint
from khabar import articles, capture
from khabar.arabic.folding import fold
from khabar.arabic.markup import clean
from khabar.records.article import Article
from khabar.records.capture import Capture, Dropped
from khabar.records.spans import Quote, Span

_TAG = re.compile(r"<[^<>]*>|&\w+;")


@dataclass(frozen=True)
class Found:
    """A case, what the stage made of it, and how right that is: each figure 0 to 1, those that the gold says nothing of left out."""

    case: Case
    answer: Article | Dropped
    figures: dict[str, float]

    @property
    def faults(self) -> dict[str, float]:
        return {name: value for name, value in self.figures.items() if value < 1}


def found() -> list[Found]:
    """Every case as a file that the program reads, and the article that it finds there."""
    with tempfile.TemporaryDirectory() as folder:
        return [_found(case, Path(folder)) for case in cases()]


def _found(case: Case, folder: Path) -> Found:
    path = folder / case.name
    path.write_bytes(case.data)
    (page,) = capture.read([str(path)])
    assert isinstance(page, Capture), page
    assert page.text == case.text, f"{case.name} is read as another text"
    answer = articles.extract(page)
    return Found(case, answer, dict(_figures(case, answer)))


def _figures(case: Case, answer: Article | Dropped) -> Iterator[tuple[str, float]]:
    if "expect" in case.said:
        yield "dropped", float(isinstance(answer, Dropped))
        return
    yield "kept", float(isinstance(answer, Article))
    article = answer if isinstance(answer, Article) else None
    yield "body", _characters(case, case.spans("BSK"), article.body if article else ())
    yield "title", float(article is not None and _words(case, article.title) in [_words(case, span) for span in case.spans("T")])
    yield "published", float(article is not None and _day(case.said["published"], article))
    if "outlet" in case.said:
        yield "outlet", float(article is not None and _name(article.outlet) in map(_name, case.said["outlet"].split(" | ")))
    if "origin" in case.said:
        yield "origin", float(article is not None and _name(article.republished_from) == _name(case.said["origin"]))
    comments = article.comments if article else ()
    if comments or case.spans("C"):
        yield "comments", _characters(case, case.spans("C"), comments)


def _characters(case: Case, gold: list[Span], said: tuple[Span, ...]) -> float:
    """F1 over the characters that show; those of spans where either is right do not count."""
    free = _shown(case.text, case.spans("O"))
    right, wrong = _shown(case.text, gold) - free, _shown(case.text, said) - free
    both = len(right & wrong)
    return 2 * both / (len(right) + len(wrong)) if right or wrong else 1.0


def _shown(text: str, spans: list[Span] | tuple[Span, ...]) -> set[int]:
    """Offsets of the characters inside `spans` that are no space and no markup."""
    shown: set[int] = set()
    for span in spans:
        words = _TAG.sub(lambda tag: " " * len(tag[0]), text[span.start : span.end])
        shown.update(span.start + at for at, character in enumerate(words) if not character.isspace())
    return shown


def _words(case: Case, at: Span | Quote | None) -> str | None:
    if at is None:
        return None
    span = at.span if isinstance(at, Quote) else at
    return " ".join(fold(clean(case.text, span, "html").text).split())


def _name(words: str | None) -> str:
    return "".join(fold(words or "null").split())


def _day(said: str, article: Article) -> bool:
    if said == "null" or article.published is None:
        return (said == "null") == (article.published is None)
    first, _, last = said.partition("/")
    return first <= article.published.start and article.published.end <= (last or first)


def figures() -> tuple[dict[str, float], str]:
    """Means over the open and the held half, and the fingerprint of the cases."""
    table: dict[str, float] = {}
    everything = found()
    for half in ("open", "held"):
        ours = [one.figures for one in everything if one.case.held == (half == "held")]
        for name in ("body", "title", "published", "outlet", "origin", "comments", "kept", "dropped"):
            if values := [one[name] for one in ours if name in one]:
                table[f"{half}_{name}"] = round(mean(values), 4)
    return table, fingerprint(paths())
