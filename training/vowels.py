"""`python -m training.vowels`: labels for a further task of training: which short vowels the words would have if they were written with them.

An Arabic verb's voice and a noun's case are mostly in vowels that the press does not write: «قتل» killed or was killed, by whether its first vowel
is a or u. Who reads them knows who acts and who is acted on. A small diacritiser (`text2tashkeel`, Apache-2.0) writes them into the corpus, and
into paragraphs of the archive's articles where it is at hand; what it writes is right often enough to learn from, never shown to a user.
"""

from __future__ import annotations

import argparse
import json
import re
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from khabar.arabic.words import words
from training import data, press
from training.data import UNVOWELLED, VOWELS

MODEL = "rawi-ensemble"
Labels = list[tuple[int, int, int]]
"""Of each word the vowel of its first letter, of its last but one, and of its last, as numbers of `VOWELS`; an ending that tells gender and number
or an owner is not counted, «و» and «ف» before it neither."""

_MARKS = re.compile("[\u064b-\u0652\u0670]")
_VOWEL_OF = dict(zip("\u064e\u064b\u064f\u064c\u0650\u064d\u0652", "aauuiio", strict=True))
_LONG = frozenset("اويى")
_OWNERS = ("هما", "هم", "هن", "ها", "نا", "كم", "ه", "ك")
_ENDINGS = ("وا", "تا", "ت")
_PLURALS = {"ون": "u", "ين": "i"}


def marked(text: str, vowelled: str) -> list[str]:
    """The marks that `vowelled` puts behind each character of `text`. Characters that it leaves out have none."""
    marks, at = [""] * len(text), -1
    for character in vowelled:
        if _MARKS.match(character):
            if at >= 0:
                marks[at] += character
        else:
            found = text.find(character, at + 1)
            if found >= 0:
                at = found
    return marks


def _vowel(marks: str) -> str:
    return next((_VOWEL_OF[m] for m in marks if m in _VOWEL_OF), UNVOWELLED)


def _ending(letters: str, vowels: list[str]) -> str:
    """The vowel of a word's last letter that is its own."""
    plural = _PLURALS.get(letters[-2:])
    if plural and len(letters) > 4:
        return plural
    if letters[-1] == "ا" and vowels[-2] == "a":
        return "a"
    owner = next((o for o in _OWNERS if letters.endswith(o) and len(letters) - len(o) >= 3 and not letters.endswith("اه")), "")
    return vowels[len(letters) - len(owner) - 1]


def pattern(letters: str, marks: list[str]) -> tuple[str, str, str]:
    """First, inner and last vowel of a word of at least two letters, of which `marks` are written behind each letter."""
    vowels = [_vowel(m) for m in marks]
    last = _ending(letters, vowels)
    begin = int(letters[0] in "وف" and vowels[0] == "a" and len(letters) > 3)
    ending = next((e for e in (*_PLURALS, "ان", *_ENDINGS) if letters.endswith(e) and len(letters) - begin - len(e) >= 3), "")
    stem = len(letters) - len(ending)
    inner = stem - 2 if letters[stem - 2] not in _LONG or stem - begin < 3 else stem - 3
    return vowels[begin], vowels[inner], last


def labels(text: str, marks: list[str]) -> Labels:
    found = []
    for word in words(text):
        letters = [at for at in range(word.start, word.end) if text[at].isalpha()]
        if len(letters) < 2:
            found.append((VOWELS.index(UNVOWELLED),) * 3)
        else:
            first, inner, last = pattern("".join(text[at] for at in letters), [marks[at] for at in letters])
            found.append((VOWELS.index(first), VOWELS.index(inner), VOWELS.index(last)))
    return found


class Diacritiser(Protocol):
    def diacritize(self, text: str, /) -> str: ...


@cache
def _diacritiser() -> Diacritiser:
    from text2tashkeel import Diacritizer  # noqa: PLC0415 - of the extra `train`, and the rest of this module needs none

    return cast("Diacritiser", Diacritizer(MODEL))


def vowelled(text: str) -> list[str]:
    """The marks behind each character of a text, read sentence by sentence."""
    marks: list[str] = []
    for piece in re.findall(r".*?(?:[.!؟]\s|\n|$)", text, re.DOTALL):
        marks += marked(piece, _diacritiser().diacritize(piece)) if piece.strip() else [""] * len(piece)
    return marks


def labelled(item: data.Line) -> data.Line:
    return item | {"vowels": labels(item["text"], vowelled(item["text"]))}


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=here / "corpus")
    parser.add_argument("--out", type=Path, default=here / "build/vowels.jsonl")
    a = parser.parse_args()
    found = [{"id": item["id"], "text": item["text"]} for item in data.corpus_lines(a.corpus)]
    if press.at_hand():
        found += press.passages()
    with a.out.open("w", encoding="utf-8") as out, ProcessPoolExecutor(2) as pool:
        for n, item in enumerate(pool.map(labelled, found, chunksize=50), 1):
            out.write(json.dumps(item, ensure_ascii=False) + "\n")
            if n % 1000 == 0:
                print(f"{n} of {len(found)} texts", flush=True)


if __name__ == "__main__":
    main()
