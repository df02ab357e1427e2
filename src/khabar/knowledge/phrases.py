"""Words around a noun: particles and adverbs, which no number counts; words that count; and particles that tell a noun's part in an event."""

from __future__ import annotations

from functools import cache

from khabar.arabic.clitics import peelings
from khabar.arabic.folding import fold
from khabar.arabic.numerals import may_start
from khabar.knowledge import actors_files, tolls
from khabar.knowledge.tables import rows


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in rows("markers/phrases.tsv") if row["kind"] == kind)


def is_edge(word: str) -> bool:
    """Whether `word` is a particle or an adverb, so that no number counts it.

    >>> is_edge("نحو"), is_edge("متظاهر")
    (True, False)
    """
    return fold(word) in _words("edge")


def is_particle(word: str) -> bool:
    """Whether `word` is a particle, an adverb or a preposition, or what stands for one before a noun («يد» of «على يد»).

    >>> is_particle("نحو"), is_particle("تجاه"), is_particle("متظاهر")
    (True, True, False)
    """
    return is_edge(word) or fold(word) in _words("preposition")


def is_demonstrative(word: str) -> bool:
    """Whether `word` points to the definite noun after it: «هذه» of «هذه المجموعة».

    >>> is_demonstrative("هذه"), is_demonstrative("هم")
    (True, False)
    """
    return fold(word) in _words("demonstrative")


@cache
def _loose() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("markers/phrases.tsv") if row["kind"] == "loose")


def is_loose(word: str) -> bool:
    """Whether `word`, as it is spelled, names nobody by itself: «من», «كافة»; «علي» may be a man.

    >>> is_loose("على"), is_loose("علي")
    (True, False)
    """
    return word in _loose()


def is_quantity(word: str) -> bool:
    """Whether `word` only says how many: digits, a number word, «عشرات».

    >>> is_quantity("17"), is_quantity("خمسة"), is_quantity("عشرات"), is_quantity("أفراد")
    (True, True, True, False)
    """
    return word.isdecimal() or may_start(fold(word)) or fold(word) in _words("quantity")


def is_hedge(word: str) -> bool:
    """Whether `word` only says how exact the number after it is: each of «ما لا يقل عن», «نحو».

    >>> is_hedge("نحو"), is_hedge("يقل"), is_hedge("جنود")
    (True, True, False)
    """
    return fold(word) in _hedging()


@cache
def _hedging() -> frozenset[str]:
    return frozenset(part for hedge in tolls.hedges("before") for part in hedge.words)


def is_weapon(word: str) -> bool:
    """Whether `word`, with the article or without, is what is fired or laid: a means, and so nobody. What moves («دبابة») acts in the press.

    >>> is_weapon("القذائف"), is_weapon("دبابة")
    (True, False)
    """
    bare = fold(word)
    return bare in _words("weapon") or (bare.startswith("ال") and bare[2:] in _words("weapon"))


def describes_deed(deed: str, adjective: str) -> bool:
    """Whether the words are a deed and its adjective, as in «هجوم انتحاري», where the adjective is nobody.

    >>> describes_deed("بهجوم", "انتحاري"), describes_deed("مقتل", "مسلح")
    (True, False)
    """
    bare = fold(adjective).removeprefix("ال")
    return bare in _words("epithet") and any(fold(form).removeprefix("ال") in _words("deed") for _, form in peelings(deed))


_FEMININE = ("ة", "ات")
_ARTICLES = ("ال", "وال", "فال", "بال", "كال", "وبال", "لل", "ولل", "فلل")
_LEAST = 5
"""Letters of an indefinite noun that ends like a feminine one: «مات» and «بات» are verbs."""


def is_relation(word: str) -> bool:
    """Whether `word` ends like an adjective of relation.

    >>> is_relation("دولية"), is_relation("عرقي"), is_relation("مقاتليه")
    (True, True, False)
    """
    return word.endswith(("ي", "ية"))


def is_attribute(noun: str, adjective: str) -> bool:
    """Whether an adjective of relation goes with the noun before it and names nobody by itself.

    It does where both have the article, since a noun that has it owns nothing after it; and where both have none, the noun is a feminine one
    and the adjective says so too, and is no word for people («إصابة صحافية») or adjective of a state, which tells who is behind the noun.

    >>> is_attribute("عقوبات", "دولية"), is_attribute("التضامن", "العربي"), is_attribute("مقتل", "شرطي"), is_attribute("إصابة", "صحافية")
    (True, True, False, False)
    """
    read = tolls.read(actors_files.respelled(fold(adjective)))
    feminine, shown = adjective.endswith("ية"), noun.endswith(_FEMININE)
    if not is_relation(adjective) or is_particle(noun) or any(word.adjective for word in read):
        return False
    if adjective.startswith("ال") or noun.startswith(_ARTICLES):
        plural = noun.endswith(("ون", "ين", "ان"))
        return adjective.startswith("ال") and noun.startswith(_ARTICLES) and feminine == shown and not plural
    return feminine and shown and len(noun) >= _LEAST and all(word.role == "deed" for word in read)


@cache
def _governors() -> frozenset[tuple[str, str]]:
    return frozenset((fold(row["particle"]), row["never"]) for row in rows("markers/governors.tsv"))


def bars(particle: str, role: str) -> bool:
    """Whether the noun after the folded `particle` is never `role` (actor or recipient), but for cues that take the particle.

    >>> bars("في", "recipient"), bars("على", "recipient")
    (True, False)
    """
    return (particle, role) in _governors()
