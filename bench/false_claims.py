"""`python -m bench.false_claims`: claims that the coder makes of sport, shows, weather and prices, where there should be next to none.

Reads the real articles of `data/antcorpus.tar.gz` in the folder of gold sets: all of sport and culture, those whose title speaks of weather, and
those of economy whose title speaks of prices (`bench/off_topics.tsv`; elsewhere a price in the title is mostly politics). Half of them, by a
hash of the id, taught the coder what such articles look like (`training/topic.py`); the other half did not, and is what counts. A claim of a
riot or of a boycott on a sports page is right, so the count is an upper bound of what is false. Beside it stands an estimate of what is, by the
verdicts of people who read the claims: `bench/false_claims_read.py` says where these are held and how to add some. `--show` prints claims by chance.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import false_claims_read
from bench.false_claims_read import Known
from bench.gold import archive
from khabar import pipeline
from khabar.arabic.folding import fold
from khabar.pipeline import Coded
from khabar.records.claim import Claim
from khabar.records.jsonl import line

MOST = 10.0
"""Claims a hundred unseen articles may give: some of these tell of arrests, riots and quarrels with ministries, which are claims by right."""
TOPICS = ("sport", "culture", "weather", "prices")
_FIELD = re.compile(r"<(TITLE|TIME|TEXT)>\s*(.*?)\s*</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the archive. `topic` is the matter without events that it is about, None for any other; `seen` whether training may read it."""

    id: str
    category: str
    title: str
    text: str
    day: str
    topic: str | None
    seen: bool


def stems() -> list[tuple[str, str]]:
    """Topic and folded stem of the words of titles."""
    rows = Path(__file__).with_name("off_topics.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(topic, fold(stem)) for topic, stem in (row.split("\t") for row in rows)]


def topic_of(category: str, title: str, table: Sequence[tuple[str, str]]) -> str | None:
    """Sport and culture by their category, else the first stem that a word of the title has behind its particles."""
    if category in TOPICS:
        return category
    found = [fold(word) for word in title.split()]
    return next((topic for topic, stem in table if any(re.fullmatch(f"[وفبلك]?(ال)?{stem}.{{0,3}}", word) for word in found)), None)


def seen(name: str) -> bool:
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def articles() -> Iterator[Article]:
    """All articles of the archive, in its order; a title heads its text, as it heads a page."""
    table = stems()
    with tarfile.open(archive()) as packed:
        for member in packed:
            file = packed.extractfile(member) if member.name.endswith(".txt") else None
            if file is None:
                continue
            fields = {m[1]: m[2] for m in _FIELD.finditer(file.read().decode("utf-8", "replace"))}
            path, title = Path(member.name), fields.get("TITLE", "")
            text = f"{title}\n\n{fields.get('TEXT', '')}\n"
            topic = topic_of(path.parent.name, title, table)
            yield Article(path.stem, path.parent.name, title, text, fields.get("TIME", "")[:10], topic, seen(path.stem))


def coded(found: Sequence[Article]) -> Iterator[tuple[Article, Claim]]:
    """The claims of the articles, each as a page of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        path.write_text("".join(line({"id": a.id, "text": a.text, "published": a.day}) + "\n" for a in found), encoding="utf-8")
        by_id = {a.id: a for a in found}
        for page in pipeline.read([str(path)]):
            done = pipeline.code(page) if not hasattr(page, "reason") else None
            if isinstance(done, Coded):
                yield from ((by_id[done.capture.id], claim) for claim in done.claims)


def counts(article: Article) -> bool:
    return article.topic is not None and (article.topic != "prices" or article.category == "economy")


def rate(claims: int, articles: int) -> str:
    return f"{claims:5} claims of {articles:5} articles, {100 * claims / max(1, articles):6.1f} a hundred"


def words(article: Article, claim: Claim) -> str:
    """What somebody must see to judge a claim, in one line."""
    sides = [", ".join(f"{e.mention} ({e.name})" if e.name != e.mention else e.mention for e in side) for side in (claim.actor, claim.recipient)]
    cells = (article.id, claim.event.type, claim.status, claim.event.cue.text, *sides, claim.quote.text)
    return "\t".join(" ".join(cell.split()) for cell in cells)


def unread(claims: Sequence[tuple[Article, Claim]], readings: false_claims_read.Readings) -> str:
    """Rows without a verdict for the claims that have none, each under its words."""
    known = {Known.of(article.id, claim): words(article, claim) for article, claim in claims}
    return "".join(f"# {known[claim]}\n{false_claims_read.row(claim)}\n" for claim in sorted(known) if claim not in readings)


def report(found: Sequence[Article], claims: Sequence[tuple[Article, Claim]], readings: false_claims_read.Readings, most: float) -> str:
    """Claims by topic and type, in all, and what their readers said."""
    topics = ((topic, sum(a.topic == topic for a, _ in claims), sum(a.topic == topic for a in found)) for topic in TOPICS)
    kinds = ((kind, count, len(found)) for kind, count in Counter(claim.event.type for _, claim in claims).most_common())
    known = [Known.of(article.id, claim) for article, claim in claims]
    let_pass = f"(at most {most:g} are let pass); {len({a.id for a, _ in claims})} articles with one"
    return "\n".join(
        [
            *(f"{name:10} {rate(count, of)}" for name, count, of in (*topics, *kinds)),
            f"{'in all':10} {rate(len(claims), len(found))} {let_pass}",
            str(false_claims_read.tally(len(found), known, readings)),
        ]
    )


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="the articles that training read as well")
    parser.add_argument("--limit", type=int, help="only so many articles, by chance")
    parser.add_argument("--show", type=int, default=0, help="print so many claims, by chance")
    parser.add_argument("--unread", action="store_true", help="print the claims without a verdict, as rows to be filled in, and nothing else")
    parser.add_argument("--add", type=Path, metavar="FILE", help="store the verdicts of such rows, and code nothing")
    parser.add_argument("--most", type=float, default=MOST, help="exit code 1 above so many claims a hundred articles")
    return parser


def main() -> int:
    parser = arguments()
    asked = parser.parse_args()
    try:
        if asked.add:
            print(f"{false_claims_read.add(asked.add)} verdicts stored in {false_claims_read.READ}")
            return 0
        readings = false_claims_read.load()
    except (OSError, ValueError) as error:
        parser.error(str(error))
    found = [a for a in articles() if counts(a) and (asked.all or not a.seen)]
    chance = random.Random(1)
    found = chance.sample(found, min(len(found), asked.limit or len(found)))
    claims = list(coded(found))
    if asked.unread:
        print(unread(claims, readings), end="")
        return 0
    print(report(found, claims, readings, asked.most))
    for article, claim in chance.sample(claims, min(len(claims), asked.show)):
        print(words(article, claim))
    return int(100 * len(claims) > asked.most * len(found))


if __name__ == "__main__":
    sys.exit(main())
