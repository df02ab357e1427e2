"""Proclitics: the one-letter words that Arabic writes on the front of the next word. Works on folded words (`arabic.folding.fold`)."""

from __future__ import annotations

CONJUNCTIONS = ("و", "ف")
PREPOSITIONS = ("ب", "ل", "ك")
PREFIXES = frozenset({"", *CONJUNCTIONS, *PREPOSITIONS, *(c + p for c in CONJUNCTIONS for p in PREPOSITIONS)})
"""Everything that may stand in front of a noun; «لل» is `ل` and the article, see `with_lam`."""

_SHORT_STEM = 4
_CHANCY = ("ف", "ك")


def may_peel(prefix: str, stem: str) -> bool:
    """Whether `prefix` can be read as proclitics of `stem`.

    «ف» and «ك» in front of a short stem without the article are nearly always letters of the word itself («كمال», «فرنسا»), so they stay on.
    """
    if prefix not in PREFIXES:
        return False
    return not (prefix and prefix[-1] in _CHANCY and len(stem) <= _SHORT_STEM and not stem.startswith("ال"))


def with_lam(stem: str) -> str | None:
    """How «ل» and a word with the article are written together; None for a word without the article.

    >>> with_lam("القاعده"), with_lam("اللبنانيه"), with_lam("داعش")
    ('للقاعده', 'للبنانيه', None)
    """
    if not stem.startswith("ال") or len(stem) <= 3:
        return None
    rest = stem[2:]
    return "ل" + rest if rest.startswith("ل") else "لل" + rest


def forms(stem: str) -> frozenset[str]:
    """Every folded word that `peelings` may read as the stem: with each of the proclitics that may stand before it, «لل» for an article.

    >>> sorted(forms("قاعده") - {"قاعده", "وقاعده", "بقاعده", "لقاعده"})
    ['فبقاعده', 'فقاعده', 'فلقاعده', 'كقاعده', 'وبقاعده', 'ولقاعده']
    """
    found = {stem}
    if len(stem) > 1:
        found |= {prefix + stem for prefix in PREFIXES if may_peel(prefix, stem)}
    if stem.startswith("ال"):
        lams = [prefix for prefix in PREFIXES if prefix.endswith("ل")]
        for rest in ("ل" + stem[2:], stem[2:]):
            if len(rest) > 2 and rest.startswith("ل"):
                found |= {lam + rest for lam in lams}
    return frozenset(found)


def peelings(word: str) -> list[tuple[int, str]]:
    """Every reading of a folded word as proclitics and a stem: (length of the proclitics, stem), the whole word first.

    A «لل» gives its article back: `peelings("للقاعده")` holds `(1, "القاعده")`.
    """
    readings = [(0, word)]
    for length in (1, 2):
        prefix, stem = word[:length], word[length:]
        if len(stem) >= 2 and may_peel(prefix, stem):
            readings.append((length, stem))
        if len(stem) >= 3 and prefix.endswith("ل") and prefix in PREFIXES and stem.startswith("ل"):
            readings += [(length, "ال" + stem[1:]), (length, "ال" + stem)]
    return readings
