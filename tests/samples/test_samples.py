"""The sample pages: invented, and said to be; and what `expected.yaml` promises of them stands in their bytes."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from khabar.knowledge import plover

SAMPLES = Path(__file__).parents[2] / "samples"
MARK = "خبر مختلق لأغراض التجربة"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((SAMPLES / "expected.yaml").read_text(encoding="utf-8"))
README = (SAMPLES / "README.md").read_text(encoding="utf-8")
FILES = sorted(p for p in SAMPLES.iterdir() if p.suffix in {".html", ".txt"})
WIRE: dict[str, dict[str, str]] = {item["id"]: item for item in map(json.loads, (SAMPLES / "wire.jsonl").read_text(encoding="utf-8").splitlines())}
OLD = [name for name, page in EXPECTED.items() if page["encoding"] == "cp1256"]
CLAIMS = [(name, claim) for name, page in EXPECTED.items() for claim in page["claims"]]


def source(name: str) -> str:
    """The page's text, tags and all."""
    if name in WIRE:
        return WIRE[name]["text"]
    return (SAMPLES / name).read_bytes().decode(EXPECTED[name]["encoding"])


def visible(name: str) -> str:
    """What a reader of the page sees: no head, tags or entities, blanks as one."""
    body = re.sub(r"(?s)<head>.*?</head>|<script.*?</script>|<!--.*?-->", " ", source(name), flags=re.IGNORECASE)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())


def shingles(name: str) -> set[tuple[str, ...]]:
    """The 5-shingles of the words between the first paragraph's start and the last one's end of line."""
    page = source(name) if name.endswith(".txt") else re.sub(r"<[^>]+>", "", source(name))
    opens = EXPECTED[name]["opens"]
    lines = [line for line in map(str.strip, html.unescape(page).splitlines()) if line.startswith(tuple(opens))]
    assert len(lines) == EXPECTED[name]["paragraphs"]
    words = " ".join(lines).split()
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def test_every_page_is_listed_and_nothing_else_is() -> None:
    assert set(EXPECTED) == {p.name for p in FILES} | set(WIRE)
    assert set(re.findall(r"`(\d\d-[\w-]+\.\w+|mdr-[\d-]+)`", README)) == set(EXPECTED)


def test_there_are_enough_pages_of_each_kind() -> None:
    assert len([p for p in FILES if p.suffix == ".html"]) >= 6
    assert len([p for p in FILES if p.suffix == ".txt"]) >= 6
    assert len(WIRE) == 3


def test_the_readme_says_that_nothing_happened_and_under_which_licence() -> None:
    assert "Nothing here happened" in README
    assert "CC BY 4.0" in README


@pytest.mark.parametrize("name", EXPECTED)
def test_a_page_says_on_its_face_that_it_is_invented(name: str) -> None:
    assert MARK in visible(name)


@pytest.mark.parametrize("name", [p.name for p in FILES if p.suffix == ".html"])
def test_an_html_page_says_so_in_its_head_too(name: str) -> None:
    head = re.search(r"(?is)<head>(.*?)</head>", source(name))
    assert head
    assert re.search(rf"<!-- {MARK} .*nothing here happened", head[1])


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_a_page_is_not_bloated(path: Path) -> None:
    assert 2_000 < path.stat().st_size < 30_000


@pytest.mark.parametrize("name", EXPECTED)
def test_title_and_outlet_stand_on_the_page(name: str) -> None:
    page, text = EXPECTED[name], visible(name)
    for words in (page["title"], page["kicker"], page["outlet"], page["republished_from"], *page["subheadings"]):
        assert words is None or words in text


@pytest.mark.parametrize("name", EXPECTED)
def test_paragraphs_and_then_comments_stand_in_order(name: str) -> None:
    page, text = EXPECTED[name], visible(name)
    assert page["paragraphs"] == len(page["opens"])
    at = text.index(page["title"])
    for words in (*page["opens"], *page["comments"]):
        at = text.index(words, at) + len(words)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_article_is_neither_a_brief_nor_an_essay(name: str) -> None:
    text = visible(name)
    words = len(text[text.index(EXPECTED[name]["opens"][0]) :].split())
    assert words > (50 if name in WIRE else 150)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_day_is_a_day_of_the_calendar_or_null(name: str) -> None:
    day = EXPECTED[name]["published"]
    assert day is None or 2000 <= date.fromisoformat(day).year <= 2023


@pytest.mark.parametrize(("name", "claim"), CLAIMS, ids=[f"{name}-{claim['type']}" for name, claim in CLAIMS])
def test_the_words_of_a_claim_stand_on_the_page(name: str, claim: dict[str, Any]) -> None:
    text = visible(name)
    assert text.count(claim["sentence"]) == 1
    for side in ("actor", "recipient", "speaker"):
        assert claim[side] is None or claim[side] in text
    assert claim["actor"] or claim["recipient"]
    assert claim["status"] in plover.STATUSES
    assert claim["type"] in plover.types()


def test_expected_claims_cover_the_codebook() -> None:
    assert {claim["status"] for _, claim in CLAIMS} >= {"occurred", "denied", "predicted"}
    assert len({claim["type"] for _, claim in CLAIMS}) >= 12


@pytest.mark.parametrize("name", OLD)
def test_a_windows_1256_page_declares_it_and_decodes_only_so(name: str) -> None:
    raw = (SAMPLES / name).read_bytes()
    assert b"charset=windows-1256" in raw
    assert b"\r\n" in raw
    for encoding in ("utf-8", "iso8859-6"):
        with pytest.raises(UnicodeDecodeError):
            raw.decode(encoding)
    assert MARK not in raw.decode("cp1252", errors="replace")
    assert MARK in raw.decode("cp1256")


def test_only_the_old_layout_is_windows_1256() -> None:
    assert OLD == ["04-convoy.html", "05-letter.html"]


def test_the_reprint_shares_most_of_its_words_with_its_source_and_a_contradiction_does_not() -> None:
    first, again, denial = (shingles(name) for name in ("01-truce.html", "10-truce-reprint.txt", "11-truce-denied.txt"))
    assert 0.6 <= len(again & first) / len(again) < 1
    assert len(denial & first) / len(denial) < 0.1
    assert EXPECTED["10-truce-reprint.txt"]["republished_from"] == EXPECTED["01-truce.html"]["outlet"]


@pytest.mark.parametrize("name", ["08-offer.txt", "10-truce-reprint.txt"])
def test_a_ticker_holds_thirty_headlines_in_one_line(name: str) -> None:
    ticker = source(name).splitlines()[0]
    assert len(re.split(r" {3,}", ticker.strip())) >= 30


@pytest.mark.parametrize("name", ["09-new-toll.txt", "11-truce-denied.txt"])
def test_doubled_comments_are_doubled(name: str) -> None:
    for words in EXPECTED[name]["comments"]:
        assert visible(name).count(words) == 2


@pytest.mark.parametrize("item", WIRE.values(), ids=lambda item: item["id"])
def test_an_agency_item_has_the_four_fields(item: dict[str, str]) -> None:
    assert set(item) == {"id", "url", "published", "text"}
    assert item["published"].startswith(EXPECTED[item["id"]]["published"])
