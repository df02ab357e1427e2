"""The visible features of a line: a table of small functions, each with the sentence that explains it. Values are 0 to 1."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from types import MappingProxyType

from khabar.arabic.folding import fold
from khabar.articles import mastheads
from khabar.articles.page import BULLET, Page, full_stop, functional_share, stops, trails_off
from khabar.articles.phrases import FURNITURE, match_words
from khabar.knowledge import pages
from khabar.knowledge.dates import date_words

Feature = Callable[[Page, int], float]
_LATIN = re.compile(r"[A-Za-z]")
_LETTER = re.compile(r"[^\W\d_]")
_CONTACT = re.compile(r"https?://|www\.|\S@\S|\.(?:com|net|org|info)\b", re.IGNORECASE)
_RIGHTS = re.compile(r"©|®|\(c\)", re.IGNORECASE)
_STEPS = re.compile(r"[|>›»«/•·]")
_QUOTED = re.compile(r"«[^«»\n]*»")
_QUESTION = re.compile(r"[^.!؟?…:؛«»\"“”]*[؟?]\s*$")
"""One question and nothing else: with a quotation mark or a colon it would be somebody's."""
_CITY = re.compile(r"^([^\W\d][^\d\-–—ـ/:|]{1,18}?)\s*[\-–—ـ/|]+\s*[^\W\d]")
_CREDITED = re.compile(r"\([^()\d]{2,24}\)\s*\.?$")
_LISTED = re.compile(r"^\W{0,3}\d{1,2}\s*[.\-–):\s]\s*[^\W\d]")


def always(_page: Page, _at: int) -> float:
    """What each label costs before anything is seen"""
    return 1.0


def prose(page: Page, at: int) -> float:
    """It is long, and held together by function words"""
    return page.prose[at]


def grammar(page: Page, at: int) -> float:
    """It has the function words of a sentence"""
    return min(1.0, functional_share(page.lines[at].words) / 0.15)


def near_prose(page: Page, at: int) -> float:
    """The lines around it are running text"""
    return page.near[at]


def full_stopped(page: Page, at: int) -> float:
    """It ends with a full stop"""
    return float(full_stop(page.lines[at].text))


def unclosed(page: Page, at: int) -> float:
    """It has no sentence end, on a page whose paragraphs have one"""
    return 0.0 if stops(page.lines[at].text) else page.closed


def trailing(page: Page, at: int) -> float:
    """It trails off in dots"""
    return float(trails_off(page.lines[at].text))


def stamped(page: Page, at: int) -> float:
    """A day, alone on its line, stands right under it"""
    below = range(at + 1, min(len(page.lines), at + 3))
    return max((dated(page, n) / (n - at) for n in below if len(page.lines[n].words) <= 12), default=0.0)


def ahead(page: Page, at: int) -> float:
    """Its words come again in the running text below"""
    return page.ahead[at]


def headline(page: Page, at: int) -> float:
    """It is as long as a headline and ends without a full stop"""
    line = page.lines[at]
    return float(3 <= len(line.words) <= 40 and not full_stop(line.text))


def overlong(page: Page, at: int) -> float:
    """It is longer than any headline"""
    return min(1.0, max(0, len(page.lines[at].words) - 30) / 30)


def brief(page: Page, at: int) -> float:
    """It has one or two words"""
    return float(len(page.lines[at].words) <= 2)


def short(page: Page, at: int) -> float:
    """It has ten words at most and no sentence end"""
    line = page.lines[at]
    return float(len(line.words) <= 10 and not stops(line.text))


def asks(page: Page, at: int) -> float:
    """It is one short question"""
    line = page.lines[at]
    return float(2 <= len(line.words) <= 12 and _QUESTION.match(line.text) is not None)


def masthead(page: Page, at: int) -> float:
    """It is what the site calls itself where it holds its rights or says what it is"""
    return float(page.mastheads[at])


def isolated(page: Page, at: int) -> float:
    """Empty lines stand before and after it"""
    return float(page.lines[at].blanks_before > 0 and page.lines[at].blanks_after > 0)


def parted(page: Page, at: int) -> float:
    """More empty lines stand before it than between paragraphs"""
    return float(at > 0 and page.blocks[at] != page.blocks[at - 1])


def first(_page: Page, at: int) -> float:
    """It opens the page"""
    return float(at == 0)


def ticker(page: Page, at: int) -> float:
    """It is one of many headlines strung on one line"""
    return page.ticker[at]


def repeated(page: Page, at: int) -> float:
    """The page says it more than once, and not as a headline above its day"""
    return min(1.0, float(page.copies[at] - 1)) * (stamped(page, at) < 0.6)


def covered(page: Page, at: int) -> float:
    """Its words are those of page furniture"""
    return page.matches[at].furniture / len(page.lines[at].words)


def latin(page: Page, at: int) -> float:
    """Its letters are Latin"""
    text = page.lines[at].text
    letters = len(_LETTER.findall(text))
    return len(_LATIN.findall(text)) / letters if letters else 0.0


def numerals(page: Page, at: int) -> float:
    """Much of it is numbers"""
    words = page.lines[at].words
    return sum(word[0].isdigit() for word in words) / len(words)


def dated(page: Page, at: int) -> float:
    """Much of it is the words of a date or an hour"""
    words = page.lines[at].words
    return sum(word[0].isdigit() or word in date_words() for word in words) / len(words)


def listed(page: Page, at: int) -> float:
    """It opens with the number of a list and is short"""
    line = page.lines[at]
    return float(_LISTED.match(line.text) is not None and len(line.words) <= 22 and not full_stop(line.text))


def bullet(page: Page, at: int) -> float:
    """It opens with a bullet"""
    return float(BULLET.match(page.lines[at].text) is not None)


def summary(page: Page, at: int) -> float:
    """It is of a bulleted list whose words come again in the running text below"""
    return min(1.0, 2 * page.summaries[at])


def enclosed(page: Page, at: int) -> float:
    """It is of a box that the page opens and closes in words"""
    return float(page.enclosed[at])


def contact(page: Page, at: int) -> float:
    """It holds an address of a site or of mail"""
    return float(len(page.lines[at].words) <= 30 and _CONTACT.search(page.lines[at].text) is not None)


def rights(page: Page, at: int) -> float:
    """It holds the copyright sign"""
    return float(_RIGHTS.search(page.lines[at].text) is not None)


def credited(page: Page, at: int) -> float:
    """It ends in brackets, as a picture's caption does with its agency"""
    line = page.lines[at]
    return float(len(line.words) <= 25 and _CREDITED.search(line.text) is not None)


def steps(page: Page, at: int) -> float:
    """bars, arrows or bullets part its words"""
    line = page.lines[at]
    return min(1.0, 3 * len(_STEPS.findall(_QUOTED.sub("", line.text))) / len(line.words)) if len(line.words) <= 40 else 0.0


def named(page: Page, at: int) -> float:
    """It is two to five words with no function word, as a name is"""
    line = page.lines[at]
    return float(2 <= len(line.words) <= 5 and functional_share(line.words) == 0 and not any(w[0].isdigit() for w in line.words))


def filed(page: Page, at: int) -> float:
    """It is a city, a dash and a few words, or a place, a dash and what the site calls itself"""
    line = page.lines[at]
    head = _CITY.match(line.text)
    if head is None or len(line.words) > 9:
        return 0.0
    place = fold(head[1]).split()
    return float(" ".join(place) in pages.cities() or line.words[len(place) :] in page.names)


def signed(page: Page, at: int) -> float:
    """It is an outlet's noun with its name, alone or beside a city"""
    return float(mastheads.name_of(page.lines[at].text) is not None)


def informal(page: Page, at: int) -> float:
    """It is worded as talk"""
    return min(1.0, 8 * page.matches[at].hits.get("informal", 0) / len(page.lines[at].words))


def reporting(page: Page, at: int) -> float:
    """It opens as a paragraph of a report does"""
    return float(any(kind == "reporting" for kind in page.matches[at].opens) and len(page.lines[at].words) > 4)


def biography(page: Page, at: int) -> float:
    """It begins by telling who an author is"""
    line = page.lines[at]
    if len(line.words) > 80 or not page.matches[at].hits.get("bio"):
        return 0.0
    return float("bio" in match_words(line.words[:9]))


def opens_with(kind: str, page: Page, at: int) -> float:
    """Whether the line opens with a phrase of `kind`; less and less for lines of more than twelve words, six for a byline."""
    length, whole = len(page.lines[at].words), 6 if kind == "byline" else 12
    return (1.0 if length <= whole else whole / length) if kind in page.matches[at].opens else 0.0


def under(kind: str, page: Page, at: int) -> float:
    """How strongly a heading of `kind` above still holds."""
    section, left = page.sections[at]
    return left if section == kind else 0.0


_PLAIN: tuple[Feature, ...] = (
    always, prose, grammar, near_prose, full_stopped, unclosed, trailing, stamped, ahead, headline, overlong, brief, short, asks,
    masthead, isolated, parted, first, ticker, repeated, covered, latin, numerals, dated, listed, bullet, summary, enclosed,
    contact, rights, credited, steps, named, filed, signed, informal, reporting, biography,
)  # fmt: skip


@cache
def features() -> Mapping[str, tuple[Feature, str]]:
    """Name → the function, and the sentence that explains it."""
    table: dict[str, tuple[Feature, str]] = {f.__name__: (f, _lower(f.__doc__ or "-")) for f in _PLAIN}
    for kind in sorted(FURNITURE):
        table[f"opens_{kind}"] = (partial(opens_with, kind), f"it opens with a phrase that {_lower(pages.kinds()[kind])}")
    for kind in ("related", "widget", "cut", "reader", "about"):
        table[f"under_{kind}"] = (partial(under, kind), f"it stands under a line that {_lower(pages.kinds()[kind])}")
    return MappingProxyType(table)


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
