"""`python -m bench.copies`: how well reuse between articles is found, on a set that is made anew from real articles; `--growth`: how its time grows.

The set (`bench.copies_set`) has two halves by a hash of the articles' ids. Thresholds were set on the first half; the second is the figure.
"""

from __future__ import annotations

import argparse
import csv
import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bench import copies_growth
from bench.copies_set import KINDS, Editor, Page, Pool, Source, Token, families, is_held, made, page, samples, sources, tokens
from bench.gold import ROOT, archive, fingerprint
from khabar.arabic.folding import fold
from khabar.corroboration import copies
from khabar.corroboration.candidates import Index
from khabar.corroboration.shingles import read
from khabar.records.copy import RELATIONS, Reuse

NATURAL = ROOT / "bench" / "corroboration" / "natural.tsv"
BULLETINS = ROOT / "bench" / "copies_bulletins.tsv"
EACH, OTHERS, NEAR, ISSUES = 40, 1500, 200, 20
"""Made articles a kind of edit, other articles around them, pairs of like vocabulary, issues of an invented bulletin."""
SEED = 20170620
Pair = tuple[str, str]


def pool_of(found: Sequence[Source], each: int, seed: int, weather: Sequence[Source] = (), kinds: Iterable[str] = KINDS) -> Pool:
    """Made articles with their sources, then articles that have nothing in common with one another, then what only looks alike."""
    editor, pool = Editor(seed, found), Pool()
    used: set[str] = set()
    for pages, relations, sources_used in made(editor, list(found), each, kinds):
        pool.pages += pages
        used.update(sources_used)
        for one, other, relation, kind in relations:
            pool.relate(one, other, relation, kind)
    others = [source for source in found if source.id not in used][:OTHERS]
    pool.pages += [page(source.id, source.day, tokens(source)) for source in others]
    _mark_near(pool, others)
    _add_issues(pool, [[page(source.id, source.day, tokens(source)) for source in weather]], "weather")
    _add_issues(pool, _bulletins(seed), "bulletin")
    pool.pages = list({each.capture.id: each for each in pool.pages}.values())
    return pool


def _mark_near(pool: Pool, found: Sequence[Source]) -> None:
    """The pairs of likest vocabulary (cosine of rare words) among articles that share no eight words: two reports of one event, or one topic."""
    bags = {source.id: Counter(fold(word).strip('،.:«»"()') for word in source.words) for source in found}
    holders: dict[str, list[str]] = {}
    for name, bag in bags.items():
        for word in bag:
            holders.setdefault(word, []).append(name)
    weight = {word: math.log(len(bags) / len(some)) for word, some in holders.items() if 1 < len(some) <= 30}
    norm = {name: math.sqrt(sum(weight.get(word, 0.0) ** 2 for word in bag)) or 1.0 for name, bag in bags.items()}
    score: Counter[Pair] = Counter()
    for word, value in weight.items():
        some = sorted(holders[word])
        for at, one in enumerate(some):
            for other in some[at + 1 :]:
                score[one, other] += value * value / norm[one] / norm[other]  # type: ignore[assignment]
    for (one, other), _ in score.most_common(NEAR):
        pool.differ(one, other, "like vocabulary")


def _add_issues(pool: Pool, runs: Iterable[Sequence[Page]], kind: str) -> None:
    """Issues of a bulletin: the same phrases on other days."""
    for run in runs:
        pool.pages += run
        for at, one in enumerate(run):
            for other in run[at + 1 :]:
                pool.differ(one.capture.id, other.capture.id, kind)


def _bulletins(seed: int) -> Iterator[list[Page]]:
    chance = random.Random(seed)
    with BULLETINS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            texts = [row["frame"].format(*(chance.randrange(1, 60) for _ in range(row["frame"].count("{}")))) for _ in range(ISSUES)]
            yield [page(f"{row['kind']}-{n:02}", f"2017-03-{n + 1:02}", [[Token(word) for word in text.split()]]) for n, text in enumerate(texts)]


def weather(found: Iterable[Source]) -> list[Source]:
    """The archive's own daily forecasts, one a day."""
    days: dict[str, Source] = {}
    for source in found:
        if "طقس" in source.title or "التوقعات الجوية" in source.title:
            days.setdefault(source.day[:10], source)
    return list(days.values())


def found_in(pages: Sequence[Page]) -> dict[Pair, Reuse]:
    index = Index()
    for each in pages:
        index.add(read(each.capture, each.article))
    return {(reuse.first, reuse.second): reuse for reuse in copies.find(index, {})}


def f1(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    precision, recall = right / found if found else 1.0, right / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def scores(pool: Pool, found: Mapping[Pair, Reuse]) -> dict[str, tuple[float, float, float]]:
    """By level: whether a pair is related at all, each relation, all relations (a wrong one counts as missed and as invented), offsets."""
    wanted = {pair: relation for pair, (relation, _) in pool.known.items() if relation != "none"}
    table = {"pair": f1(len(wanted.keys() & found.keys()), len(found), len(wanted))}
    got = {pair: reuse.relation for pair, reuse in found.items()}
    for relation in [name for name in RELATIONS if name != "none"]:
        right = sum(got.get(pair) == relation == wanted[pair] for pair in wanted)
        table[relation] = f1(right, list(got.values()).count(relation), list(wanted.values()).count(relation))
    table["relation"] = f1(sum(got.get(pair) == wanted[pair] for pair in wanted), len(got), len(wanted))
    if pool.pages:
        table["offsets"] = _offsets(pool, found)
    return table


def _offsets(pool: Pool, found: Mapping[Pair, Reuse]) -> tuple[float, float, float]:
    """Words of the made articles that lie in a passage whose other side has the word that they came from."""
    pages = {each.capture.id: each for each in pool.pages}
    right = held = wanted = 0
    for pair in pool.known.keys() & found.keys():
        new, source = pair if any(token.source == pair[1] for token in pages[pair[0]].tokens) else pair[::-1]
        for place, token in zip(pages[new].places, pages[new].tokens, strict=True):
            own = token.source == source
            sides = [(p.first, p.second) if new == pair[0] else (p.second, p.first) for p in found[pair].passages]
            inside = [other for mine, other in sides if mine.start <= place.start and place.end <= mine.end]
            origin = pages[source].places[token.at] if own else None
            hit = origin is not None and any(other.start <= origin.start and origin.end <= other.end for other in inside)
            right += hit and token.kept
            held += bool(inside) and not (hit and not token.kept)
            wanted += own and token.kept
    return f1(right, held, wanted)


def natural(found: Sequence[Source]) -> tuple[dict[str, dict[str, tuple[float, float, float]]], list[str]]:
    """The pairs of the archive that were judged by hand, found in the whole archive: scores by half, and the pairs that are judged otherwise."""
    with NATURAL.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    got = found_in([page(source.id, source.day, tokens(source)) for source in found])
    tables, wrong = {}, []
    for half in ("tuning", "held"):
        pool = Pool()
        for row in (row for row in rows if row["half"] == half):
            pool.relate(row["first"], row["second"], row["relation"], row["kind"])  # type: ignore[arg-type]
        told = {pair: got[pair] for pair in pool.known if pair in got}
        tables[half] = scores(pool, told)
        for pair, (relation, kind) in pool.known.items():
            answer = told[pair].relation if pair in told else "none"
            if answer != relation:
                wrong.append(f"{half}: {pair[0]} {pair[1]}: {relation} ({kind}), found {answer}")
    return tables, wrong


def alone(found: Sequence[Source]) -> list[Source]:
    """The articles that share no eight words with another: the archive's own reuse would count as invented."""
    family = families(found)
    size = Counter(family.values())
    return [source for source in found if size[family[source.id]] == 1]


def halves() -> dict[str, Pool]:
    """The tuning half and the held half."""
    found = sources()
    single = alone(found)
    pools = {}
    for name, held in (("tuning", False), ("held", True)):
        half = [source for source in single if is_held(source) == held]
        chance = random.Random(SEED + held)
        chance.shuffle(half)
        pools[name] = pool_of(half, EACH, SEED + held, weather(source for source in found if is_held(source) == held))
    return pools


def printed(name: str, pool: Pool, found: Mapping[Pair, Reuse]) -> None:
    print(f"{name}: {len(pool.pages)} articles, {len(pool.known)} related pairs, {len(pool.hard)} hard unrelated ones")
    for level, (precision, recall, both) in scores(pool, found).items():
        print(f"  {level:9} precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f}")
    kinds = Counter(kind for _, kind in pool.known.values())
    hit = Counter(kind for pair, (_, kind) in pool.known.items() if pair in found)
    same = Counter(kind for pair, (relation, kind) in pool.known.items() if pair in found and found[pair].relation == relation)
    print("  found, with the right relation, of: " + ", ".join(f"{kind} {hit[kind]} {same[kind]} {kinds[kind]}" for kind in kinds))
    false = [pair for pair in found if pair not in pool.known]
    invented = Counter(pool.hard.get(pair, "other") for pair in false)
    print("  invented, by kind: " + (", ".join(f"{kind} {times}" for kind, times in invented.items()) or "none"))


def figures() -> tuple[dict[str, float], str]:
    """F1 on the held half and on the natural pairs, for the floors."""
    pool = halves()["held"]
    table = scores(pool, found_in(pool.pages))
    real, _ = natural(sources())
    gold = fingerprint([archive(), NATURAL])
    return {level: round(row[2], 4) for level, row in table.items()} | {"natural pair": round(real["held"]["pair"][2], 4)}, gold


def sample_figures() -> tuple[dict[str, float], str]:
    """Mean F1 over the kinds of edit, each made from the sample pages alone: what can be measured without the archive."""
    found = alone(samples())
    sums: Counter[str] = Counter()
    for kind in KINDS:
        pool = pool_of(found, 4, SEED, kinds=[kind])
        table = scores(pool, found_in(pool.pages))
        for level in ("pair", "relation", "offsets"):
            sums[level] += table[level][2] / len(KINDS)  # type: ignore[assignment]
    return {level: round(value, 4) for level, value in sums.items()}, fingerprint([path for path in (ROOT / "samples").iterdir() if path.is_file()])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--growth", action="store_true", help="articles against seconds")
    parser.add_argument("--most", type=int, default=100_000, help="articles of the largest run of --growth")
    arguments = parser.parse_args()
    if arguments.growth:
        copies_growth.main(arguments.most)
        return
    for name, pool in halves().items():
        printed(name, pool, found_in(pool.pages))
    tables, wrong = natural(sources())
    for half, table in tables.items():
        print(f"natural pairs, {half}: " + ", ".join(f"{level} F1 {row[2]:.3f}" for level, row in table.items()))
    print("judged otherwise than by hand:", *wrong, sep="\n  ")


if __name__ == "__main__":
    main()
