"""Light stems: the folded word without its commonest particles and endings, so that forms of one word meet. No dictionary is asked."""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.arabic.folding import fold

_PROCLITICS = (
    "وبال", "فبال", "وال", "فال", "بال", "كال", "ولل", "فلل", "لل", "ال", "وس", "فس", "و", "ف", "ب", "ل", "ك", "س",
)  # fmt: skip
_ENDINGS = (
    "هما", "كما", "تما", "ها", "هم", "هن", "نا", "كم", "ات", "ون", "ين", "ان", "وا", "تا", "ته", "يه", "ه", "ت", "ي", "ا", "ن",
)  # fmt: skip
_LEAST = 3
_WEAK = re.compile("[اويهء]")
_AUGMENTS = ("يتنما", "تن")
"""Letters that verbs, participles and verbal nouns put before their root, first and second."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The longest particles at its front and the longest ending cut, three letters left.

    >>> stem("وبالانسحاب"), stem("قصفتها"), stem("إلى")
    ('انسحاب', 'قصفت', 'الي')
    """
    bare = fold(word)
    front = next((p for p in _PROCLITICS if bare.startswith(p) and len(bare) - len(p) >= _LEAST), "")
    bare = bare.removeprefix(front)
    end = next((e for e in _ENDINGS if bare.endswith(e) and len(bare) - len(e) >= _LEAST), "")
    return bare.removesuffix(end)


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """What is left of the stem without augments and weak letters: near the root, where that is strong.

    >>> root("يقصفون"), root("قصف"), root("مقصوف")
    ('قصف', 'قصف', 'قصف')
    """
    bare = stem(word)
    for augments in _AUGMENTS:
        if len(bare) > _LEAST and bare[0] in augments:
            bare = bare[1:]
    return bare[:1] + _WEAK.sub("", bare[1:])
