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
from khabar.desk.words import Words
from khabar.ledger.stored import StoredClaim
from khabar.records.capture import Media
from khabar.records.claim import Claim, Entity, Event, Owner

_NAMES = 20_000
"""Names whose links are kept made."""


@lru_cache(_NAMES)
def _link(kind: str, folder: str, key: str, name: str) -> str:
    return f'<a class="{kind}" href="/{folder}/{segment(key)}">{bdi(plain(name))}</a>'


def actor(one: Entity | Owner) -> Markup:
    """An actor, linked to its page: by its id in the who's who, else by its name."""
    return _safe(_link("actor", "actors", one.id or one.name, one.name))


def side(t: Words, found: Sequence[Entity]) -> Markup:
    made = f"{escape(t('claim.comma'))} ".join([_link("actor", "actors", one.id or one.name, one.name) for one in found])
    return _safe(made or f'<span class="none">{escape(t("claim.nobody"))}</span>')


def status(t: Words, value: str) -> Markup:
    return _safe(f'<span class="status {escape(value)}">{escape(t(f"status.{value}"))}</span>')


def kind(t: Words, event: Event) -> Markup:
    mode = f'<span class="mode">: {escape(t(f"mode.{event.mode}"))}</span>' if event.mode else ""
    return _safe(f"{escape(t(f'type.{event.type}'))}{mode}")


def deed(t: Words, claim: Claim, media: Media) -> Markup:
    """Who did what to whom, as one line."""
    to = f' <span class="to">{side(t, claim.recipient)}</span>' if claim.recipient else ""
    what = f'<span class="type">{kind(t, claim.event)} {bdi(f"«{words_of(claim.event.cue.text, media)}»")}</span>'
    return _safe(f'<span class="deed">{side(t, claim.actor)} {what}{to}</span>')


def by(t: Words, claim: Claim) -> Markup:
    """On whose word, nearest speaker first; the outlet is left out."""
    links = [_link("speaker", "speakers", one.id or one.name, one.name) for one in claim.attribution if one.kind != "outlet"]
    between = f" {escape(t('claim.from'))} "
    return _safe(f"{escape(t('claim.by'))} {between.join(links)}" if links else "")


def outlet(t: Words, name: str | None) -> Markup:
    if not name:
        return escape(t("claim.outlet.unknown"))
    return _safe(f'<a class="outlet" href="/outlets/{segment(name)}">{bdi(name)}</a>')


def published(t: Words, one: StoredClaim) -> Markup:
    return day(one.published_start, one.published_end) if one.published_start or one.published_end else escape(t("claim.undated"))


def judged(t: Words, one: StoredClaim) -> Markup:
    if one.judgement is None:
        return Markup()
    return _safe(f'<span class="judged {one.judgement.kind}">{escape(t(f"claim.judged.{one.judgement.kind}"))}</span>')


def card(t: Words, one: StoredClaim) -> Markup:
    """A claim in the margin of its paragraph."""
    more = f'<a class="more" href="/claims/{segment(one.id)}" aria-label="{escape(t("claim.open"))}">{escape(t("claim.more"))}</a>'
    told = f'<p class="small">{status(t, one.claim.status)} {by(t, one.claim)} {judged(t, one)} {more}</p>'
    return _safe(f'<article class="card" id="c-{escape(one.id)}">\n<p>{deed(t, one.claim, one.media)}</p>\n{told}\n</article>\n')


def told(t: Words, one: StoredClaim) -> Markup:
    """The deed, the sentence, who says so and where it was published."""
    word = by(t, one.claim)
    what = f'<p class="what">{deed(t, one.claim, one.media)} {status(t, one.claim.status)} {judged(t, one)}</p>'
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
    if not (run.roles or run.anchor):
        return escape(run.text)
    attributes = _roles(t, run.roles)
    if not run.anchor:
        return f"<span {attributes}>{escape(run.text)}</span>"
    target = escape(to or f"{'#c-' if run.anchor in here else '/claims/'}{run.anchor}")
    return f'<a {attributes} href="{target}">{escape(run.text)}</a>'


def _roles(t: Words, roles: tuple[Role, ...]) -> str:
    return f'class="m {" ".join(roles)}" title="{" · ".join([escape(t(f"role.{role}")) for role in roles])}"'


def _safe(made: str) -> Markup:
    """Markup made here, of which every text was escaped as it was put in."""
    return Markup(made)  # noqa: S704 - see above


FRAGMENTS: tuple[Callable[..., Markup], ...] = (
    actor, by, card, claim_list, deed, judged, kind, outlet, published, reason, runs, side, status, told,
)  # fmt: skip
