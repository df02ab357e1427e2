"""What stands on a page dozens of times, as functions: actors, claims, marked text. Macros of the templates take several times as long.

Each gives markup whose every text is escaped, and is known to all templates by its name. `t` are the page's words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from khabar.desk import reasons
from khabar.desk.inline import bdi, day, isolated, plain, segment, words_of
from khabar.desk.marks import Role, Run
from khabar.desk.reading import Block
from khabar.desk.words import Language, Words, words
from khabar.ledger.stored import StoredClaim
from khabar.records.capture import Media
from khabar.records.claim import Claim, Entity, Event, Owner

_NAMES = 20_000
"""Names whose links are kept made."""
CARDS = 50
"""Claims that one paragraph shows at most, of which so many are not folded away:"""
_OPEN = 3
_WORDS = 2_000
"""Words of the desk that are kept as markup, by kind: there are no more."""


@lru_cache(_NAMES)
def _link(kind: str, folder: str, key: str, name: str) -> str:
    return f'<a class="{kind}" href="/{folder}/{segment(key)}">{bdi(plain(name))}</a>'


def actor(one: Entity | Owner) -> Markup:
    """An actor, linked to its page: by its id in the who's who, else by its name."""
    return _safe(_link("actor", "actors", one.id or one.name, one.name))


def side(t: Words, found: Sequence[Entity]) -> Markup:
    return _safe(_side(t, found))


def _side(t: Words, found: Sequence[Entity]) -> str:
    made = f"{_word(t.language, 'claim.comma')} ".join([_link("actor", "actors", one.id or one.name, one.name) for one in found])
    return made or f'<span class="none">{_word(t.language, "claim.nobody")}</span>'


def status(t: Words, value: str) -> Markup:
    return _safe(_status(t.language, value))


@lru_cache(_WORDS)
def _status(language: Language, value: str) -> str:
    return f'<span class="status {escape(value)}">{_word(language, f"status.{value}")}</span>'


def kind(t: Words, event: Event) -> Markup:
    return _safe(_kind(t.language, event.type, event.mode))


@lru_cache(_WORDS)
def _kind(language: Language, type_: str, mode: str | None) -> str:
    how = f'<span class="mode">: {_word(language, f"mode.{mode}")}</span>' if mode else ""
    return f"{_word(language, f'type.{type_}')}{how}"


def deed(t: Words, claim: Claim, media: Media) -> Markup:
    """Who did what to whom, as one line."""
    return _safe(_deed(t, claim, media))


def _deed(t: Words, claim: Claim, media: Media) -> str:
    to = f' <span class="to">{_side(t, claim.recipient)}</span>' if claim.recipient else ""
    event = claim.event
    what = f'<span class="type">{_kind(t.language, event.type, event.mode)} {bdi(f"«{words_of(event.cue.text, media)}»")}</span>'
    return f'<span class="deed">{_side(t, claim.actor)} {what}{to}</span>'


def by(t: Words, claim: Claim) -> Markup:
    """On whose word, nearest speaker first; the outlet is left out."""
    return _safe(_by(t, claim))


def _by(t: Words, claim: Claim) -> str:
    links = [_link("speaker", "speakers", one.id or one.name, one.name) for one in claim.attribution if one.kind != "outlet"]
    between = f" {_word(t.language, 'claim.from')} "
    return f"{_word(t.language, 'claim.by')} {between.join(links)}" if links else ""


def outlet(t: Words, name: str | None) -> Markup:
    if not name:
        return escape(t("claim.outlet.unknown"))
    return _safe(f'<a class="outlet" href="/outlets/{segment(name)}">{bdi(name)}</a>')


def published(t: Words, one: StoredClaim) -> Markup:
    return day(one.published_start, one.published_end) if one.published_start or one.published_end else escape(t("claim.undated"))


def judged(t: Words, one: StoredClaim) -> Markup:
    return _safe(_judged(t, one))


def _judged(t: Words, one: StoredClaim) -> str:
    if one.judgement is None:
        return ""
    return f'<span class="judged {one.judgement.kind}">{_word(t.language, f"claim.judged.{one.judgement.kind}")}</span>'


def card(t: Words, one: StoredClaim) -> Markup:
    """A claim in the margin of its paragraph."""
    told, word = one.claim, t.language
    more = f'<a class="more" href="/claims/{segment(one.id)}" aria-label="{_word(word, "claim.open")}">{_word(word, "claim.more")}</a>'
    line = f'<p class="small">{_status(word, told.status)} {_by(t, told)} {_judged(t, one)} {more}</p>'
    return _safe(f'<article class="card" id="c-{escape(one.id)}">\n<p>{_deed(t, told, one.media)}</p>\n{line}\n</article>\n')


def cards(t: Words, claims: Sequence[StoredClaim], article: str) -> Markup:
    """The margin of a paragraph: some of its claims at once, others folded away, all of very many on a page of their own."""
    shown, folded = ("".join([card(t, one) for one in some]) for some in (claims[:_OPEN], claims[_OPEN:CARDS]))
    if len(claims) > _OPEN:
        every = f'<p class="small"><a href="/claims?article={segment(article)}">{_word(t.language, "article.every")}</a></p>'
        summary = f"<summary>{escape(t.count('article.more', len(claims) - _OPEN))}</summary>"
        shown += f"<details>{summary}{folded}{every if len(claims) > CARDS else ''}</details>"
    return _safe(f'<div class="margin" dir="{"rtl" if t.language == "ar" else "ltr"}">\n{shown}</div>\n')


def rows(t: Words, blocks: Iterable[Block], article: str) -> Markup:
    """The paragraphs of an article, each beside the claims that it makes."""
    return _safe("".join([_row(t, block, article) for block in blocks]))


def _row(t: Words, block: Block, article: str) -> str:
    name = "h2" if block.kind == "subheading" else "p"
    text = f'<{name} lang="ar" dir="rtl">{runs(t, block.runs, None, block.claims[:CARDS])}</{name}>'
    return f'<div class="row {block.kind}">\n{text}{cards(t, block.claims, article) if block.claims else ""}</div>\n'


def told(t: Words, one: StoredClaim) -> Markup:
    """The deed, the sentence, who says so and where it was published."""
    word = _by(t, one.claim)
    what = f'<p class="what">{_deed(t, one.claim, one.media)} {_status(t.language, one.claim.status)} {_judged(t, one)}</p>'
    quote = f'<blockquote><a href="/claims/{segment(one.id)}">{bdi(words_of(one.claim.quote.text, one.media))}</a></blockquote>'
    return _safe(f'{what}\n{quote}\n<p class="small">{word}{" · " if word else ""}{outlet(t, one.outlet)} · {published(t, one)}</p>\n')


def claim_list(t: Words, claims: Iterable[StoredClaim]) -> Markup:
    return _safe(f'<ol class="claims">\n{"".join([f"<li>{told(t, one)}</li>" for one in claims])}</ol>\n')


def reason(t: Words, line: str) -> Markup:
    """Why a claim was coded so, one reason of it."""
    return isolated(reasons.told(line, "ar")) if t.language == "ar" else escape(line)


def runs(t: Words, found: Iterable[Run], to: str | None = None, cards: Collection[StoredClaim] = ()) -> Markup:
    """Marked text: each run with the classes of its roles, which its title names.

    A cue leads to where `to` says, else to its claim: in the margin if that is among `cards`.
    """
    here = {one.id for one in cards}
    return _safe("".join([_run(t, run, to, here) for run in found]))


def _run(t: Words, run: Run, to: str | None, here: Collection[str]) -> str:
    words = escape(run.text)
    if not (run.roles or run.anchor):
        return words
    attributes = _roles(t.language, run.roles)
    if not run.anchor:
        return f"<span {attributes}>{words}</span>"
    target = escape(to or f"{'#c-' if run.anchor in here else '/claims/'}{run.anchor}")
    return f'<a {attributes} href="{target}">{words}</a>'


@lru_cache(_WORDS)
def _roles(language: Language, roles: tuple[Role, ...]) -> str:
    return f'class="m {" ".join(roles)}" title="{" · ".join([_word(language, f"role.{role}") for role in roles])}"'


@lru_cache(_WORDS)
def _word(language: Language, key: str) -> str:
    """Words of the desk as markup."""
    return escape(words(language)(key))


def _safe(made: str) -> Markup:
    """Markup made here, of which every text was escaped as it was put in."""
    return Markup(made)  # noqa: S704 - see above


FRAGMENTS: tuple[Callable[..., Markup], ...] = (
    actor, by, card, cards, claim_list, deed, judged, kind, outlet, published, reason, rows, runs, side, status, told,
)  # fmt: skip
